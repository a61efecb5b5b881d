import type { CauseId } from '../../catalogue/causes.ts';
import { COMPARE_ALGORITHMS, MIRROR_SUBNETS, SAME_KEY } from '../log-advice.ts';
import type { LogRow } from '../log-row.ts';

/** Log lines of FortiGate. */
export const FORTIGATE_ROWS: readonly LogRow<CauseId>[] = [
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
