import type { CauseId } from '../../catalogue/causes.ts';
import { MEANS } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

const OWN = {
  timeout: {
    en: 'the negotiation ran out of time: no answer, or subnets that do not fit',
    zh: '协商超时：没有应答，或感兴趣流不匹配',
  },
  payload: { en: 'a message of the other end lacks a payload', zh: '对端报文缺少载荷' },
};

/** IKEDiagnosticLog and IKEErrors.txt of Azure VPN gateways. */
export const AZURE_ROWS: readonly LogRow<CauseId>[] = readIn(
  'Microsoft: Azure VPN gateway, IKE diagnostic logs and Network Watcher troubleshooting',
  [
    ipsecRow(
      360,
      /\bauthentication credentials are unacceptable\b|\b(?:error|ErrorCode\]?) ?(?:13801|0x35E9)\b|IPSEC_IKE_AUTH_FAIL\b|\bAuthentication failed\. Check shared key\b/i,
      1,
      ['psk-mismatch', 'identity-mismatch'],
      0.75,
      MEANS.key,
    ),
    ipsecRow(
      360,
      /\bNotify Message - Authentication failed\b|\bErrorMessage\] Failed to verify signature\b/i,
      1,
      ['psk-mismatch', 'identity-mismatch'],
      0.7,
      MEANS.key,
    ),
    ipsecRow(
      361,
      /\bNotify Message - Policy Mismatch\b|\bPolicy match error\b|\b(?:error|ErrorCode\]?) ?(?:13868|0x362C)\b|IPSEC_IKE_POLICY_MATCH\b|\bNo proposal match found(?! by AWS|\. Notifying)/i,
      'context',
      ['ike-proposal-mismatch', 'ipsec-proposal-mismatch', 'pfs-mismatch'],
      0.65,
      MEANS.proposal,
      { phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'] },
    ),
    ipsecRow(
      362,
      /\brejected Quick Mode settings\b/i,
      2,
      ['ipsec-proposal-mismatch', 'traffic-selector-mismatch', 'pfs-mismatch'],
      0.6,
      MEANS.phase2,
    ),
    ipsecRow(
      363,
      /\bErrorMessage\] Negotiation timed out\b|\b(?:error|ErrorCode\]?) ?(?:13805|0x35ED)\b/i,
      'context',
      ['peer-unreachable', 'traffic-selector-mismatch'],
      0.5,
      OWN.timeout,
      { phase2Causes: ['traffic-selector-mismatch', 'peer-unreachable'] },
    ),
    ipsecRow(
      364,
      /IPSEC_IKE_INVALID_PAYLOAD\b/i,
      'context',
      ['psk-mismatch', 'ike-proposal-mismatch'],
      0.35,
      OWN.payload,
    ),
  ],
);
