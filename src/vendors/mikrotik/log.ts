import type { CauseId } from '../../catalogue/causes.ts';
import { MEANS } from '../log-advice.ts';
import { ipsecRow, KNOWN_WORDS, type LogRow, readIn } from '../log-row.ts';

const PASSWORD = { en: 'the encrypted message cannot be read: the keys differ', zh: '加密报文无法解析：密钥不一致' };

/** Log lines of MikroTik RouterOS beyond racoon's dialect. */
export const MIKROTIK_ROWS: readonly LogRow<CauseId>[] = [
  ...readIn('MikroTik: RouterOS documentation, IPsec troubleshooting; public monitoring scripts for RouterOS', [
    ipsecRow(358, /parsing packet failed, possible cause: wrong password/i, 1, ['psk-mismatch'], true, PASSWORD),
    ipsecRow(359, /\bipsec\b.{0,60}\bidentity not found\b/i, 1, ['identity-mismatch'], 0.65, MEANS.identity),
  ]),
  ...readIn(KNOWN_WORDS, [
    ipsecRow(
      359,
      /\bgot (?:fatal )?error: NO_PROPOSAL_CHOSEN\b/i,
      'context',
      ['ike-proposal-mismatch', 'ipsec-proposal-mismatch'],
      0.6,
      MEANS.proposal,
      { phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'] },
    ),
  ]),
];
