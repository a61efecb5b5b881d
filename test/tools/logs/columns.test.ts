import { describe, expect, it } from 'vitest';
import { asWritten } from '../../../src/tools/logs/columns.ts';

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
