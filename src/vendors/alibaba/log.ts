import type { CauseId } from '../../catalogue/causes.ts';
import { REACH_PEER } from '../log-advice.ts';
import type { LogRow } from '../log-row.ts';

/** Lines that only the cloud's own gateways write; what they share with strongSwan is in its folder. */
export const ALIBABA_ROWS: readonly LogRow<CauseId>[] = [
  {
    row: 11,
    pattern: /phase ?1 negotiation failed due to time ?up/i,
    phase: 1,
    causes: ['peer-unreachable', 'psk-mismatch'],
    definitive: false,
    meaning: { en: 'phase 1 ran out of time', zh: '第一阶段协商超时' },
    fix: REACH_PEER,
  },
];
