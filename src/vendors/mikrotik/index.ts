import type { Vendor } from '../vendor.ts';
import { readMikrotik } from './config.ts';

export const mikrotik = {
  name: 'mikrotik',
  ownSign: /^\/ip[ /]+ipsec\b|^\/ip$|^ipsec (?:peer|profile|proposal|policy|identity)\s*$/,
  read: readMikrotik,
} as const satisfies Vendor;
