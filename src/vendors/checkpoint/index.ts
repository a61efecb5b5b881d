import type { Vendor } from '../vendor.ts';
import { CHECKPOINT_ROWS } from './log.ts';

export const checkpoint = {
  name: 'checkpoint',
  title: 'Check Point',
  releases: 'gateways of R77 and later, as far as the source below goes',
  logSign:
    /\bfw_subproduct:|\bvpn_feature_name:|\b(?:Main|Quick) Mode (?:Failed to match proposal|(?:Received|Sent) Notification (?:from|to) Peer)\b/i,
  rows: CHECKPOINT_ROWS,
} as const satisfies Vendor;
