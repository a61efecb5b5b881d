import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadSettings, CloudError, isKnownProblem, nearest, Refused, Unreachable } from '../src/errors.ts';

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

describe('what may go wrong', () => {
  const family = [
    new Refused('refused', 'm', 'r'),
    new CloudError({ Code: 'X', HttpStatus: 400, Retryable: false, OutcomeKnown: true }, 'm', 'r'),
    new Unreachable({ host: 'h', phase: 'connect', outcomeKnown: true }, 'm', 'r'),
    new BadSettings('--region', 'm', 'r'),
  ];

  it.each(family.map((problem) => [problem.name, problem] as const))(
    '%s has a code, a message and a next step',
    (_, one) => {
      expect(isKnownProblem(one)).toBe(true);
      expect([one.code.length > 0, one.message, one.remedy]).toEqual([true, 'm', 'r']);
    },
  );

  it.each([new Error('x'), 'x', undefined, { code: 'x', remedy: 'y' }])('%o is not of the family', (error) => {
    expect(isKnownProblem(error)).toBe(false);
  });
});
