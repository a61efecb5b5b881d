import { command } from '../key-command.ts';
import type { KeyForm } from '../key-form.ts';
import { readLine } from '../key-value.ts';

/** FortiGate: `set psksecret ENC KEY`, and passwords of its users. */
export const FORTIGATE_KEYS: readonly KeyForm[] = [
  command({
    words: ['psksecret', 'ppk-secret', 'passw', 'authpasswd'],
    before: /\bset[ \t]{1,16}$/i,
    lead: /(?:psksecret|ppk-secret|passwd|password|authpasswd)[\w-]{0,20}[ \t]{1,16}(?:ENC[ \t]{1,16})?(?=\S)/iy,
    read: readLine,
  }),
];
