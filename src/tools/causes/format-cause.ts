import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { type Evidence, formatEvidence } from './evidence.ts';

/** How sure a diagnosis may sound about a cause; every verdict draws the lines at the same places. */
export type Certainty = 'proven' | 'likely' | 'guess';

export const certaintyOf = (confidence: number): Certainty =>
  confidence >= 0.9 ? 'proven' : confidence >= 0.5 ? 'likely' : 'guess';

/** A confidence as a verdict writes it. */
export const confidenceText = (confidence: number): string => confidence.toFixed(2);

/** A cause as a result gives it, without what can be done about it. */
export const formatCause = <Id extends string>(
  {
    id,
    confidence,
    evidence,
  }: { readonly id: Id; readonly confidence: number; readonly evidence: readonly Evidence[] },
  is: LocalizedText,
  mostEvidence: number,
  language: Language,
) => ({
  Id: id,
  Confidence: Math.round(confidence * 100) / 100,
  What: format(is, language),
  Evidence: evidence.slice(0, mostEvidence).map((one) => formatEvidence(one, language)),
});
