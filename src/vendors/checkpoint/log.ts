import type { CauseId } from '../../catalogue/causes.ts';
import { COMPARE_ALGORITHMS, MEANS } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

/** Log lines of Check Point beyond the notifications by their standard names: no manual of the maker was read. */
export const CHECKPOINT_ROWS: readonly LogRow<CauseId>[] = readIn(
  'public test data of a log collector, which gives the reason beside the line',
  [
    ipsecRow(397, /\bMain Mode Failed to match proposal\b/i, 1, ['ike-proposal-mismatch'], 0.7, MEANS.phase1, {
      fix: COMPARE_ALGORITHMS,
    }),
  ],
);
