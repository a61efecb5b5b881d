import type { CauseId } from '../../catalogue/causes.ts';
import { MEANS, MIRROR_SUBNETS } from '../log-advice.ts';
import { ipsecRow, KNOWN_WORDS, type LogRow, readIn } from '../log-row.ts';

const ACL = {
  en: 'the policy names an ACL or an IKE profile that does not fit',
  zh: '安全策略引用的 ACL 或 IKE profile 不匹配',
};

/** Log lines of H3C; the notifications in its debugs have their standard names. */
export const H3C_ROWS: readonly LogRow<CauseId>[] = [
  ...readIn('H3C: SecPath F1000-E manual, IPsec troubleshooting; iter01.com 495493', [
    ipsecRow(
      340,
      /\bpolicy contains incorrect ACL or IKE profile\b/i,
      2,
      ['traffic-selector-mismatch', 'identity-mismatch'],
      0.65,
      ACL,
      { fix: MIRROR_SUBNETS },
    ),
    ipsecRow(
      341,
      /策略包含不正确的 ?ACL|策略中引用的 ?ACL/i,
      2,
      ['traffic-selector-mismatch', 'identity-mismatch'],
      0.65,
      ACL,
      { fix: MIRROR_SUBNETS },
    ),
    ipsecRow(342, /(?:due to notification|NOTIFY of) type PAYLOAD_MALFORMED/i, 1, ['psk-mismatch'], 0.6, MEANS.key),
  ]),
  ...readIn(KNOWN_WORDS, [
    ipsecRow(
      343,
      /phase 1 SA for the reason of invalid ID information/i,
      1,
      ['identity-mismatch'],
      0.7,
      MEANS.identity,
    ),
    ipsecRow(344, /^No acceptable transform\./i, 'context', ['ike-proposal-mismatch'], 0.6, MEANS.proposal, {
      phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'],
    }),
    ipsecRow(344, /^Failed to verify the peer HASH\b/i, 1, ['psk-mismatch'], 0.6, MEANS.key),
  ]),
];
