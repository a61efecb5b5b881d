import type { Vendor } from '../vendor.ts';
import { CISCO_KEYS } from './keys.ts';
import { CISCO_ROWS } from './log.ts';

export const cisco = {
  name: 'cisco',
  rows: CISCO_ROWS,
  keyForms: CISCO_KEYS,
} as const satisfies Vendor;
