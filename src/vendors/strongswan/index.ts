import { readIn } from '../log-row.ts';
import type { Vendor } from '../vendor.ts';
import { readSwanctl } from './config.ts';
import { SWANCTL_KEYS } from './keys.ts';
import { CHARON_EXTRA_ROWS, CHARON_ROWS, PROPOSAL_LISTS } from './log.ts';
import { swanctlWriter } from './write.ts';
import { legacyWriter } from './write-legacy.ts';

export const swanctl = {
  name: 'swanctl',
  title: 'strongSwan',
  releases: 'strongSwan 5.9 and 6.0',
  logName: 'strongswan',
  logSign: /\[(?:IKE|CFG|ENC|NET)\](?! (?:respond|initiate) ISAKMP)|\bcharon\b/,
  ownSign: /^connections\s*\{|^(?:local_ts|remote_ts|esp_proposals|local_addrs|remote_addrs)\s*=/,
  read: readSwanctl,
  rows: readIn('logs of strongSwan 5.9 and 6.0 made for this purpose; source of strongSwan', [
    ...CHARON_ROWS,
    PROPOSAL_LISTS,
    ...CHARON_EXTRA_ROWS,
  ]),
  counters: [
    {
      sent: /^\s{2,12}out {1,3}[0-9a-f]{8}\b.{0,60}, {1,12}(\d{1,15}) packets/,
      received: /^\s{2,12}in {1,3}[0-9a-f]{8}\b.{0,60}, {1,12}(\d{1,15}) packets/,
    },
    { sent: /\b(\d{1,15}) bytes_o\b/, received: /\b(\d{1,15}) bytes_i\b/ },
  ],
  writers: [swanctlWriter, legacyWriter],
  keyForms: SWANCTL_KEYS,
} as const satisfies Vendor;
