import type { Vendor } from '../vendor.ts';
import { CISCO_KEYS } from './keys.ts';
import { CISCO_ROWS } from './log.ts';

export const cisco = {
  name: 'cisco',
  title: 'Cisco ASA and IOS',
  releases: 'IOS 12.0 and later, PIX 5.0 and later, ASA',
  logSign:
    /%(?:ASA|PIX|FTD|CRYPTO)-|\bMM_WAIT_MSG|\bISAKMP(?:-ERROR)?: ?\(|\bISAKMP(?:-ERROR)?:|\bIKEv2-(?:PROTO|ERROR)|\[IKEv1\b|\bIKEv2:\(|#pkts encaps:/,
  rows: CISCO_ROWS,
  counters: [{ sent: /#pkts encaps: ?(\d{1,15})/, received: /#pkts decaps: ?(\d{1,15})/ }],
  keyForms: CISCO_KEYS,
} as const satisfies Vendor;
