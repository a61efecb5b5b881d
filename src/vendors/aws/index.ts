import type { Vendor } from '../vendor.ts';
import { readAws } from './config.ts';
import { AWS_ROWS } from './log.ts';

export const aws = {
  name: 'aws',
  title: 'AWS Site-to-Site VPN',
  releases: 'logs as documented in 2025',
  logSign: /\bAWS tunnel\b|\bVpnLogDetail\b|\bAWS: Traffic Selector\b|\bNo Proposal Match Found by AWS\b/,
  rows: AWS_ROWS,
  ownSign: /^IPSec Tunnel #\d|^#1: Internet Key Exchange Configuration|^! #\d: (?:Internet Key Exchange|IPSec) /i,
  read: readAws,
} as const satisfies Vendor;
