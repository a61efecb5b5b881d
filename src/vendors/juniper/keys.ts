import { command, PRE_SHARED_KEY } from '../key-command.ts';
import type { KeyForm } from '../key-form.ts';
import { readValue } from '../key-value.ts';

/** Juniper, as `set` commands and between braces; ScreenOS says `preshare`. */
export const JUNIPER_KEYS: readonly KeyForm[] = [
  command({
    words: ['pre-shared-key', 'encrypted-password', 'authentication-key', 'preshare'],
    lead: /(?:pre-shared-key[ \t]{1,16}(?:ascii-text|hexadecimal)|encrypted-password|authentication-key|preshare)[ \t]{1,16}(?=\S)/iy,
    read: readValue,
  }),
  PRE_SHARED_KEY,
];
