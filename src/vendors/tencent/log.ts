import type { CauseId } from '../../catalogue/causes.ts';
import { MEANS, REACH_PEER } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

/** Log lines of VPN connections of Tencent Cloud; H3C gives some reasons in the same words. */
export const TENCENT_ROWS: readonly LogRow<CauseId>[] = readIn(
  'Tencent Cloud: VPN connections, log messages (document 554/79960)',
  [
    ipsecRow(
      345,
      /\bfor the reason of no matching proposal\b/i,
      'context',
      ['ike-proposal-mismatch'],
      0.75,
      MEANS.proposal,
      { phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'] },
    ),
    ipsecRow(
      346,
      /\bfor the reason of peer no response\b|\bfor the reason of retransmission timeout\b/i,
      1,
      ['peer-unreachable', 'psk-mismatch'],
      0.6,
      MEANS.silence,
      { fix: REACH_PEER },
    ),
    ipsecRow(
      347,
      /\bfor the reason of (?:no matching secret|authentication failure)\b/i,
      1,
      ['psk-mismatch'],
      0.75,
      MEANS.key,
    ),
  ],
);
