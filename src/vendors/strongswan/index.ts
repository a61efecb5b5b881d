import { readIn } from '../log-row.ts';
import type { Vendor } from '../vendor.ts';
import { readSwanctl } from './config.ts';
import { SWANCTL_KEYS } from './keys.ts';
import { CHARON_EXTRA_ROWS, CHARON_ROWS, PROPOSAL_LISTS } from './log.ts';

export const swanctl = {
  name: 'swanctl',
  title: 'strongSwan',
  releases: 'strongSwan 5.9 and 6.0',
  logName: 'strongswan',
  logSign: /\[(?:IKE|CFG|ENC|NET)\]|\bcharon\b/,
  sign: /^connections\s*\{|^(?:local_ts|remote_ts|esp_proposals|remote_addrs)\s*=/,
  read: readSwanctl,
  rows: readIn('logs of strongSwan 5.9 and 6.0 made for this purpose; source of strongSwan', [
    ...CHARON_ROWS,
    PROPOSAL_LISTS,
    ...CHARON_EXTRA_ROWS,
  ]),
  keyForms: SWANCTL_KEYS,
} as const satisfies Vendor;
