import type { Vendor } from '../vendor.ts';
import { ALIBABA_ROWS } from './log.ts';

export const alibaba = {
  name: 'alibaba',
  rows: ALIBABA_ROWS,
} as const satisfies Vendor;
