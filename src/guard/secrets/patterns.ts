import { maskKeys } from '../../vendors/index.ts';
import type { Hide } from '../../vendors/mask-keys.ts';
import { handleIn } from './store.ts';

/** No pattern matches a shorter text; most values of a reply are shorter. */
const SHORTEST = 5;

/** The cloud echoes what was signed, keys and all: nothing of it is needed to understand the error. */
const ECHO = /((?:string to sign|StringToSign)\b[^:]{0,40}:\s*)[\s\S]+/gi;

/** The text with every key in it replaced by what `hide` returns. Marks of keys that were hidden before are left alone. */
export const maskText = (text: string, hide: Hide): string => {
  if (text.length < SHORTEST) return text;
  const kept = text.replace(ECHO, '$1(hidden)');
  return maskKeys(kept, (key, isQuoted) => (handleIn(key) ? key : hide(key, isQuoted)));
};
