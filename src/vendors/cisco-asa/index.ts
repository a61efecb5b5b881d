import type { Vendor } from '../vendor.ts';
import { readCiscoAsa } from './config.ts';

export const ciscoAsa = {
  name: 'cisco-asa',
  sign: /^\s*tunnel-group |^\s*crypto ikev[12] (?:policy|enable)|^\s*crypto ipsec ikev[12] |^\s*access-list \S+ (?:line \d+ )?extended permit|^\s*crypto map \S+ \d+ (?:set|match) /m,
  read: readCiscoAsa,
} as const satisfies Vendor;
