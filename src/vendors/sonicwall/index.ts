import type { Vendor } from '../vendor.ts';
import { SONICWALL_ROWS } from './log.ts';

export const sonicwall = {
  name: 'sonicwall',
  title: 'SonicWall',
  releases: 'SonicOS 5 to 7, as far as the sources below go',
  logSign:
    /\bIKE(?:v2)? (?:Responder|Initiator): |\bISAKMP OAK (?:MM|AG|QM|INFO)\b|\bIKEv2 IKE proposal does not match\b/,
  rows: SONICWALL_ROWS,
} as const satisfies Vendor;
