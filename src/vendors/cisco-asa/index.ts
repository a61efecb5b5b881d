import type { Vendor } from '../vendor.ts';
import { readCiscoAsa } from './config.ts';

export const ciscoAsa = {
  name: 'cisco-asa',
  sign: /^tunnel-group |^crypto ikev1 |^crypto ikev2 (?:policy \d+\s*$|enable )|^nameif |^crypto ipsec ikev[12] |^access-list \S+ (?:line \d+ )?extended permit|^crypto map \S+ \d+ (?:set|match) /,
  read: readCiscoAsa,
} as const satisfies Vendor;
