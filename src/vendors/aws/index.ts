import type { Vendor } from '../vendor.ts';
import { readAws } from './config.ts';

export const aws = {
  name: 'aws',
  ownSign: /^IPSec Tunnel #\d|^#1: Internet Key Exchange Configuration|^! #\d: (?:Internet Key Exchange|IPSec) /i,
  read: readAws,
} as const satisfies Vendor;
