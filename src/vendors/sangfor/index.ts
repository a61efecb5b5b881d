import type { Vendor } from '../vendor.ts';
import { CHINESE_ROWS } from './log.ts';

export const sangfor = {
  name: 'sangfor',
  title: 'Sangfor, and other logs in Chinese',
  releases: 'any; Sangfor names its settings as in the manual of AC 13.0.80',
  logSign: /\[IPSec\] \[(?:错误|警告|告警|信息)\]|深信服|\bSANGFOR\b|\bDLAN\b/i,
  rows: CHINESE_ROWS,
} as const satisfies Vendor;
