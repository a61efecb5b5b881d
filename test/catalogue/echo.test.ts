import { expect, test } from 'vitest';
import { isPlainWord } from '../../src/catalogue/echo.ts';

test.each([
  ['DescribeVpnGateways', true],
  ['fail-over', true],
  ['health_check', true],
  ['a', true],
  ['x'.repeat(48), true],
  ['', false],
  ['x'.repeat(49), false],
  ['FAKE-key-4fT9', false],
  ['two words', false],
  ['-x', false],
  ['x-', false],
  ['x.y', false],
  ['say\nthis', false],
])('%j may be repeated: %s', (word, expected) => {
  expect(isPlainWord(word)).toBe(expected);
});
