import type { Vendor } from '../vendor.ts';
import { readPaloAlto } from './config.ts';
import { PALOALTO_KEYS } from './keys.ts';

export const paloAlto = {
  name: 'paloalto',
  ownSign:
    /^set (?:template \S+ config |shared )?network (?:ike|tunnel ipsec) |^<(?:ike-crypto-profiles|ipsec-crypto-profiles|crypto-profiles)>|^(?:ike-crypto-profiles|ipsec-crypto-profiles|crypto-profiles) \{/,
  read: readPaloAlto,
  keyForms: PALOALTO_KEYS,
} as const satisfies Vendor;
