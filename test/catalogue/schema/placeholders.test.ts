import { expect, test } from 'vitest';
import {
  fillPlaceholders,
  hasPlaceholder,
  placeholdersIn,
  replaceTexts,
} from '../../../src/catalogue/schema/placeholders.ts';

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

test('placeholders are filled from the replies so far; one that is not known yet stays', () => {
  const input = { A: '{{1.Id}}', B: { C: '{{2.Id}}' }, D: ['{{1.Id}}'], E: 5 };
  expect(fillPlaceholders(input, [{ Id: 'cgw-1' }])).toEqual({
    A: 'cgw-1',
    B: { C: '{{2.Id}}' },
    D: ['cgw-1'],
    E: 5,
  });
});

test('each placeholder of a value is found with its step and field', () => {
  expect(placeholdersIn({ A: '{{1.Id}}', B: [{ C: '{{12.Other}}' }], D: 'plain' })).toEqual([
    { step: 1, field: 'Id' },
    { step: 12, field: 'Other' },
  ]);
});

test('texts are replaced wherever they stand, and nothing else is', () => {
  const value = { A: 'x', B: ['x', 7, null], C: { D: true } };
  expect(replaceTexts(value, (text) => `${text}!`)).toEqual({ A: 'x!', B: ['x!', 7, null], C: { D: true } });
});
