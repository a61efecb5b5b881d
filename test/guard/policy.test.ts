import { expect, test } from 'vitest';
import { judge, worstOf } from '../../src/guard/policy.ts';

test.each([
  ['read', 'run', 'run'],
  ['write', 'run', 'refuse'],
  ['disrupt', 'ask', 'refuse'],
  ['destroy', 'ask', 'refuse'],
] as const)('%s: %s, and %s in a server that only reads', (risk, open, readOnly) => {
  expect(judge(risk, false)).toBe(open);
  expect(judge(risk, true)).toBe(readOnly);
});

test('the risk of several steps is that of the worst', () => {
  expect(worstOf(['write', 'destroy', 'disrupt'])).toBe('destroy');
  expect(worstOf(['write', 'read'])).toBe('write');
  expect(worstOf([])).toBe('read');
});
