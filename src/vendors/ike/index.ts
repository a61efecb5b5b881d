import type { Vendor } from '../vendor.ts';
import { NOTIFY_ROWS } from './log.ts';

export const ike = {
  name: 'ike',
  title: 'Any maker: notifications by their standard names',
  releases: 'IKEv1 and IKEv2',
  rows: NOTIFY_ROWS,
} as const satisfies Vendor;
