import { describe, expect, it } from 'vitest';
import type { LogMatch } from '../../../src/tools/logs/match.ts';
import { inOrder, renumber } from '../../../src/tools/logs/order.ts';

const byTime = ['08:00:01 a', '08:00:02 b', '08:00:02 c', '08:00:09 d'];
const bySteps = [
  '08:00:01 05[ENC] generating IKE_SA_INIT request 0 [ SA ]',
  '08:00:01 05[NET] sending packet: from 1.1.1.1[500] to 2.2.2.2[500]',
  '08:00:01 06[NET] received packet: from 2.2.2.2[500] to 1.1.1.1[500]',
  '08:00:01 06[ENC] parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]',
];

const numbered = (lines: readonly string[]) => lines.map((text, index) => ({ text, at: index + 1 }));

describe('a log with its newest line first', () => {
  it.each([
    ['times', byTime],
    ['steps within one second', bySteps],
  ])('is seen by its %s, and turned round', (_, lines) => {
    const { lines: turned, numberOf } = inOrder(numbered(lines.toReversed()));
    expect(turned).toEqual(lines);
    expect([1, 2, 3, 4].map(numberOf)).toEqual([4, 3, 2, 1]);
  });

  it.each([
    ['in order', byTime],
    ['of one second', bySteps],
    ['of both ends, one after the other', [...byTime, ...byTime]],
    ['without times', ['a', 'b', 'c']],
    ['with one line out of place', ['08:00:02 a', '08:00:01 b', '08:00:03 c']],
  ])('is not a log %s', (_, lines) => {
    const { lines: same, numberOf } = inOrder(numbered(lines));
    expect([same, numberOf(3)]).toEqual([lines, 3]);
  });

  it('is told by the numbers that its lines have as pasted', () => {
    const text = { en: 'line {at}', zh: '第 {at} 行' };
    const match = { at: 2, line: 'x' } as LogMatch; // Nothing else of a match is looked at.
    const cause = { id: 'psk-mismatch', confidence: 0.5, evidence: [{ text, values: { at: 1 } }, { text }] } as const;
    const { candidates, follows } = renumber([cause], [match], (at) => 10 - at);
    expect(candidates[0]?.evidence).toEqual([{ text, values: { at: 9 } }, { text }]);
    expect(follows.map(({ at }) => at)).toEqual([8]);
  });
});
