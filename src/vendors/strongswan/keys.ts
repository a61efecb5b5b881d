import { command } from '../key-command.ts';
import type { KeyForm } from '../key-form.ts';
import { readLine, readValue } from '../key-value.ts';

/** swanctl.conf: `secret = "KEY"`, also `secret-1` and bare; VyOS writes the same settings as words of a command. */
export const SWANCTL_KEYS: readonly KeyForm[] = [
  command({
    words: ['secret'],
    before: /^[^=:"'\\]{0,160}(?<![\w.-])$/,
    lead: /secret[\w-]{0,20}[ \t]{0,16}=[ \t]{0,16}(?=\S)/iy,
    read: readLine,
  }),
  command({
    words: ['secret'],
    before: /\bpsk[ \t]{1,16}\S{1,64}[ \t]{1,16}$/i,
    lead: /secret[ \t]{1,16}(?=\S)/iy,
    read: readValue,
  }),
  command({
    words: ['secret'],
    before: /^[ \t]*$/,
    lead: /secret[ \t]{1,16}(?:(?=\S{1,256}[ \t]{0,16}(?:[\r\n]|\\{1,8}[nr]|\\{0,8}"|$))|(?=\S{0,64}\d)(?=\S{0,64}[A-Za-z])(?=\S{8}))/iy,
    read: readValue,
  }),
];
