import { describe, expect, it } from 'vitest';
import { asWritten, inOrder, renumber, withLineEnds } from '../../../src/tools/logs/layout.ts';
import type { LogMatch } from '../../../src/tools/logs/match.ts';

const log = [
  'Nov 30 01:05:37 10[NET] received packet: from 203.0.113.10[4500] to 198.51.100.1[4500] (108 bytes)',
  'Nov 30 01:05:37 10[IKE] found 1 matching config, but none allows pre-shared key authentication using Main Mode',
  'Nov 30 01:05:37 10[ENC] generating INFORMATIONAL_V1 request 1556083060 [ HASH N(AUTH_FAILED) ]',
  'Nov 30 01:05:37 10[NET] sending packet: from 198.51.100.1[4500] to 203.0.113.10[4500] (92 bytes)',
  'Nov 30 01:05:37 10[IKE] done',
];
const texts = (lines: readonly string[]) => asWritten(lines).map(({ text }) => text);
const cutAt = (width: number) => (line: string) =>
  Array.from({ length: Math.ceil(line.length / width) }, (_, at) => line.slice(at * width, (at + 1) * width));

describe('a pasted log', () => {
  it('is left as it is where nothing was done to it', () => {
    expect(asWritten(log)).toEqual(log.map((text, index) => ({ text, at: index + 1 })));
    expect(texts(['hello', '> world', ''])).toEqual(['hello', '> world', '']);
  });

  it('is put together where a console broke its lines, and keeps the numbers of the text', () => {
    expect(asWritten(log.flatMap(cutAt(80)))).toEqual(log.map((text, at) => ({ text, at: 2 * at + 1 })));
  });

  it('gets its line ends back where a chat took them', () => {
    expect(withLineEnds(log.join(' '))).toBe(log.join('\n'));
    expect(withLineEnds(log.join('\n'))).toBe(log.join('\n'));
    expect(withLineEnds('a b c')).toBe('a b c');
  });

  it('is read once where journal and file were pasted as one', () => {
    expect(texts(log.flatMap((line) => [line, line]))).toEqual(log);
    expect(texts([...log, log[4] ?? ''])).toHaveLength(6);
  });

  it('is put together where a mail broke and quoted its lines', () => {
    const quoted = [...log.flatMap(cutAt(72)).map((line) => `> ${line}`), '> '];
    expect(texts(quoted).slice(0, 5)).toEqual(log);
  });

  it('loses the last word of lines that were cut off: half an address is another one', () => {
    const cut = log.slice(0, 4).map((line) => line.slice(0, 80));
    expect(texts(cut)).toEqual(cut.map((line) => line.replace(/\S+$/, '')));
  });

  it('of 200,000 characters is put together in linear time', () => {
    const started = performance.now();
    asWritten(
      Array.from(
        { length: 4000 },
        (_, at) => `${String(at % 90).padStart(2, '0')}[IKE] ${'y'.repeat(93 - (at % 2) * 10)}`,
      ),
    );
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

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
