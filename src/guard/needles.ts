import type { Bare } from './bare.ts';

/** A text to find and what to put in its place. */
interface Needle {
  readonly text: string;
  readonly instead: string;
  /** Short needles count only where no letter or digit touches them: `123456` is not a secret inside a time stamp. */
  readonly alone: boolean;
}

/** A place in a text, and what belongs there instead. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly instead: string;
}

/** Shorter texts are never looked for. */
export const SHORTEST_NEEDLE = 4;

/** Sixteen bits of four characters: nearly every place in a text can be passed over at one look. */
const stamp = (text: string, at: number): number => {
  const near = Math.imul(text.charCodeAt(at), 0x9e35) ^ Math.imul(text.charCodeAt(at + 1), 0x85eb);
  const far = Math.imul(text.charCodeAt(at + 2), 0x2c1b) ^ Math.imul(text.charCodeAt(at + 3), 0x27d5);
  const mixed = near + far;
  return (mixed ^ (mixed >>> 9)) & 0xffff;
};

const isWordAt = (text: string, at: number): boolean => /[A-Za-z0-9]/.test(text.charAt(at));

/** A letter that was written as an escape is no word with its neighbours: in `%22key` the quote comes before the key. */
const touches = ({ text, from, to }: Bare, before: number): boolean =>
  isWordAt(text, before) &&
  isWordAt(text, before + 1) &&
  (from === undefined || to === undefined || from[before + 1] === to[before]);

const standsAlone = (bare: Bare, from: number, to: number): boolean =>
  !touches(bare, from - 1) && !touches(bare, to - 1);

const MARK = /\[secret:[0-9a-f]{8}:\d+\]/y;

/** Our marks hold the word `secret` and digits, which may be a poor key. */
const isInMark = (text: string, at: number): boolean => {
  MARK.lastIndex = text.lastIndexOf('[', at);
  return MARK.lastIndex >= 0 && MARK.test(text) && MARK.lastIndex > at;
};

/**
 * Finds many known texts in one pass: the first characters look up the few candidates, so that hundreds of secrets
 * cost no more than one.
 */
export const createNeedles = () => {
  const buckets = new Map<number, Needle[]>();
  const seen = new Uint8Array(65536);
  const known = new Set<string>();

  const add = (text: string, instead: string, alone: boolean): void => {
    if (text.length < SHORTEST_NEEDLE || known.has(text)) return;
    known.add(text);
    const key = stamp(text, 0);
    seen[key] = 1;
    const bucket = buckets.get(key) ?? [];
    bucket.push({ text, instead, alone });
    bucket.sort((a, b) => b.text.length - a.text.length);
    buckets.set(key, bucket);
  };

  const fits = (needle: Needle, bare: Bare, at: number): boolean =>
    bare.text.startsWith(needle.text, at) && (!needle.alone || standsAlone(bare, at, at + needle.text.length));

  /** Where they stand, in the places of the text that was made bare; in order, not over each other. */
  const find = (bare: Bare): readonly Span[] => {
    const { text, from, to } = bare;
    const spans: Span[] = [];
    for (let at = 0; at + SHORTEST_NEEDLE <= text.length; at += 1) {
      const key = stamp(text, at);
      if (seen[key] === 0) continue;
      const needle = buckets.get(key)?.find((each) => fits(each, bare, at));
      if (!needle || isInMark(text, at)) continue;
      const end = at + needle.text.length;
      spans.push({ from: from?.[at] ?? at, to: to?.[end - 1] ?? end, instead: needle.instead });
      at = end - 1;
    }
    return spans;
  };

  return { add, find, isEmpty: () => known.size === 0 };
};

/** The text with something else at each span; of spans that lie over each other the first is told. */
export const replaceSpans = (text: string, spans: readonly Span[]): string => {
  if (spans.length === 0) return text;
  let done = 0;
  let result = '';
  for (const { from, to, instead } of [...spans].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from >= done) result += text.slice(done, from) + instead;
    done = Math.max(done, to);
  }
  return result + text.slice(done);
};
