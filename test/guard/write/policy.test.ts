import { expect, test } from 'vitest';
import { judge, needsLook, worstOf } from '../../../src/guard/write/policy.ts';

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

test.each([
  ['DeleteVpnConnection', {}, 'destroy', true],
  ['CreateVpnRouteEntry', {}, 'write', true],
  ['CreateVpnConnection', { AutoConfigRoute: true }, 'write', true],
  ['CreateVpnConnection', { Name: 'new' }, 'write', false],
  ['ModifyVpnGatewayAttribute', { Name: 'new' }, 'write', true],
  ['ModifyCustomerGatewayAttribute', { Description: 'new' }, 'write', true],
  ['CreateCustomerGateway', { Name: 'new' }, 'write', false],
] as const)('%s with %j, a %s: a look is needed: %s', (action, input, floor, needed) => {
  expect(needsLook(action, input, floor)).toBe(needed);
});
