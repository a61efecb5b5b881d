import { command, PRE_SHARED_KEY } from '../key-command.ts';
import type { KeyForm } from '../key-form.ts';
import { setting } from '../key-name.ts';
import { readLine } from '../key-value.ts';

/** Huawei and H3C, and what the Chinese consoles of Sangfor, Hillstone, Topsec and DPtech write beside a key. */
export const HUAWEI_KEYS: readonly KeyForm[] = [
  PRE_SHARED_KEY,
  command({
    words: ['password', 'key '],
    lead: /(?:password|key)[ \t]{1,16}(?:irreversible-cipher|cipher|simple|plain(?:text)?|hash)[ \t]{1,16}(?=\S)/iy,
    read: readLine,
  }),
  setting(['预共享', '共享密', '共享秘'], /(?:预共享|共享)(?:密钥|秘钥)/y),
];
