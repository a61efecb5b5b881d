import { expect, test } from 'vitest';
import { protectedBy } from '../../../src/guard/write/protect.ts';

test.each([
  ['vpn-prod1', ['vpn-prod1'], true],
  ['vpn-prod?', ['vpn-prod1'], true],
  ['vpn-prod?', ['vpn-prod12'], false],
  ['*prod*', ['vpn-1', 'HQ-Prod-GW'], true],
  ['prod', ['hq-prod-gw'], false],
  ['vpn.prod', ['vpn-prod'], false],
  ['10.0.0.0/8', ['10.0.0.0/8'], true],
  ['(a+)+$', ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'], false],
])('%s covers %j: %s', (pattern, words, covered) => {
  expect(protectedBy([pattern], words) !== undefined).toBe(covered);
});

test('the pattern that covers is told', () => {
  expect(protectedBy(['x', 'vpn-*'], ['vpn-1'])).toBe('vpn-*');
});
