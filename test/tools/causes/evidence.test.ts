import { expect, it } from 'vitest';
import { evidenceOf, fact, formatEvidence, rankCandidates } from '../../../src/tools/causes/evidence.ts';

it('a fact reads the same in both languages, a sentence does not', () => {
  expect(formatEvidence(fact('Status = active'), 'zh')).toBe('Status = active');
  const sentence = evidenceOf({ en: '{n} lines', zh: '{n} 行' }, { n: 3 });
  expect([formatEvidence(sentence, 'en'), formatEvidence(sentence, 'zh')]).toEqual(['3 lines', '3 行']);
});

it('candidates are ranked by confidence, and equal ones keep their order', () => {
  const ranked = rankCandidates([
    { id: 'psk-mismatch', confidence: 0.5, evidence: [] },
    { id: 'overlap', confidence: 0.5, evidence: [] },
    { id: 'flapping', confidence: 0.9, evidence: [] },
  ]);
  expect(ranked.map(({ id }) => id)).toEqual(['flapping', 'psk-mismatch', 'overlap']);
});

it('one candidate a cause is left, with all its evidence once and the strongest first', () => {
  const [one] = rankCandidates([
    { id: 'psk-mismatch', confidence: 0.5, evidence: [fact('weak'), fact('same')] },
    { id: 'psk-mismatch', confidence: 0.9, evidence: [fact('strong'), fact('same')] },
  ]);
  expect(one?.confidence).toBe(0.9);
  expect(one?.evidence.map((evidence) => formatEvidence(evidence, 'en'))).toEqual(['strong', 'same', 'weak']);
});
