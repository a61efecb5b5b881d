import { CAUSES, type CauseId } from '../../catalogue/causes.ts';
import { COMPARE_ALGORITHMS, MIRROR_SUBNETS, REACH_PEER, SAME_KEY } from '../log-advice.ts';
import type { LogRow } from '../log-row.ts';

const ID_FIX = CAUSES['identity-mismatch'].peerWithoutValues;

/** Log lines of Juniper SRX. */
export const JUNIPER_ROWS: readonly LogRow<CauseId>[] = [
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
    pattern: /KMD_PM_P2_POLICY_LOOKUP_FAILURE|\bTS unacceptable\b/i,
    phase: 2,
    causes: ['traffic-selector-mismatch'],
    definitive: true,
    meaning: { en: 'no proxy ID or traffic selector fits', zh: '没有匹配的 proxy-id 或流量选择器' },
    fix: MIRROR_SUBNETS,
  },
];
