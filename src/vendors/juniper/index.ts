import type { Vendor } from '../vendor.ts';
import { readJuniper } from './config.ts';
import { JUNIPER_KEYS } from './keys.ts';
import { JUNIPER_ROWS } from './log.ts';
import { juniperWriter } from './write.ts';

export const juniper = {
  name: 'juniper',
  title: 'Juniper SRX',
  releases: 'Junos 9.1 and later (kmd), iked',
  logSign:
    /\bKMD_|\b(?:kmd|iked)\[(?!\d{1,8}\]: ?\([\d.]{7,15}<->)|IKE negotiation failed with error|IKE Phase-[12] Failure/,
  ownSign:
    /^set (?:groups \S+ )?security (?:ike|ipsec) |^security \{|^ike-policy \S+;|^ike-policy \S+ ?$|^pre-shared-key ascii-text |^(?:encryption|authentication)-algorithm \S+;|^perfect-forward-secrecy \{|^external-interface \S+;/,
  read: readJuniper,
  rows: JUNIPER_ROWS,
  writers: [juniperWriter],
  keyForms: JUNIPER_KEYS,
} as const satisfies Vendor;
