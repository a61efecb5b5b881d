import type { Vendor } from '../vendor.ts';
import { OPENVPN_EXTRA_ROWS, OPENVPN_UNVERIFIED_ROWS } from './extra-log.ts';
import { OPENVPN_KEYS } from './keys.ts';
import { OPENVPN_ROWS } from './log.ts';

export const openvpn = {
  name: 'openvpn',
  title: 'OpenVPN',
  releases: 'OpenVPN 2.4 to 2.6 and OpenVPN Connect',
  logSign: /\bTLS Error\b|\bMULTI:|\bVERIFY (?:ERROR|OK)|\bOpenVPN\b/,
  sslRows: [...OPENVPN_ROWS, ...OPENVPN_EXTRA_ROWS, ...OPENVPN_UNVERIFIED_ROWS],
  keyForms: OPENVPN_KEYS,
} as const satisfies Vendor;
