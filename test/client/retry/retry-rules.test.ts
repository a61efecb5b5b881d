import { expect, test } from 'vitest';
import { rules } from '../../../src/client/retry/retry-rules.ts';

test('every rule has a name of its own, so that its answers can be counted', () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
});

test.each(rules)('$name: it matches something, and its answers and waits are bounded', (rule) => {
  expect(rule.code ?? rule.status ?? rule.message ?? rule.lost).toBeDefined();
  expect(rule.times).toBeLessThanOrEqual(100);
  expect(rule.baseMs).toBeLessThanOrEqual(rule.capMs);
  expect(rule.capMs).toBeLessThanOrEqual(20_000);
});

test('whatever may have acted is repeated only where that is safe', () => {
  expect(rules.filter(({ mayHaveActed, repeats }) => mayHaveActed && repeats === 'all')).toEqual([]);
});
