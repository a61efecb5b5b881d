import type { Vendor } from '../vendor.ts';
import { readPfsense } from './config.ts';

export const pfsense = {
  name: 'pfsense',
  ownSign: /^<(?:pfsense|opnsense)>|^<phase1>|^<Swanctl\b|^<ikeid>|^<iketype>/,
  read: readPfsense,
} as const satisfies Vendor;
