import type { Vendor } from '../vendor.ts';
import { MIKROTIK_ROWS } from './log.ts';

export const mikrotik = {
  name: 'mikrotik',
  title: 'MikroTik',
  releases: 'RouterOS 6 and 7',
  logSign: /\bipsec,(?:error|info|debug|warning)|\[admin@MikroTik\]/,
  rows: MIKROTIK_ROWS,
} as const satisfies Vendor;
