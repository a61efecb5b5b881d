import type { Vendor } from '../vendor.ts';
import { readPaloAlto } from './config.ts';
import { PALOALTO_KEYS } from './keys.ts';
import { PALO_ALTO_ROWS } from './log.ts';
import { paloAltoWriter } from './write.ts';

export const paloAlto = {
  name: 'paloalto',
  title: 'Palo Alto Networks',
  releases: 'PAN-OS 8 to 11',
  logSign: /IKE phase[- ][12] negotiation (?:is )?failed|IKEv2 (?:IKE|child) SA negotiation|\bikemgr\b/i,
  rows: PALO_ALTO_ROWS,
  writers: [paloAltoWriter],
  ownSign:
    /^set (?:template \S+ config |shared )?network (?:ike|tunnel ipsec) |^<(?:ike-crypto-profiles|ipsec-crypto-profiles|crypto-profiles)>|^(?:ike-crypto-profiles|ipsec-crypto-profiles|crypto-profiles) \{/,
  read: readPaloAlto,
  keyForms: PALOALTO_KEYS,
} as const satisfies Vendor;
