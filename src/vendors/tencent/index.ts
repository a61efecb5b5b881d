import type { Vendor } from '../vendor.ts';
import { TENCENT_ROWS } from './log.ts';

export const tencent = {
  name: 'tencent',
  title: 'Tencent Cloud',
  releases: 'VPN connections as documented in 2025',
  logSign: /\bI(?:KE|PSEC)_(?:SA_ESTABLISH_FAIL|NEGO)\b/,
  rows: TENCENT_ROWS,
} as const satisfies Vendor;
