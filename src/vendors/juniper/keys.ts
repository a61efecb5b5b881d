import { type KeyPattern, PRE_SHARED_KEY, VALUE } from '../key-patterns.ts';

/** Juniper, as `set` commands and between braces. */
export const JUNIPER_KEYS: readonly KeyPattern[] = [
  {
    pattern: new RegExp(String.raw`pre-shared-key[ \t]+(?:ascii-text|hexadecimal)[ \t]+${VALUE}`, 'gi'),
    words: ['pre-shared-key'],
  },
  {
    pattern: new RegExp(String.raw`(?:encrypted-password|authentication-key)[ \t]+${VALUE}`, 'gi'),
    words: ['encrypted-password', 'authentication-key'],
  },
  ...PRE_SHARED_KEY,
];
