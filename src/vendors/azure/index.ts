import type { Vendor } from '../vendor.ts';
import { AZURE_ROWS } from './log.ts';

export const azure = {
  name: 'azure',
  title: 'Azure VPN gateway',
  releases: 'route based gateways, diagnostic logs as of 2026',
  logSign: /\bSESSION_ID ?:\{|\bIkeCleanupMMNegotiation\b|\bIKEDiagnosticLog\b|\bERROR_IPSEC_IKE_|\[ErrorCode\] 0x/,
  rows: AZURE_ROWS,
} as const satisfies Vendor;
