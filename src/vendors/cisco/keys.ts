import { command, PRE_SHARED_KEY } from '../key-command.ts';
import type { KeyForm } from '../key-form.ts';
import { readWord } from '../key-value.ts';

/** Cisco ASA and IOS, and Ruijie, which speaks the same. */
export const CISCO_KEYS: readonly KeyForm[] = [
  command({
    words: ['isakmp'],
    lead: /isakmp[ \t]{1,16}key[ \t]{1,16}(?:[0678][ \t]{1,16})?(?=\S)/iy,
    read: readWord,
  }),
  PRE_SHARED_KEY,
  // `username NAME password 7 KEY`, `enable secret 5 KEY`, and BGP: `neighbor ADDRESS password KEY`, IKE: `set aggressive-mode password KEY`.
  command({
    words: ['password', 'secret'],
    lead: /(?:password|secret)[ \t]{1,16}[05-9][ \t]{1,16}(?=\S)/iy,
    read: readWord,
  }),
  command({
    words: ['password', 'secret'],
    before:
      /(?:\busername[ \t]{1,16}\S{1,64}(?:[ \t]{1,16}privilege[ \t]{1,16}\d{1,2})?|\bneighbor[ \t]{1,16}\S{1,64}|\benable|\baggressive-mode)[ \t]{1,16}$/i,
    lead: /(?:password|secret)[ \t]{1,16}(?=\S)/iy,
    read: readWord,
  }),
  command({
    words: ['tacacs', 'radius'],
    lead: /(?:tacacs|radius)-server[^\r\n"\\]{0,120}?\bkey[ \t]{1,16}(?:[0678][ \t]{1,16})?(?=\S)/iy,
    read: readWord,
  }),
];
