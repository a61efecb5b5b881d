import type { Vendor } from '../vendor.ts';
import { ALIBABA_ROWS } from './log.ts';

export const alibaba = {
  name: 'alibaba',
  title: "Alibaba Cloud's own gateways",
  releases: 'gateways that write the dialect of racoon, and newer ones that write that of strongSwan',
  logSign: /\bvco-\w{6,40}\S{0,4} \[[A-Z_]{3,20}\]/,
  rows: ALIBABA_ROWS,
} as const satisfies Vendor;
