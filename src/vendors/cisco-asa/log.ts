import type { CauseId } from '../../catalogue/causes.ts';
import { MEANS, MIRROR_SUBNETS } from '../log-advice.ts';
import { ipsecRow, KNOWN_WORDS, type LogRow, readIn } from '../log-row.ts';

const OWN = {
  noAuth: {
    en: 'the encrypted exchange that follows the first never came: UDP 4500, a lost fragment, or a silent refusal',
    zh: '首次交换之后的加密交换没有到达：UDP 4500、分片丢失，或对端静默拒绝',
  },
  cookie: {
    en: 'the other end does not know this negotiation: often its definition names another peer address',
    zh: '对端不认识该协商：常见原因是其配置的对端地址不同',
  },
};

/** Log lines of Cisco ASA, IKEv1 and IKEv2; what IOS writes too is in the folder of both. */
export const ASA_ROWS: readonly LogRow<CauseId>[] = [
  ...readIn('Cisco ASA syslog messages 713xxx and 750xxx; serverfault 44817827778, 44578262472', [
    ipsecRow(
      255,
      /\bno IPSEC policy found for received TS\b/i,
      2,
      ['traffic-selector-mismatch'],
      true,
      MEANS.selectors,
      { fix: MIRROR_SUBNETS },
    ),
    ipsecRow(
      256,
      /\bFailed to receive the AUTH msg before the timer expired\b/i,
      1,
      ['psk-mismatch', 'nat-traversal', 'identity-mismatch'],
      0.5,
      OWN.noAuth,
    ),
    ipsecRow(257, /\bcrypto map policy not found\b/i, 2, ['traffic-selector-mismatch'], 0.7, MEANS.selectors, {
      fix: MIRROR_SUBNETS,
    }),
    ipsecRow(
      258,
      /un-encrypted INVALID_COOKIE notify|Information Exchange processing failed/i,
      1,
      ['peer-unreachable', 'psk-mismatch'],
      0.45,
      OWN.cookie,
    ),
  ]),
  ...readIn(KNOWN_WORDS, [
    ipsecRow(
      258,
      /\bSession disconnected\b.{0,240}Reason: (?:Lost Service|Peer Terminate)/i,
      'context',
      ['flapping', 'peer-unreachable'],
      0.55,
      MEANS.dead,
    ),
    ipsecRow(
      253,
      /problems decrypting packet, probably due to mismatched pre-shared key/i,
      1,
      ['psk-mismatch'],
      true,
      MEANS.key,
    ),
    ipsecRow(
      259,
      /\bCan't find a valid tunnel[- ]group\b/i,
      1,
      ['identity-mismatch', 'peer-unreachable'],
      0.6,
      MEANS.noPeer,
    ),
    ipsecRow(
      259,
      /%ASA-\d-713042|\bIKE Initiator unable to find policy\b/i,
      2,
      ['traffic-selector-mismatch'],
      0.6,
      MEANS.selectors,
    ),
    ipsecRow(
      259,
      /\bMismatched attribute types for class Group Description\b/i,
      1,
      ['ike-proposal-mismatch'],
      0.6,
      MEANS.dh,
    ),
    ipsecRow(
      259,
      /\bMismatched attribute types for class (?:Hash|Encryption) Alg|\bMismatched attribute types for class Key Length\b/i,
      1,
      ['ike-proposal-mismatch'],
      0.6,
      MEANS.phase1,
    ),
    ipsecRow(
      259,
      /\bMismatched attribute types for class Auth(?:entication)? Method\b/i,
      1,
      ['auth-method-mismatch'],
      0.55,
      MEANS.method,
    ),
    ipsecRow(
      259,
      /\bnon-routine Notify message: Invalid ID info\b/i,
      2,
      ['traffic-selector-mismatch', 'identity-mismatch'],
      0.6,
      MEANS.selectors,
      { fix: MIRROR_SUBNETS },
    ),
    ipsecRow(
      259,
      /\bSession disconnected\b.{0,240}Reason: Phase 2 Mismatch/i,
      2,
      ['ipsec-proposal-mismatch', 'traffic-selector-mismatch', 'pfs-mismatch'],
      0.5,
      MEANS.phase2,
    ),
    ipsecRow(
      259,
      /%ASA-\d-402116|\bdecapsulated inner packet doesn.t match the negotiated policy\b/i,
      2,
      ['traffic-selector-mismatch'],
      0.6,
      MEANS.selectors,
      { fix: MIRROR_SUBNETS },
    ),
    ipsecRow(259, /\bwith unknown tunnel group name\b/i, 1, ['identity-mismatch'], 0.6, MEANS.identity),
    ipsecRow(
      258,
      /\bIKE lost contact with remote peer\b/i,
      'context',
      ['peer-unreachable', 'flapping'],
      0.6,
      MEANS.dead,
    ),
  ]),
];
