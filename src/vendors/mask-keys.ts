import type { KeyPattern } from './key-patterns.ts';

/** What stands for a key. A private key has line breaks in it; one between quotes is surely whole and surely a key. */
export type Hide = (key: string, isQuoted: boolean) => string;

/** The groups in which a pattern may find its key; the first that took part in the match has it. */
const GROUPS = ['key', 'quoted', 'single', 'escaped'];

const QUOTED_GROUPS: readonly string[] = ['quoted', 'single'];

const keyIn = (groups: unknown): { readonly key: string; readonly isQuoted: boolean } => {
  const found = typeof groups === 'object' && groups !== null ? groups : {};
  const group = GROUPS.find((name) => typeof Reflect.get(found, name) === 'string') ?? '';
  return { key: String(Reflect.get(found, group) ?? ''), isQuoted: QUOTED_GROUPS.includes(group) };
};

/** Replaces the key at the end of a match. */
const replaceKey = (found: readonly unknown[], hide: Hide): string => {
  const match = String(found[0]);
  const { key, isQuoted } = keyIn(found.at(-1));
  return key === '' ? match : match.slice(0, -key.length) + hide(key, isQuoted);
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
