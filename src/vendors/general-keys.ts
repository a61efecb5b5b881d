import { endOf, type KeyForm } from './key-form.ts';

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE KEY|OpenVPN Static key)[^-\n]{0,20}-----/y;
const BLOCK_END = /-----END [^-\r\n]{0,80}-----/y;

/** Private keys of any kind, whole or cut off, with real or escaped line breaks. */
const BLOCK: KeyForm = {
  words: ['-----begin'],
  find: ({ text, at }) => {
    const begin = endOf(PRIVATE_KEY, text, at);
    if (begin === undefined) return undefined;
    const end = text.indexOf('-----END', begin);
    return { from: at, to: end < 0 ? text.length : (endOf(BLOCK_END, text, end) ?? text.length), isQuoted: true };
  },
};

const BEARER: KeyForm = {
  words: ['bearer '],
  find: ({ text, at }) => {
    const from = at + 'bearer '.length;
    const to = endOf(/[\w.~+/-]{16,}={0,4}/y, text, from);
    return to === undefined ? undefined : { from, to, isQuoted: false };
  },
};

/** Keys in formats that belong to no vendor. */
export const GENERAL_KEYS: readonly KeyForm[] = [BLOCK, BEARER];
