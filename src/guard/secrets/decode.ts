import type { Span } from './find-known.ts';

// A known key inside of something that is encoded as a whole: base64 of base64, or of the two-byte text of Windows. The text
// is decoded rather than every key encoded in yet more ways: few texts hold such runs, and keys are kept by the thousand.

/** Shorter runs hold no key, or one that stands alone, whose base64 is known as such. */
const RUN = /[A-Za-z0-9+/_-]{24,}={0,2}/g;

/** A run may come from any place of a stream: what its first digits mean depends on where it began. */
const OFFSETS = [0, 1, 2, 3];

/** Base64 over base64 over base64 is nobody's honest doing. */
const DEEPEST = 2;

const isWide = (bytes: Buffer): boolean =>
  bytes.subarray(0, 64).filter((byte) => byte === 0).length * 3 > Math.min(64, bytes.length);

const textsOf = (run: string): readonly string[] =>
  OFFSETS.map((offset) => {
    const bytes = Buffer.from(run.slice(offset), 'base64');
    return bytes.toString(isWide(bytes) ? 'latin1' : 'utf8').replaceAll('\0', '');
  });

/** Runs that hold, once decoded, what `find` finds; each is replaced whole. */
export const findDecoded = (text: string, find: (text: string) => readonly Span[], depth = 0): readonly Span[] => {
  if (depth === DEEPEST) return [];
  return [...text.matchAll(RUN)].flatMap(({ 0: run, index }): readonly Span[] => {
    for (const inner of textsOf(run)) {
      const [found] = [...find(inner), ...findDecoded(inner, find, depth + 1)];
      if (found) return [{ from: index, to: index + run.length, instead: found.instead }];
    }
    return [];
  });
};
