import type { CauseId } from '../../catalogue/causes.ts';
import { MEANS, MIRROR_SUBNETS } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

/** Notifications under the names that the standards give them, as many makers write them; charon's lines are in its folder. */
export const NOTIFY_ROWS: readonly LogRow<CauseId>[] = readIn('RFC 2408 and RFC 7296: names of notifications', [
  ipsecRow(
    250,
    /(?<!received |received notify\W{1,3}|sending |error: |fatal |payload \(|"|^\W{0,9})\bno[-_ ]proposal[-_ ]chosen/i,
    'context',
    ['ike-proposal-mismatch', 'ike-version-mismatch'],
    0.6,
    MEANS.proposal,
    { phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'] },
  ),
  ipsecRow(
    251,
    /(?<!received |phase 1 SA for the reason of )\binvalid[-_ ]id[-_ ]information\b/i,
    'context',
    ['traffic-selector-mismatch', 'identity-mismatch'],
    0.65,
    MEANS.selectors,
    { fix: MIRROR_SUBNETS },
  ),
  ipsecRow(
    252,
    /(?<!received |received notify\W{1,3}|sending |fatal |^\W{0,9})\bauthentication[-_]failed\b(?! as the response)/i,
    1,
    ['psk-mismatch', 'identity-mismatch'],
    0.6,
    MEANS.keyOrId,
  ),
]);
