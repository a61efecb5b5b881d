import type { CauseId } from '../../catalogue/causes.ts';
import { COMPARE_ALGORITHMS, MEANS, REACH_PEER } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

/** Log lines of SonicWall, by what others test and parse of them: no manual of the maker was read. */
export const SONICWALL_ROWS: readonly LogRow<CauseId>[] = readIn(
  'a public test plan of SonicOS that sets both ends unlike on purpose; public parsers of its log; a public thread on vpnc',
  [
    ipsecRow(
      393,
      /\bIKE proposal does not match\b(?!.{0,8}Phase 2)/i,
      1,
      ['ike-proposal-mismatch'],
      0.7,
      MEANS.phase1,
      { fix: COMPARE_ALGORITHMS },
    ),
    ipsecRow(
      394,
      /\bIPSec proposal (?:does not match|not acceptable)\b/i,
      2,
      ['ipsec-proposal-mismatch', 'pfs-mismatch'],
      0.65,
      MEANS.phase2,
      { fix: COMPARE_ALGORITHMS },
    ),
    ipsecRow(395, /\bProposed IKE ID mismatch\b/i, 1, ['identity-mismatch'], 0.7, MEANS.identity),
    ipsecRow(
      396,
      /\bRemote party timeout - Retransmitting IKE/i,
      'context',
      ['peer-unreachable'],
      0.55,
      MEANS.silence,
      { fix: REACH_PEER },
    ),
  ],
);
