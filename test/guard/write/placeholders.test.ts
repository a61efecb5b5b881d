import { expect, test } from 'vitest';
import { fillFields, hasPlaceholder } from '../../../src/guard/write/placeholders.ts';

test.each([
  ['{{1.CustomerGatewayId}}', true],
  [{ a: { b: '{{2.X}}' } }, true],
  ['{{1.a}} and more', false],
  ['{{fingerprint}}', false],
  [7, false],
  [null, false],
])('%j speaks of what an earlier step makes: %s', (value, expected) => {
  expect(hasPlaceholder(value)).toBe(expected);
});

test('places are filled from the replies so far; one that is not known yet stays', () => {
  const input = { A: '{{1.Id}}', B: { C: '{{2.Id}}' }, D: ['{{1.Id}}'], E: 5 };
  expect(fillFields(input, [{ Id: 'cgw-1' }])).toEqual({ A: 'cgw-1', B: { C: '{{2.Id}}' }, D: ['{{1.Id}}'], E: 5 });
});
