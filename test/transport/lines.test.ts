import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLines } from '../../src/transport/lines.ts';

const cut = (chunks: readonly Buffer[], most = 1000) => {
  const taken: string[] = [];
  const lines = createLines({
    maxBytes: most,
    onLine: (line) => void taken.push(String(line)),
    onTooLong: () => void taken.push('(too long)'),
  });
  for (const chunk of chunks) lines.add(chunk);
  lines.end();
  return taken;
};

const bytes = (...texts: readonly string[]): readonly Buffer[] => texts.map((text) => Buffer.from(text));

describe('bytes of an agent', () => {
  it.each([
    { chunks: ['a\nb\n'], lines: ['a', 'b'] },
    { chunks: ['a', 'b', '\n', 'c\n'], lines: ['ab', 'c'] },
    { chunks: ['a\r\n', '\n', 'b\n'], lines: ['a\r', '', 'b'] },
    { chunks: ['a\n', 'last'], lines: ['a', 'last'] },
    { chunks: ['\ufeffa\n\ufeffb\n'], lines: ['a', '\ufeffb'] },
    { chunks: [], lines: [] },
  ])('$chunks are the lines $lines', ({ chunks, lines }) => {
    expect(cut(bytes(...chunks))).toEqual(lines);
  });

  it('are the same lines however they arrive', () => {
    const texts = fc.array(fc.string().map((text) => text.replaceAll('\n', '')));
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 9 }), (lines, size) => {
        const whole = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const parts = Array.from({ length: Math.ceil(whole.length / size) }, (_, n) =>
          whole.subarray(n * size, (n + 1) * size),
        );
        expect(cut(parts, 10_000)).toEqual(lines);
      }),
    );
  });
});

describe('a line that is too long', () => {
  it('is told once and dropped, and the next one counts again', () => {
    expect(cut(bytes('aaaa', 'aaaa', 'aaaa', 'aa\nb\n'), 5)).toEqual(['(too long)', 'b']);
    expect(cut(bytes('aaaaaaaa\nb\ncccccccc'), 5)).toEqual(['(too long)', 'b', '(too long)']);
  });

  it('is one longer than the longest, not the longest itself', () => {
    expect(cut(bytes('aaaaa\naaaaaa\n'), 5)).toEqual(['aaaaa', '(too long)']);
  });
});
