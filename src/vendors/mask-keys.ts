import type { KeyPattern } from './key-patterns.ts';

/** What stands for a key. A private key has line breaks in it. */
export type Hide = (key: string) => string;

/** The groups in which a pattern may find its key; the first that took part in the match has it. */
const GROUPS = ['key', 'quoted', 'single', 'escaped'];

const keyIn = (groups: unknown): string =>
  typeof groups === 'object' && groups !== null
    ? (GROUPS.map((name): unknown => Reflect.get(groups, name)).find((group) => typeof group === 'string') ?? '')
    : '';

/** Replaces the key at the end of a match. */
const replaceKey = (found: readonly unknown[], hide: Hide): string => {
  const match = String(found[0]);
  const key = keyIn(found.at(-1));
  return key === '' ? match : match.slice(0, -key.length) + hide(key);
};

const escaped = (word: string): string => word.replace(/[^\w ]/g, '\\$&');

/** Builds the masker of a table of patterns: the text with every key in it replaced by what `hide` returns for it. */
export const createKeyMasker = (patterns: readonly KeyPattern[]) => {
  // Most text has none of the words: one search instead of one a pattern.
  const words = new RegExp([...new Set(patterns.flatMap((pattern) => pattern.words))].map(escaped).join('|'), 'i');
  return (text: string, hide: Hide): string =>
    words.test(text)
      ? patterns.reduce((now, { pattern }) => now.replace(pattern, (...found) => replaceKey(found, hide)), text)
      : text;
};
