import { expect, it } from 'vitest';
import { fact } from '../../../src/tools/causes/evidence.ts';
import { certaintyOf, confidenceText, formatCause } from '../../../src/tools/causes/format-cause.ts';

it.each([
  [0.9, 'proven'],
  [0.89, 'likely'],
  [0.5, 'likely'],
  [0.49, 'guess'],
] as const)('a confidence of %d sounds %s', (confidence, certainty) => {
  expect(certaintyOf(confidence)).toBe(certainty);
});

it('a cause is given with its text, its confidence in hundredths, and the first pieces of evidence', () => {
  const cause = { id: 'overlap', confidence: 0.3333, evidence: [fact('a'), fact('b'), fact('c')] } as const;
  expect(formatCause(cause, { en: 'ranges overlap', zh: '地址段重叠' }, 2, 'zh')).toEqual({
    Id: 'overlap',
    Confidence: 0.33,
    What: '地址段重叠',
    Evidence: ['a', 'b'],
  });
  expect(confidenceText(0.6)).toBe('0.60');
});
