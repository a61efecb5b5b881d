import type { Vendor } from '../vendor.ts';
import { PALO_ALTO_ROWS } from './log.ts';

export const paloAlto = {
  name: 'paloalto',
  title: 'Palo Alto Networks',
  releases: 'PAN-OS 8 to 11',
  logSign: /IKE phase[- ][12] negotiation (?:is )?failed|IKEv2 (?:IKE|child) SA negotiation|\bikemgr\b/i,
  rows: PALO_ALTO_ROWS,
} as const satisfies Vendor;
