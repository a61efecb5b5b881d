import { describe, expect, it } from 'vitest';
import { attemptsOf } from '../../../src/tools/logs/attempts.ts';
import { charonLineOf } from '../../../src/tools/logs/charon-line.ts';
import { coursesOf } from '../../../src/tools/logs/course.ts';
import { ownersOf } from '../../../src/tools/logs/owners.ts';
import { charon, GATEWAY, PEER } from '../../support/charon.ts';

const mine = charon({ own: GATEWAY, other: PEER });
const courseOf = (lines: readonly string[]) => {
  const parsed = lines.map(charonLineOf);
  return coursesOf(attemptsOf(parsed, ownersOf(parsed)))[0];
};
const up = (number: number) => [...mine.isCalled, ...mine.answers, mine.ikeUp(number), mine.childUp(number)];
const deleted = (number: number) => mine.line('IKE', `received DELETE for IKE_SA a[${number}]`);
const closed = (number: number) =>
  mine.line(
    'IKE',
    `closing CHILD_SA a{${number}} with SPIs c1_i (9 bytes) c2_o (9 bytes) and TS 10.0.0.0/8 === 10.0.0.0/8`,
  );

describe('how a tunnel stands at the end of a log', () => {
  it.each([
    ['up', up(1), { isUp: true, losses: [] }],
    ['down before it came up', [...mine.isCalled, ...mine.answers], { isUp: false }],
    ['lost to silence', [...up(1), ...mine.resends(3), mine.givesUp], { isUp: false, lostBy: 'silence' }],
    ['closed by the other end', [...up(1), deleted(1)], { isUp: false, lostBy: 'closed by peer' }],
    ['up again after a loss', [...up(1), deleted(1), ...up(2)], { isUp: true }],
    ['taken over by the next phase 1', [...up(1), ...mine.isCalled, deleted(1), mine.ikeUp(2)], { isUp: true }],
    ['without phase 2, phase 1 standing', [...up(1), closed(1)], { isUp: false, losses: [] }],
    ['down when a later try fails', [...up(1), ...mine.isCalled, ...mine.answers, ...mine.refusesKey], { isUp: false }],
  ])('%s', (_, lines, course) => {
    expect(courseOf(lines)).toMatchObject(course);
  });

  it('a phase 2 that ran out and came again is a refill, a renewed one is none', () => {
    expect(courseOf([...up(1), closed(1), mine.childUp(2)])?.refills).toHaveLength(1);
    expect(courseOf([...up(1), mine.childUp(2), closed(1)])?.refills).toEqual([]);
  });
});
