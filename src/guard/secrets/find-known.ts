import type { Unescaped } from './unescape.ts';

/** A text to find and what to put in its place. */
interface KnownSecret {
  readonly text: string;
  readonly instead: string;
  /** Short secrets count only where no letter or digit touches them: `123456` is not a secret inside a time stamp. */
  readonly alone: boolean;
}

/** A part of a text, and what belongs there instead. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly instead: string;
}

/** Shorter texts are never looked for. */
export const SHORTEST_SECRET = 4;

/** The low bytes of four characters, one more pushed in at the end. */
const slide = (window: number, text: string, at: number): number => (window << 8) | (text.charCodeAt(at) & 0xff);

/** Sixteen bits of four characters: nearly every position in a text can be passed over at one glance. */
const stamp = (window: number): number => Math.imul(window, 0x9e3779b1) >>> 16;

const windowAt = (text: string, end: number): number =>
  slide(slide(slide(0, text, end - 3), text, end - 2), text, end - 1);

const isWordAt = (text: string, at: number): boolean => /[A-Za-z0-9]/.test(text.charAt(at));

/** A letter that was written as an escape is no word with its neighbours: in `%22key` the quote comes before the key. */
const touches = ({ text, from, to }: Unescaped, before: number): boolean =>
  isWordAt(text, before) &&
  isWordAt(text, before + 1) &&
  (from === undefined || to === undefined || from[before + 1] === to[before]);

const standsAlone = (unescaped: Unescaped, from: number, to: number): boolean =>
  !touches(unescaped, from - 1) && !touches(unescaped, to - 1);

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
export const createKnownSecrets = () => {
  const buckets = new Map<number, KnownSecret[]>();
  const seen = new Uint8Array(65536);
  const known = new Set<string>();

  const add = (text: string, instead: string, alone: boolean): void => {
    if (text.length < SHORTEST_SECRET || known.has(text)) return;
    known.add(text);
    const key = stamp(slide(windowAt(text, 3), text, 3));
    seen[key] = 1;
    const bucket = buckets.get(key) ?? [];
    // The longest first. A sort for each would cost much where hundreds of keys begin alike.
    const index = bucket.findIndex((each) => each.text.length < text.length);
    bucket.splice(index < 0 ? bucket.length : index, 0, { text, instead, alone });
    buckets.set(key, bucket);
  };

  const fits = (knownSecret: KnownSecret, unescaped: Unescaped, at: number): boolean =>
    unescaped.text.startsWith(knownSecret.text, at) &&
    (!knownSecret.alone || standsAlone(unescaped, at, at + knownSecret.text.length));

  /** Where they are, as positions of the text before it was unescaped; in order, without overlaps. */
  const find = (unescaped: Unescaped): readonly Span[] => {
    const { text, from, to } = unescaped;
    const spans: Span[] = [];
    let window = windowAt(text, 3);
    let done = 0;
    for (let at = 0; at + SHORTEST_SECRET <= text.length; at += 1) {
      window = slide(window, text, at + 3);
      const key = stamp(window);
      if (seen[key] === 0 || at < done) continue;
      const knownSecret = buckets.get(key)?.find((each) => fits(each, unescaped, at));
      if (!knownSecret || isInMark(text, at)) continue;
      const end = at + knownSecret.text.length;
      spans.push({ from: from?.[at] ?? at, to: to?.[end - 1] ?? end, instead: knownSecret.instead });
      done = end;
    }
    return spans;
  };

  return { add, find, isEmpty: () => known.size === 0 };
};

/** The text with something else at each span; of spans that overlap the first counts. */
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
