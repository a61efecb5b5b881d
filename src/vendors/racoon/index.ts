import type { Vendor } from '../vendor.ts';
import { RACOON_ROWS } from './log.ts';

export const racoon = {
  name: 'racoon',
  title: 'racoon (ipsec-tools)',
  releases: 'ipsec-tools 0.8 and daemons made from it',
  logSign: /\bracoon\b/i,
  rows: RACOON_ROWS,
} as const satisfies Vendor;
