import type { CauseId } from '../../catalogue/causes.ts';
import { MEANS } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

const OWN = {
  halfOpen: {
    en: 'the negotiation began and the other end did not go on: UDP 4500, a lost fragment, or a silent refusal',
    zh: '协商开始后对端没有继续：UDP 4500、分片丢失，或对端静默拒绝',
  },
};

/** Messages of AWS Site-to-Site VPN, from the table of its log. */
export const AWS_ROWS: readonly LogRow<CauseId>[] = readIn('AWS: Site-to-Site VPN, contents of the logs', [
  ipsecRow(
    370,
    /\bunsuccessful due to invalid Pre-shared Key\b|\bAWS tunnel detected a pre-shared key mismatch\b/i,
    1,
    ['psk-mismatch'],
    true,
    MEANS.key,
  ),
  ipsecRow(
    371,
    /\bNo Proposal Match Found by AWS\b/i,
    'context',
    ['ike-proposal-mismatch', 'ipsec-proposal-mismatch'],
    0.65,
    MEANS.proposal,
    { phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'] },
  ),
  ipsecRow(
    371,
    /\bNo Proposal Match Found\. Notifying\b/i,
    'context',
    ['ipsec-proposal-mismatch', 'ike-proposal-mismatch', 'pfs-mismatch'],
    0.6,
    MEANS.proposal,
  ),
  ipsecRow(
    372,
    /\bPhase 2 was unable to establish while keeping Phase 1\b/i,
    2,
    ['ipsec-proposal-mismatch', 'traffic-selector-mismatch', 'pfs-mismatch'],
    0.5,
    MEANS.phase2,
  ),
  ipsecRow(
    373,
    /\bsending AUTHENTICATION_FAILED as the response\b/i,
    1,
    ['psk-mismatch', 'identity-mismatch'],
    0.6,
    MEANS.keyOrId,
  ),
  ipsecRow(
    374,
    /\bdeleting un-established Phase 1 IKE_SA\b/i,
    1,
    ['peer-unreachable', 'nat-traversal', 'psk-mismatch'],
    0.5,
    OWN.halfOpen,
  ),
  ipsecRow(
    375,
    /\bDeclaring peer dead\b|\bAWS tunnel DPD timed out\b/i,
    'context',
    ['peer-unreachable', 'flapping'],
    0.6,
    MEANS.dead,
  ),
  ipsecRow(376, /\bAWS tunnel received DELETE for\b/i, 'context', ['flapping', 'peer-unreachable'], 0.4, MEANS.closed),
]);
