import { describe, expect, it } from 'vitest';
import { attemptsOf } from '../../../src/tools/logs/attempts.ts';
import { charonLineOf } from '../../../src/tools/logs/charon-line.ts';
import { ownersOf } from '../../../src/tools/logs/owners.ts';
import { charon, GATEWAY, PEER, STRANGER } from '../../support/charon.ts';

const attemptsIn = (lines: readonly string[]) => {
  const parsed = lines.map(charonLineOf);
  return attemptsOf(parsed, ownersOf(parsed));
};
const mine = charon({ own: GATEWAY, other: PEER });
const kindsOf = (lines: readonly string[]) => attemptsIn(lines).map(({ steps }) => steps.map(({ kind }) => kind));

describe('an attempt', () => {
  it('begins with the first message of a negotiation, whoever sends it', () => {
    const lines = [...mine.isCalled, ...mine.answers, ...mine.starts(2), ...mine.isAnswered];
    expect(attemptsIn(lines).map(({ isInitiator, isWhole }) => [isInitiator, isWhole])).toEqual([
      [false, true],
      [true, true],
    ]);
  });

  it('goes on when the responder asks for another group or for a cookie', () => {
    const retry = [
      ...mine.isCalled,
      ...mine.sends('IKE_SA_INIT response 0 [ N(INVAL_KE) ]'),
      ...mine.gets('IKE_SA_INIT request 0 [ SA KE No ]'),
      ...mine.answers,
    ];
    expect(attemptsIn(retry)).toHaveLength(1);
    expect(attemptsIn([...mine.isCalled, ...mine.answers, ...mine.isCalled])).toHaveLength(2);
  });

  it('keeps apart what other ends try in the same lines', () => {
    const other = charon({ own: GATEWAY, other: STRANGER, thread: '12' });
    const lines = [...mine.isCalled, ...other.isCalled, ...other.refusesKey, ...mine.answers, mine.ikeUp(1)];
    expect(attemptsIn(lines).map(({ owner }) => owner.peer)).toEqual([PEER, STRANGER]);
    expect(kindsOf(lines)[0]).toContain('ike up');
    expect(kindsOf(lines)[1]).not.toContain('ike up');
  });

  it('is taken apart into what happened', () => {
    const lines = [...mine.starts(1), ...mine.isAnswered, ...mine.resends(1), mine.givesUp, ...mine.getsAgain(4)];
    expect(kindsOf(lines)[0]).toEqual(expect.arrayContaining(['message', 'packet', 'resent', 'gave up', 'came again']));
  });

  it('counts from one again when the daemon starts anew', () => {
    const up = [...mine.isCalled, ...mine.answers, mine.ikeUp(1)];
    const lines = [...up, '09:00:00 00[JOB] spawning 16 worker threads', ...up];
    expect(kindsOf(lines).map((kinds) => kinds.filter((kind) => kind === 'ike up'))).toEqual([['ike up'], ['ike up']]);
  });

  it('of which the log has lost the beginning is no whole one', () => {
    expect(attemptsIn(mine.gets('IKE_AUTH response 1 [ IDr AUTH ]'))).toMatchObject([{ isWhole: false }]);
  });
});
