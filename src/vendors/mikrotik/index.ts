import type { Vendor } from '../vendor.ts';
import { readMikrotik } from './config.ts';
import { MIKROTIK_KEYS } from './keys.ts';
import { MIKROTIK_ROWS } from './log.ts';
import { mikrotikWriter } from './write.ts';

export const mikrotik = {
  name: 'mikrotik',
  title: 'MikroTik',
  releases: 'RouterOS 6 and 7',
  logSign: /\bipsec,(?:error|info|debug|warning)|\[admin@MikroTik\]/,
  rows: MIKROTIK_ROWS,
  ownSign: /^\/ip[ /]+ipsec\b|^\/ip$|^ipsec (?:peer|profile|proposal|policy|identity)\s*$/,
  read: readMikrotik,
  writers: [mikrotikWriter],
  keyForms: MIKROTIK_KEYS,
} as const satisfies Vendor;
