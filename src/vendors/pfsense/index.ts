import type { Vendor } from '../vendor.ts';
import { readPfsense } from './config.ts';
import { PFSENSE_KEYS } from './keys.ts';
import { pfsenseWriter } from './write.ts';
import { opnsenseWriter } from './write-opnsense.ts';

/** Their daemon is strongSwan's, before pfSense 2.2 racoon: the rows of both read their logs. */
export const pfsense = {
  name: 'pfsense',
  title: 'pfSense and OPNsense',
  releases: 'pfSense 2.2 and later and OPNsense write lines of strongSwan, older ones lines of racoon',
  logSign: /<con\d{1,6}(?:_\d{1,6})?\||\b(?:pfSense|OPNsense)\b/i,
  ownSign: /^<(?:pfsense|opnsense)>|^<phase1>|^<Swanctl\b|^<ikeid>|^<iketype>/,
  read: readPfsense,
  writers: [opnsenseWriter, pfsenseWriter],
  keyForms: PFSENSE_KEYS,
} as const satisfies Vendor;
