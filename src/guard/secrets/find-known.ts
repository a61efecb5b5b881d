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

const MARK = /\[secret:[0-9a-f]{8}:\d{1,9}\]/y;
const LONGEST_MARK = 28;

/** Our marks hold the word `secret` and digits, which may be a poor key. */
const isInMark = (text: string, at: number): boolean => {
  const from = Math.max(0, at - LONGEST_MARK);
  const open = text.slice(from, at + 1).lastIndexOf('[');
  MARK.lastIndex = from + Math.max(0, open);
  return open >= 0 && MARK.test(text) && MARK.lastIndex > at;
};

const BASE = 0x01000193;
const powers = [1];

/** The base to a power, modulo 2 to the 32; each is worked out once. */
const power = (exponent: number): number => {
  for (let at = powers.length; at <= exponent; at += 1) powers.push(Math.imul(powers[at - 1] ?? 1, BASE));
  return powers[exponent] ?? 1;
};

/** Gives the hash of any piece of a text at one step, after one way along the text. */
const createHashes = (text: string): ((from: number, length: number) => number) => {
  const before = new Int32Array(text.length + 1);
  for (let at = 0; at < text.length; at += 1)
    before[at + 1] = Math.imul(before[at] ?? 0, BASE) + text.charCodeAt(at) + 1;
  return (from, length) => ((before[from + length] ?? 0) - Math.imul(before[from] ?? 0, power(length))) >>> 0;
};

/** A length and a hash in one number. */
const keyOf = (length: number, hash: number): number => length * 2 ** 32 + hash;

/** Beginnings of these lengths are known beside each whole text: 4, 16, 64 and so on. */
const NEXT = 4;

type Hashes = ReturnType<typeof createHashes>;

/**
 * Known texts by their beginnings. Ever longer beginnings are looked up by their hash, and whole texts only of such lengths
 * as go on from the longest: thousands with one beginning cost no more than one.
 */
const createIndex = () => {
  /** By length and hash of a beginning: the lengths of the known texts that have it and end before the next one. */
  const beginnings = new Map<number, number[]>();
  const whole = new Map<number, KnownSecret[]>();

  const add = (secret: KnownSecret): void => {
    const { length } = secret.text;
    const hash = createHashes(secret.text);
    let lengths: number[] = [];
    for (let begin = SHORTEST_SECRET; begin <= length; begin *= NEXT) {
      const key = keyOf(begin, hash(0, begin));
      lengths = beginnings.get(key) ?? [];
      beginnings.set(key, lengths);
    }
    // The longest first.
    if (!lengths.includes(length)) lengths.push(length);
    lengths.sort((a, b) => b - a);
    const key = keyOf(length, hash(0, length));
    whole.set(key, [...(whole.get(key) ?? []), secret]);
  };

  const fits = ({ text, alone }: KnownSecret, unescaped: Unescaped, at: number): boolean =>
    unescaped.text.startsWith(text, at) && (!alone || standsAlone(unescaped, at, at + text.length));

  /** The longest that stands at a position. */
  const longestAt = (unescaped: Unescaped, at: number, hash: Hashes): KnownSecret | undefined => {
    const room = unescaped.text.length - at;
    const ofLength = (length: number): KnownSecret | undefined =>
      length > room ? undefined : whole.get(keyOf(length, hash(at, length)))?.find((each) => fits(each, unescaped, at));
    let longest: KnownSecret | undefined;
    for (let begin = SHORTEST_SECRET; begin <= room; begin *= NEXT) {
      const lengths = beginnings.get(keyOf(begin, hash(at, begin)));
      if (!lengths) break;
      const length = lengths.find((each) => ofLength(each) !== undefined);
      longest = length === undefined ? longest : ofLength(length);
    }
    return longest;
  };

  return { add, longestAt };
};

/**
 * Finds many known texts in one pass, in time that grows with the text and not with their number. The first four
 * characters tell at a glance where none begins.
 */
export const createKnownSecrets = () => {
  const seen = new Uint8Array(65536);
  const known = new Set<string>();
  const index = createIndex();

  const add = (text: string, instead: string, alone: boolean): void => {
    if (text.length < SHORTEST_SECRET || known.has(text)) return;
    known.add(text);
    seen[stamp(slide(windowAt(text, 3), text, 3))] = 1;
    index.add({ text, instead, alone });
  };

  /** Where they are, as positions of the text before it was unescaped; in order, without overlaps. */
  const find = (unescaped: Unescaped): readonly Span[] => {
    const { text, from, to } = unescaped;
    const spans: Span[] = [];
    let hash: Hashes | undefined;
    let window = windowAt(text, 3);
    let done = 0;
    for (let at = 0; at + SHORTEST_SECRET <= text.length; at += 1) {
      window = slide(window, text, at + 3);
      if (seen[stamp(window)] === 0 || at < done) continue;
      hash ??= createHashes(text);
      const secret = index.longestAt(unescaped, at, hash);
      if (!secret || isInMark(text, at)) continue;
      const end = at + secret.text.length;
      spans.push({ from: from?.[at] ?? at, to: to?.[end - 1] ?? end, instead: secret.instead });
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
