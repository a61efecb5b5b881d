import type { CauseId } from '../catalogue/causes.ts';
import { FIREWALL_PATTERNS } from './firewall-log.ts';
import type { LogRow, SslLogCause } from './log-row.ts';
import { OPENVPN_EXTRA_PATTERNS, OPENVPN_PATTERNS } from './openvpn/log.ts';
import { CHARON_EXTRA_PATTERNS, CHARON_PATTERNS, PROPOSAL_LISTS } from './strongswan/log.ts';

/** What single lines of an IPsec log mean; the proposal lists of row 20 are read apart, in pairs. */
export const IPSEC_ROWS: readonly LogRow<CauseId>[] = [
  ...CHARON_PATTERNS,
  ...FIREWALL_PATTERNS,
  ...CHARON_EXTRA_PATTERNS,
];

/** What single lines of an SSL-VPN log mean, server's or client's. */
export const SSL_ROWS: readonly LogRow<SslLogCause>[] = [...OPENVPN_PATTERNS, ...OPENVPN_EXTRA_PATTERNS];

/** Every row, for whoever counts them. */
export const LOG_ROWS: readonly LogRow[] = [...IPSEC_ROWS, PROPOSAL_LISTS, ...SSL_ROWS];
