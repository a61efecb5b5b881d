import { CAUSES, type CauseId } from '../catalogue/causes.ts';
import type { LocalizedText } from '../catalogue/message.ts';
import type { LogRow } from './log-row.ts';

const REACH = CAUSES['peer-unreachable'].peerWithoutValues;
const KEY = CAUSES['psk-mismatch'].peer;
const KEY_OR_NAT: LocalizedText = {
  en: 'Set the same pre-shared key at both ends; let UDP 4500 through.',
  zh: '两端设置相同的预共享密钥；放行 UDP 4500。',
};
const SELECTORS: LocalizedText = {
  en: "Mirror the crypto ACL, proxy ID or quick mode selector with the cloud's subnets.",
  zh: '使加密 ACL、proxy-id 或快速模式选择器与云端网段互为镜像。',
};
const PROPOSAL = CAUSES['ike-proposal-mismatch'].peerWithoutValues;
const PHASE_2: LocalizedText = {
  en: 'Compare phase 2 (subnets, algorithms, PFS) of both ends.',
  zh: '对照两端第二阶段（网段、算法、PFS）。',
};
const ID_FIX = CAUSES['identity-mismatch'].peerWithoutValues;

const PHASE_1_PROPOSAL: readonly CauseId[] = ['ike-proposal-mismatch'];
const PHASE_2_PROPOSAL: readonly CauseId[] = ['ipsec-proposal-mismatch', 'pfs-mismatch'];
const PHASE_2_ANY: readonly CauseId[] = ['traffic-selector-mismatch', 'pfs-mismatch', 'ipsec-proposal-mismatch'];

const CISCO_PATTERNS: readonly LogRow<CauseId>[] = [
  {
    row: 24,
    vendors: ['cisco'],
    pattern: /\bMM_WAIT_MSG2\b/i,
    phase: 1,
    causes: ['peer-unreachable'],
    definitive: false,
    meaning: { en: 'message 1 was sent and nothing came back', zh: '已发出报文 1，没有回应' },
    fix: REACH,
  },
  {
    row: 25,
    vendors: ['cisco'],
    pattern: /\bMM_WAIT_MSG[34]\b/i,
    phase: 1,
    causes: ['peer-unreachable', 'psk-mismatch'],
    definitive: false,
    meaning: {
      en: 'the reply was lost, or the far end has no tunnel group or key for this address',
      zh: '回应丢失，或对端没有该地址的 tunnel-group 或密钥',
    },
    fix: {
      en: 'Check the tunnel group for the other address, and devices in the path.',
      zh: '检查对应地址的 tunnel-group 以及途中设备。',
    },
  },
  {
    row: 26,
    vendors: ['cisco'],
    pattern: /\bMM_WAIT_MSG[56]\b/i,
    phase: 1,
    causes: ['psk-mismatch', 'nat-traversal'],
    definitive: false,
    meaning: {
      en: 'the encrypted exchange does not finish: the key differs, or UDP 4500 is blocked',
      zh: '加密交换未完成：密钥不一致，或 UDP 4500 被阻断',
    },
    fix: KEY_OR_NAT,
  },
  {
    row: 27,
    vendors: ['cisco'],
    pattern: /\bMM_ACTIVE\b|\bQM_IDLE\b/i,
    phase: 2,
    causes: PHASE_2_ANY,
    definitive: false,
    weight: 0.2,
    meaning: { en: 'phase 1 is up; look at phase 2', zh: '第一阶段已建立；检查第二阶段' },
    fix: PHASE_2,
  },
  {
    row: 28,
    vendors: ['cisco'],
    pattern: /\bMM_NO_STATE\b|\bMM_SA_SETUP\b/i,
    phase: 1,
    causes: ['peer-unreachable', 'ike-proposal-mismatch'],
    definitive: false,
    meaning: { en: 'phase 1 began and died', zh: '第一阶段开始后即中止' },
    fix: { en: `${REACH.en} Then compare phase 1.`, zh: `${REACH.zh}再对照第一阶段。` },
  },
  {
    row: 29,
    vendors: ['cisco'],
    pattern: /IKMP_BAD_MESSAGE.{0,200}(?:sanity check|malformed)/i,
    phase: 1,
    causes: ['psk-mismatch'],
    definitive: true,
    meaning: { en: 'the decrypted message is nonsense: the keys differ', zh: '解密后的报文无效：密钥不一致' },
    fix: KEY,
  },
  {
    row: 30,
    vendors: ['cisco'],
    pattern: /All (?:IKE |IPSec )?SA proposals found unacceptable|%ASA-\d-713048/i,
    phase: 'context',
    causes: PHASE_1_PROPOSAL,
    phase2Causes: PHASE_2_PROPOSAL,
    definitive: false,
    meaning: { en: 'none of the offered proposals is acceptable', zh: '所有提议均不可接受' },
    fix: PROPOSAL,
  },
  {
    row: 31,
    vendors: ['cisco'],
    pattern: /no matching crypto map entry for remote proxy|%ASA-\d-713061/i,
    phase: 2,
    causes: ['traffic-selector-mismatch'],
    definitive: true,
    meaning: { en: 'no crypto map entry has these subnets', zh: '没有与这对网段匹配的 crypto map 条目' },
    fix: SELECTORS,
  },
  {
    row: 32,
    vendors: ['cisco'],
    pattern: /QM FSM error/i,
    phase: 2,
    causes: PHASE_2_ANY,
    definitive: false,
    meaning: { en: 'phase 2 was refused, usually for subnets or PFS', zh: '第二阶段被拒绝，通常为网段或 PFS' },
    fix: PHASE_2,
  },
  {
    row: 33,
    vendors: ['cisco'],
    pattern: /Connection terminated.{0,200}Reason:? {0,3}(?:Peer Terminate|Lost Service)/i,
    phase: 2,
    causes: ['flapping', 'lifetime-mismatch'],
    definitive: false,
    meaning: { en: 'the other side closed it, or DPD found it dead', zh: '对端主动关闭，或 DPD 判定失联' },
    fix: CAUSES.flapping.peer,
  },
  {
    row: 34,
    vendors: ['cisco'],
    pattern: /Failed to find a matching policy|IKEv2-PROTO.{0,120}no proposal chosen/i,
    phase: 1,
    causes: PHASE_1_PROPOSAL,
    definitive: false,
    meaning: { en: 'no IKEv2 policy fits the offer', zh: '没有与提议匹配的 IKEv2 策略' },
    fix: PROPOSAL,
  },
];

const JUNIPER_PATTERNS: readonly LogRow<CauseId>[] = [
  {
    row: 35,
    vendors: ['juniper'],
    pattern: /IKE negotiation failed with error: No proposal chosen|proposed phase ?1 proposal did not match/i,
    phase: 'context',
    causes: PHASE_1_PROPOSAL,
    phase2Causes: PHASE_2_PROPOSAL,
    definitive: false,
    weight: 0.5,
    meaning: { en: 'the offered proposal is refused; the stage tells which phase', zh: '提议被拒绝；阶段决定是哪一期' },
    fix: PROPOSAL,
  },
  {
    row: 36,
    vendors: ['juniper'],
    pattern: /IKE negotiation failed with error: Timed out/i,
    phase: 1,
    causes: ['peer-unreachable'],
    definitive: false,
    meaning: { en: 'no answer from the other end', zh: '对端没有应答' },
    fix: REACH,
  },
  {
    row: 37,
    vendors: ['juniper'],
    pattern: /\bInvalid payload type\b|\bInvalid syntax\b/i,
    phase: 1,
    causes: ['psk-mismatch'],
    definitive: false,
    meaning: {
      en: 'the end of phase 1 cannot be read: very often the key',
      zh: '第一阶段末尾无法解析：多半是密钥不一致',
    },
    fix: KEY,
  },
  {
    row: 38,
    vendors: ['juniper'],
    pattern: /(?<!config )\bID mismatch\b|Unable to find phase-?1 policy as remote peer.{0,120} is not recognized/i,
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
    vendors: ['juniper'],
    pattern: /KMD_PM_P2_POLICY_LOOKUP_FAILURE|\bTS unacceptable\b/i,
    phase: 2,
    causes: ['traffic-selector-mismatch'],
    definitive: true,
    meaning: { en: 'no proxy ID or traffic selector fits', zh: '没有匹配的 proxy-id 或流量选择器' },
    fix: SELECTORS,
  },
];

const FORTIGATE_PATTERNS: readonly LogRow<CauseId>[] = [
  {
    row: 40,
    vendors: ['fortigate'],
    pattern: /peer SA proposal (?:does )?not match local policy/i,
    phase: 'context',
    causes: PHASE_1_PROPOSAL,
    phase2Causes: PHASE_2_PROPOSAL,
    definitive: false,
    meaning: {
      en: "the peer's proposal fits no local policy; the message's own field tells the phase",
      zh: '对端提议与本地策略不符；日志字段标明是哪一阶段',
    },
    fix: PROPOSAL,
  },
  {
    row: 41,
    vendors: ['fortigate'],
    pattern: /probable pre-?shared (?:secret|key) mismatch/i,
    phase: 1,
    causes: ['psk-mismatch'],
    definitive: true,
    meaning: { en: 'the pre-shared keys differ', zh: '预共享密钥不一致' },
    fix: KEY,
  },
  {
    row: 42,
    vendors: ['fortigate'],
    pattern: /\bno SA proposal chosen\b|\bno suitable proposal found\b/i,
    phase: 'context',
    causes: PHASE_1_PROPOSAL,
    phase2Causes: PHASE_2_PROPOSAL,
    definitive: false,
    meaning: { en: 'no proposal fits', zh: '没有匹配的提议' },
    fix: PROPOSAL,
  },
  {
    row: 43,
    vendors: ['fortigate'],
    pattern: /no matching phase ?2\b|quick[- ]mode selectors? .{0,40}mismatch|mismatch.{0,40}quick[- ]mode selector/i,
    phase: 2,
    causes: ['traffic-selector-mismatch'],
    definitive: false,
    weight: 0.75,
    meaning: { en: 'no phase 2 definition has these subnets', zh: '没有与这对网段匹配的 phase2 定义' },
    fix: SELECTORS,
  },
  {
    row: 44,
    vendors: ['fortigate'],
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

const huawei = (
  pattern: RegExp,
  phase: 1 | 2,
  causes: readonly CauseId[],
  meaning: LocalizedText,
): LogRow<CauseId> => ({
  row: 45,
  vendors: ['huawei'],
  pattern,
  phase,
  causes,
  definitive: true,
  meaning,
  fix: { en: 'Correct what the error table names.', zh: '按错误表所列的原因修正。' },
});

const HUAWEI_PATTERNS: readonly LogRow<CauseId>[] = [
  huawei(/phase ?1 proposal mismatch/i, 1, ['ike-proposal-mismatch'], {
    en: 'the phase 1 proposals differ',
    zh: '第一阶段提议不一致',
  }),
  huawei(/phase ?2 proposal (?:or pfs )?mismatch/i, 2, ['ipsec-proposal-mismatch', 'pfs-mismatch'], {
    en: 'the phase 2 proposals or PFS differ',
    zh: '第二阶段提议或 PFS 不一致',
  }),
  huawei(/(?<!probable )pre-?shared[- ]key mismatch/i, 1, ['psk-mismatch'], {
    en: 'the pre-shared keys differ',
    zh: '预共享密钥不一致',
  }),
  huawei(/peer address mismatch/i, 1, ['peer-unreachable'], {
    en: "the peer's address is not the configured one",
    zh: '对端地址与配置不符',
  }),
  huawei(/config ?ID mismatch/i, 1, ['identity-mismatch'], {
    en: 'the configured identity differs from the one received',
    zh: '配置的 ID 与收到的 ID 不一致',
  }),
  huawei(/\b(?:flow|acl) mismatch/i, 2, ['traffic-selector-mismatch'], {
    en: 'the protected flows (ACLs) differ',
    zh: '感兴趣流（ACL）不一致',
  }),
];

/** Lines of Cisco ASA and IOS, Juniper SRX, FortiGate, Huawei and H3C. */
export const FIREWALL_PATTERNS: readonly LogRow<CauseId>[] = [
  ...CISCO_PATTERNS,
  ...JUNIPER_PATTERNS,
  ...FORTIGATE_PATTERNS,
  ...HUAWEI_PATTERNS,
];
