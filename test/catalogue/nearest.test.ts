import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainWord, nearest } from '../../src/catalogue/nearest.ts';

describe('the nearest word', () => {
  const known = ['read-only', 'region', 'resource-group', 'role-arn', 'protect'];

  it.each([
    ['raed-only', 'read-only'],
    ['readonly', 'read-only'],
    ['READ_ONLY', 'read-only'],
    ['regoin', 'region'],
    ['protct', 'protect'],
    ['resourcegroups', 'resource-group'],
  ])('to %s is %s', (given, meant) => expect(nearest(given, known)).toBe(meant));

  it.each(['launch', 'x', '', 'completely-different'])('to %j is none', (given) => {
    expect(nearest(given, known)).toBeUndefined();
  });

  it('is the word itself where it is known, and never one that is not', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.string(), (word, noise) => {
        expect(nearest(word, known)).toBe(word);
        expect([undefined, ...known]).toContain(nearest(noise, known));
      }),
    );
  });

  it('of nothing is none', () => expect(nearest('a', [])).toBeUndefined());
});

it.each([
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
