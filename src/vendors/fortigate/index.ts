import type { Vendor } from '../vendor.ts';
import { readFortigate } from './config.ts';
import { FORTIGATE_KEYS } from './keys.ts';
import { FORTIGATE_ROWS } from './log.ts';
import { fortigateWriter } from './write.ts';

export const fortigate = {
  name: 'fortigate',
  title: 'FortiGate',
  releases: 'FortiOS 6.0 to 7.4',
  logSign: /\bdevid=|\blogid=|\bike (?:V=\w{1,30}:)?\d{1,4}:[\w.-]+:|selectors\(total,up\)/,
  ownSign: /^config vpn ipsec |^set (?:phase1name|psksecret|remote-gw|dhgrp) /,
  read: readFortigate,
  rows: FORTIGATE_ROWS,
  writers: [fortigateWriter],
  counters: [
    { sent: /tx\(pkt,err\): ?(\d{1,15})\//, received: /rx\(pkt,err\): ?(\d{1,15})\// },
    { sent: /\btxp=(\d{1,15})\b/, received: /\brxp=(\d{1,15})\b/ },
  ],
  keyForms: FORTIGATE_KEYS,
} as const satisfies Vendor;
