import { CAUSES, type CauseId } from '../../catalogue/causes.ts';
import { COMPARE_ALGORITHMS, MEANS, MIRROR_SUBNETS, REACH_PEER, SAME_KEY } from '../log-advice.ts';
import { ipsecRow, KNOWN_WORDS, type LogRow, readIn } from '../log-row.ts';

const ID_FIX = CAUSES['identity-mismatch'].peerWithoutValues;

const PUBLISHED: readonly LogRow<CauseId>[] = [
  {
    row: 35,
    pattern: /IKE negotiation failed with error: No proposal chosen|proposed phase ?1 proposal did not match/i,
    phase: 'context',
    causes: ['ike-proposal-mismatch'],
    phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'],
    definitive: false,
    weight: 0.5,
    meaning: { en: 'the offered proposal is refused; the stage tells which phase', zh: '提议被拒绝；阶段决定是哪一期' },
    fix: COMPARE_ALGORITHMS,
  },
  {
    row: 36,
    pattern: /IKE negotiation failed with error: Timed out/i,
    phase: 1,
    causes: ['peer-unreachable'],
    definitive: false,
    meaning: { en: 'no answer from the other end', zh: '对端没有应答' },
    fix: REACH_PEER,
  },
  {
    row: 37,
    pattern: /\bInvalid payload type\b|\bInvalid syntax\b/i,
    phase: 1,
    causes: ['psk-mismatch'],
    definitive: false,
    meaning: {
      en: 'the end of phase 1 cannot be read: very often the key',
      zh: '第一阶段末尾无法解析：多半是密钥不一致',
    },
    fix: SAME_KEY,
  },
  {
    row: 38,
    pattern:
      /(?<!config |Proposed IKE )\bID mismatch\b|Unable to find phase-?1 policy as remote peer.{0,120} is not recognized/i,
    phase: 1,
    causes: ['identity-mismatch'],
    definitive: false,
    weight: 0.7,
    meaning: {
      en: 'the identity or the gateway definition does not fit',
      zh: '身份标识或 gateway 定义不匹配',
    },
    fix: ID_FIX,
  },
  {
    row: 39,
    pattern: /KMD_PM_P2_POLICY_LOOKUP_FAILURE|\bTS unacceptable\b/i,
    phase: 2,
    causes: ['traffic-selector-mismatch'],
    definitive: true,
    meaning: { en: 'no proxy ID or traffic selector fits', zh: '没有匹配的 proxy-id 或流量选择器' },
    fix: MIRROR_SUBNETS,
  },
];

const LOOKUP = {
  en: 'no gateway definition fits the address and the identity of the request',
  zh: '没有与请求的地址和身份标识匹配的 gateway 定义',
};
const DOWN = { en: 'the tunnel went down', zh: '隧道已断开' };

const SYSLOG: readonly LogRow<CauseId>[] = [
  ipsecRow(
    280,
    /IKE negotiation failed with error: Authentication failed/i,
    1,
    ['psk-mismatch', 'identity-mismatch'],
    0.6,
    MEANS.keyOrId,
  ),
  ipsecRow(
    280,
    /IKE negotiation failed with error: (?:No response|Peer not responding)/i,
    1,
    ['peer-unreachable'],
    0.6,
    MEANS.silence,
    { fix: REACH_PEER },
  ),
  ipsecRow(
    281,
    /KMD_PM_P1_POLICY_LOOKUP_FAILURE|IKE Phase-1: \(\w{1,12}\) Policy lookup failed/i,
    1,
    ['identity-mismatch', 'peer-unreachable'],
    0.65,
    LOOKUP,
    { fix: ID_FIX },
  ),
  ipsecRow(
    282,
    /KMD_DPD_PEER_DOWN|DPD detected peer .{1,60} is dead/i,
    'context',
    ['peer-unreachable', 'flapping'],
    0.6,
    MEANS.dead,
  ),
  ipsecRow(283, /KMD_VPN_DOWN_ALARM_USER/i, 'context', ['flapping', 'peer-unreachable'], 0.3, DOWN),
  ipsecRow(
    284,
    /KMD_VPN_TS_MISMATCH|IKE Phase-2: Failed to match .{0,40}(?:prox|traffic)/i,
    2,
    ['traffic-selector-mismatch'],
    true,
    MEANS.selectors,
    { fix: MIRROR_SUBNETS },
  ),
  ipsecRow(
    285,
    /IKE Phase-2 Failure(?!: (?:TS|Quick mode TS))|IKE Phase-2: (?:Negotiations failed|Failed to match(?! .{0,40}(?:prox|traffic)))/i,
    2,
    ['ipsec-proposal-mismatch', 'traffic-selector-mismatch', 'pfs-mismatch'],
    0.45,
    MEANS.phase2,
  ),
  ipsecRow(
    286,
    /KMD_PM_PROPOSAL_PROTOCOL_INVALID|Protocol \S{1,12} in Phase 2 proposal was invalid/i,
    2,
    ['security-protocol-mismatch'],
    0.75,
    { en: 'phase 2 names a protocol other than ESP or AH', zh: '第二阶段使用了 ESP、AH 之外的协议' },
  ),
];

/** Reasons that newer releases give, in the log and among the events of a tunnel. */
const REASONS: readonly LogRow<CauseId>[] = [
  ipsecRow(
    287,
    /IPSec negotiation failed with error: No proposal chosen/i,
    2,
    ['ipsec-proposal-mismatch', 'pfs-mismatch'],
    0.65,
    MEANS.phase2,
  ),
  ipsecRow(288, /\bPeer's IKE-ID validation failed\b/i, 1, ['identity-mismatch', 'psk-mismatch'], 0.6, MEANS.identity, {
    fix: ID_FIX,
  }),
  ipsecRow(
    288,
    /\bIKE gateway configuration lookup failed\b/i,
    1,
    ['identity-mismatch', 'peer-unreachable', 'ike-version-mismatch'],
    0.55,
    LOOKUP,
    { fix: ID_FIX },
  ),
  ipsecRow(
    289,
    /\bphase1 proposal conflicts with local configuration\b/i,
    1,
    ['ike-proposal-mismatch'],
    0.7,
    MEANS.phase1,
    { fix: COMPARE_ALGORITHMS },
  ),
  ipsecRow(
    289,
    /\bphase2 proposal conflicts with local configuration\b/i,
    2,
    ['ipsec-proposal-mismatch', 'pfs-mismatch'],
    0.7,
    MEANS.phase2,
    { fix: COMPARE_ALGORITHMS },
  ),
  ipsecRow(
    289,
    /\bproposed traffic-selectors are not in configured range\b/i,
    2,
    ['traffic-selector-mismatch'],
    0.75,
    MEANS.selectors,
    { fix: MIRROR_SUBNETS },
  ),
];

/** Log lines of Juniper SRX, written by kmd or iked. */
export const JUNIPER_ROWS: readonly LogRow<CauseId>[] = [
  ...readIn('Juniper: SRX troubleshooting guide, messages of kmd', PUBLISHED),
  ...readIn('Juniper: Junos system log messages 9.1 and 10.3 (KMD); patterns of monitoring tools for SRX', SYSLOG),
  ...readIn(KNOWN_WORDS, REASONS),
];
