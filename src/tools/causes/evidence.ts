import type { CauseId } from '../../catalogue/causes.ts';
import { format, type Language, type LocalizedText, type Values } from '../../catalogue/message.ts';

/** One thing that was seen; a bare fact reads the same in both languages. */
export interface Evidence {
  readonly text: LocalizedText;
  readonly values?: Values;
}

/** A candidate cause, how sure, and why. */
export interface CandidateCause {
  readonly id: CauseId;
  /** 0 to 1: 0.9 and more only with proof. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  /** What the log line that names the cause advises. */
  readonly advice?: LocalizedText;
  /** Wrong for certain, though it may not be the cause: it is told beside every cause. */
  readonly isFault?: true;
}

/** A fact as the API writes it, such as `Status = active`. */
export const fact = (text: string): Evidence => ({ text: { en: text, zh: text } });

/** A sentence with values. */
export const evidenceOf = (text: LocalizedText, values: Values = {}): Evidence => ({ text, values });

export const formatEvidence = ({ text, values }: Evidence, language: Language): string =>
  format(text, language, values);

/** Findings of one cause: the surest one's confidence and advice, and the evidence of all with the surest's first. */
const join = (found: readonly CandidateCause[]): CandidateCause | undefined => {
  const [first, ...others] = found;
  if (!first) return undefined;
  let surest = first;
  let { advice } = first;
  const parts = [first.evidence];
  for (const other of others) {
    const isSurer = other.confidence > surest.confidence;
    advice = isSurer ? (other.advice ?? advice) : (advice ?? other.advice);
    if (isSurer) {
      surest = other;
      parts.unshift(other.evidence);
    } else parts.push(other.evidence);
  }
  const { id, confidence } = surest;
  const isFault = found.some((one) => one.isFault);
  return { id, confidence, evidence: distinct(parts.flat()), ...(advice && { advice }), ...(isFault && { isFault }) };
};

/**
 * Each cause once, the surest first; equal ones keep the order in which they were named. Evidence adds up, each piece
 * once.
 */
export const rankCandidates = (candidates: readonly CandidateCause[]): readonly CandidateCause[] => {
  const found = new Map<CauseId, CandidateCause[]>();
  for (const candidate of candidates) {
    const same = found.get(candidate.id);
    if (same) same.push(candidate);
    else found.set(candidate.id, [candidate]);
  }
  return [...found.values()].flatMap((same) => join(same) ?? []).sort((a, b) => b.confidence - a.confidence);
};

/** Each piece of evidence once, at its first place. */
export const distinct = (evidence: readonly Evidence[]): readonly Evidence[] => {
  const seen = new Set<string>();
  return evidence.filter((one) => {
    const text = formatEvidence(one, 'en');
    return !seen.has(text) && seen.add(text);
  });
};
