import type { LocalizedText } from '../../catalogue/message.ts';
import { isSameSet, without } from '../../network/cidr.ts';
import { type CandidateCause, evidenceOf } from '../causes/evidence.ts';
import type { LogFacts } from './facts.ts';

const NARROWED: LocalizedText = {
  en: 'phase 2 stands for {got} only, this end wanted {wanted}',
  zh: '第二阶段只包含 {got}，本端希望的是 {wanted}',
};

/** An IKEv2 peer may agree to a part of the subnets: the tunnel is up, and some networks never get through. */
export const candidatesOfNarrowing = ({ proposed, agreed }: LogFacts): readonly CandidateCause[] => {
  const [wanted, got] = [proposed.flat(2), agreed.flat(2)];
  const left = without(wanted, got);
  if (wanted.length === 0 || got.length === 0 || left.length === 0 || isSameSet(left, wanted)) return [];
  const values = { got: got.join(', '), wanted: wanted.join(', ') };
  return [{ id: 'traffic-selector-mismatch', confidence: 0.6, evidence: [evidenceOf(NARROWED, values)] }];
};
