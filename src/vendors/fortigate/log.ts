import type { CauseId } from '../../catalogue/causes.ts';
import { COMPARE_ALGORITHMS, MEANS, MIRROR_SUBNETS, REACH_PEER, SAME_KEY } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

const PUBLISHED: readonly LogRow<CauseId>[] = [
  {
    row: 40,
    pattern: /peer SA proposal (?:does )?not match local policy/i,
    phase: 'context',
    causes: ['ike-proposal-mismatch'],
    phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'],
    definitive: false,
    meaning: {
      en: "the peer's proposal fits no local policy; the message's own field tells the phase",
      zh: '对端提议与本地策略不符；日志字段标明是哪一阶段',
    },
    fix: COMPARE_ALGORITHMS,
  },
  {
    row: 41,
    pattern: /probable pre-?shared (?:secret|key) mismatch/i,
    phase: 1,
    causes: ['psk-mismatch'],
    definitive: true,
    meaning: { en: 'the pre-shared keys differ', zh: '预共享密钥不一致' },
    fix: SAME_KEY,
  },
  {
    row: 42,
    pattern: /\bno SA proposal chosen\b|\bno suitable proposal found\b/i,
    phase: 'context',
    causes: ['ike-proposal-mismatch'],
    phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'],
    definitive: false,
    meaning: { en: 'no proposal fits', zh: '没有匹配的提议' },
    fix: COMPARE_ALGORITHMS,
  },
  {
    row: 43,
    pattern: /no matching phase ?2\b|quick[- ]mode selectors? .{0,40}mismatch|mismatch.{0,40}quick[- ]mode selector/i,
    phase: 2,
    causes: ['traffic-selector-mismatch'],
    definitive: false,
    weight: 0.75,
    meaning: { en: 'no phase 2 definition has these subnets', zh: '没有与这对网段匹配的 phase2 定义' },
    fix: MIRROR_SUBNETS,
  },
  {
    row: 44,
    pattern: /invalid ESP packet detected/i,
    phase: 2,
    causes: ['flapping', 'ipsec-proposal-mismatch'],
    definitive: false,
    weight: 0.5,
    meaning: {
      en: 'packets of an SA that is gone, or phase 2 hashes differ',
      zh: '收到已失效 SA 的报文，或第二阶段认证算法不一致',
    },
    fix: { en: 'Reset the tunnel at both ends; then compare phase 2.', zh: '两端同时重置隧道；再对照第二阶段。' },
  },
];

const OWN = {
  gateway: {
    en: 'no phase 1 definition fits the request: its address, peer ID, IKE version or mode',
    zh: '没有与该请求匹配的 phase1 定义：地址、对端 ID、IKE 版本或模式',
  },
  retransmit: {
    en: 'the other end does not answer, or refuses in silence, as with a wrong key',
    zh: '对端没有应答，或静默拒绝（例如密钥不一致）',
  },
  down: { en: 'the tunnel has phase 2 selectors, and none is up', zh: '隧道配置了第二阶段选择器，但没有一个建立' },
  connecting: { en: 'phase 1 has begun and is not up', zh: '第一阶段已开始但尚未建立' },
  nonsense: { en: 'a message cannot be read: very often the key', zh: '报文无法解析：多半是密钥不一致' },
};

const DEBUGS: readonly LogRow<CauseId>[] = [
  ipsecRow(
    271,
    /\bno matching gateway for new request\b/i,
    1,
    ['identity-mismatch', 'peer-unreachable', 'ike-version-mismatch'],
    0.5,
    OWN.gateway,
  ),
  ipsecRow(
    272,
    /\bP1_RETRANSMIT\b|\bnegotiation timeout, deleting\b/i,
    1,
    ['peer-unreachable', 'psk-mismatch'],
    0.6,
    OWN.retransmit,
    { fix: REACH_PEER },
  ),
  ipsecRow(272, /\bRETRANSMIT_AUTH\b/i, 1, ['identity-mismatch', 'psk-mismatch', 'nat-traversal'], 0.5, OWN.retransmit),
  ipsecRow(
    273,
    /\bike \S{1,80}: DPD timeout\b|\bexpiring due to phase ?1 down\b/i,
    'context',
    ['peer-unreachable', 'flapping'],
    0.55,
    MEANS.dead,
  ),
  ipsecRow(274, /\bspecified selectors mismatch\b/i, 2, ['traffic-selector-mismatch'], 0.75, MEANS.selectors, {
    fix: MIRROR_SUBNETS,
  }),
  ipsecRow(
    275,
    /selectors\(total,up\): ?[1-9]\d{0,4}\/0\b/i,
    2,
    ['traffic-selector-mismatch', 'ipsec-proposal-mismatch', 'peer-unreachable'],
    0.3,
    OWN.down,
  ),
  ipsecRow(276, /\bNegotiate (?:IPsec )?SA Error\b/i, 'context', ['ike-proposal-mismatch'], 0.6, MEANS.proposal, {
    phase2Causes: ['ipsec-proposal-mismatch', 'traffic-selector-mismatch'],
  }),
  ipsecRow(277, /\bstatus: connecting, state \d/i, 1, ['peer-unreachable', 'psk-mismatch'], 0.3, OWN.connecting),
  ipsecRow(278, /\bike \S{1,80}: ?PSK authentication failed\b/i, 1, ['psk-mismatch'], 0.7, MEANS.key),
  ipsecRow(
    279,
    /\baction="?dpd"?.{0,300}\bstatus="?dpd_failure\b/i,
    'context',
    ['peer-unreachable', 'flapping'],
    0.6,
    MEANS.dead,
  ),
  ipsecRow(278, /\bike \S{1,80}: ?parse error\b/i, 1, ['psk-mismatch'], 0.5, OWN.nonsense),
];

/** Log lines, `ike` debugs and lists of tunnels of FortiGate. */
export const FORTIGATE_ROWS: readonly LogRow<CauseId>[] = [
  ...readIn(
    'Fortinet: troubleshooting tip on matching IKEv1 proposals (278503), FortiOS log messages 37120 to 37138',
    PUBLISHED,
  ),
  ...readIn(
    'Fortinet: troubleshooting tips on IPsec tunnels (195955, 304205, 271355); handbook 6.0, troubleshooting',
    DEBUGS,
  ),
];
