import { isJson } from './json.ts';

// Words for the chat hold nothing of the cloud but plain values: any other text could speak to the model in the voice of the person who
// sends it.

/** IDs, addresses, algorithms, numbers. */
const PLAIN = /^[\w.:/,@+-]{0,200}$/;

/** Words of a text: runs of letters, and each part of one that is written LikeThis; among digits, as in an ID, only long runs. */
const wordsIn = (text: string): readonly string[] =>
  text
    .split(/[^A-Za-z0-9]+/)
    .flatMap((part) => part.match(/\d/.test(part) ? /[A-Za-z]{5,}/g : /[A-Z][a-z]{2,}|[a-z]{3,}|[A-Z]{3,}/g) ?? []);

/** A name of the API: of a tool, of a parameter. */
const NAME = /^[A-Za-z]\w{0,63}$/;

export const isName = (text: string): boolean => NAME.test(text);

/** More words than this make a sentence, whatever stands between them: an ID, a host or an algorithm has fewer. */
export const isPlainText = (text: string, mostWords = 4): boolean =>
  PLAIN.test(text) && wordsIn(text).length <= mostWords;

/** Whether every value in it is plain, and every name one of the API. */
export const isPlain = (value: unknown): boolean => {
  if (typeof value === 'string') return isPlainText(value);
  if (Array.isArray(value)) return value.length <= 50 && value.every(isPlain);
  if (isJson(value)) return Object.entries(value).every(([key, inner]) => isName(key) && isPlain(inner));
  return value === null || typeof value === 'number' || typeof value === 'boolean';
};
