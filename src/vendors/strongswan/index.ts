import type { Vendor } from '../vendor.ts';
import { readSwanctl } from './config.ts';
import { SWANCTL_KEYS } from './keys.ts';
import { CHARON_EXTRA_ROWS, CHARON_ROWS, PROPOSAL_LISTS } from './log.ts';

export const swanctl = {
  name: 'swanctl',
  sign: /^connections\s*\{|^(?:local_ts|remote_ts|esp_proposals|remote_addrs)\s*=/,
  read: readSwanctl,
  rows: [...CHARON_ROWS, PROPOSAL_LISTS, ...CHARON_EXTRA_ROWS],
  keyForms: SWANCTL_KEYS,
} as const satisfies Vendor;
