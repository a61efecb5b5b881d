import type { Offer } from '../crypto-names.ts';

const known = (words: readonly string[], of: (word: string) => string | undefined): readonly string[] => [
  ...new Set(words.flatMap((word) => of(word) ?? [])),
];

/** The words of a list, whatever stands between and around them. */
export const listed = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/[\s,[\]"']+/).filter((word) => word !== '');

/** What each word of a list means; words that mean nothing are left out. */
export const meant = (text: string | undefined, of: (word: string) => string | undefined): readonly string[] =>
  known(listed(text), of);

/** An offer of a set of choices; none where nothing is chosen. */
export const offerFrom = (enc: readonly string[], hash: readonly string[], dh: readonly string[]): readonly Offer[] =>
  enc.length + hash.length + dh.length > 0 ? [{ enc, hash, prf: [], dh }] : [];
