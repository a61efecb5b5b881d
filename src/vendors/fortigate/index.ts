import type { Vendor } from '../vendor.ts';
import { readFortigate } from './config.ts';
import { FORTIGATE_KEYS } from './keys.ts';
import { FORTIGATE_ROWS } from './log.ts';

export const fortigate = {
  name: 'fortigate',
  ownSign: /^config vpn ipsec |^set (?:phase1name|psksecret|remote-gw|dhgrp) /,
  read: readFortigate,
  rows: FORTIGATE_ROWS,
  keyForms: FORTIGATE_KEYS,
} as const satisfies Vendor;
