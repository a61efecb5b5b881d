import type { Vendor } from '../vendor.ts';
import { readPfsense } from './config.ts';
import { PFSENSE_KEYS } from './keys.ts';

export const pfsense = {
  name: 'pfsense',
  ownSign: /^<(?:pfsense|opnsense)>|^<phase1>|^<Swanctl\b|^<ikeid>|^<iketype>/,
  read: readPfsense,
  keyForms: PFSENSE_KEYS,
} as const satisfies Vendor;
