import type { LocalizedText } from '../../catalogue/message.ts';
import { isSameSet, without } from '../../network/cidr.ts';
import { type CandidateCause, evidenceOf } from '../causes/evidence.ts';
import type { LogFacts } from './facts.ts';
import { PHASE_1_UP } from './negotiation-state.ts';

const SEEN = {
  nothing: {
    en: 'no packet of a negotiation in this log: nothing arrived here, and nothing was sent',
    zh: '该日志中没有任何协商报文：既没有收到，也没有发出',
  },
  unanswered: {
    en: 'packets were sent and none came back',
    zh: '报文已发出，没有任何回应',
  },
  stalled: {
    en: 'the negotiation stops in {exchange} without a word: the other end refused silently, or its packet was lost',
    zh: '协商在 {exchange} 中无声停止：对端静默拒绝，或其报文丢失',
  },
  narrowed: {
    en: 'phase 2 stands for {got} only, this end wanted {wanted}',
    zh: '第二阶段只包含 {got}，本端希望的是 {wanted}',
  },
} satisfies Record<string, LocalizedText>;

const candidatesOf = (
  text: LocalizedText,
  ids: readonly (readonly [CandidateCause['id'], number])[],
  exchange = '',
): readonly CandidateCause[] =>
  ids.map(([id, confidence]) => ({ id, confidence, evidence: [evidenceOf(text, { exchange })] }));

/**
 * Causes of a log that names no failure and no success: the exchange in which it stops is the hint. Lines of
 * other vendors than charon's are too seldom whole to be read so.
 */
export const candidatesOfSilence = (
  lines: readonly string[],
  exchange: string | undefined,
): readonly CandidateCause[] => {
  const isCharon = lines.some((line) => /\[(?:CFG|IKE|ENC|NET)\]/.test(line));
  if (!isCharon || lines.some((line) => PHASE_1_UP.test(line))) return [];
  if (exchange === undefined)
    return candidatesOf(SEEN.nothing, [
      ['peer-unreachable', 0.4],
      ['not-initiated', 0.35],
    ]);
  if (!lines.some((line) => /\bparsed \w+ (?:request|response)/.test(line)))
    return candidatesOf(SEEN.unanswered, [['peer-unreachable', 0.5]]);
  const silent = [
    ['psk-mismatch', 0.5],
    ['identity-mismatch', 0.45],
    ['nat-traversal', 0.35],
  ] as const;
  return candidatesOf(SEEN.stalled, silent, exchange);
};

/** An IKEv2 peer may agree to a part of the subnets: the tunnel is up, and some networks never get through. */
export const candidatesOfNarrowing = ({ proposed, agreed }: LogFacts): readonly CandidateCause[] => {
  const [wanted, got] = [proposed.flat(2), agreed.flat(2)];
  const left = without(wanted, got);
  if (wanted.length === 0 || got.length === 0 || left.length === 0 || isSameSet(left, wanted)) return [];
  const values = { got: got.join(', '), wanted: wanted.join(', ') };
  return [{ id: 'traffic-selector-mismatch', confidence: 0.6, evidence: [evidenceOf(SEEN.narrowed, values)] }];
};
