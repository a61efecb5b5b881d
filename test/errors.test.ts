import { describe, expect, it } from 'vitest';
import { BadSettings, CloudError, isKnownProblem, Refused, Unreachable } from '../src/errors.ts';

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
