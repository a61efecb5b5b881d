import type { Vendor } from '../vendor.ts';
import { H3C_ROWS } from './log.ts';
import { h3cWriter } from './write.ts';

export const h3c = {
  name: 'h3c',
  title: 'H3C',
  releases: 'Comware 5 and 7',
  logSign:
    /\b(?:IKE|IPSEC)_\w{2,20}_ESTABLISH_FAIL\b|\bIPSEC_SA_ESTABLISH_FAIL\b|drop message from \S{1,45} due to notification type|got NOTIFY of type/,
  rows: H3C_ROWS,
  writers: [h3cWriter],
} as const satisfies Vendor;
