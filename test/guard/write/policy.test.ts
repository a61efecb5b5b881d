import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { isGatewayCreation, isRoute, judge, needsLiveState, worstOf } from '../../../src/guard/write/policy.ts';

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
  ['CreateVpnPbrRouteEntry', {}, 'write', true],
  ['PublishVpnRouteEntry', {}, 'write', true],
  ['ModifyVpnRouteEntryWeight', {}, 'write', false],
  ['CreateVpnConnection', { AutoConfigRoute: true }, 'write', true],
  ['CreateVpnConnection', { Name: 'new' }, 'write', true],
  ['CreateVpnConnection', { IkeConfig: { Psk: 'FAKE-key-1' } }, 'write', true],
  ['CreateSslVpnServer', {}, 'write', true],
  ['CreateSslVpnClientCert', {}, 'write', true],
  ['ModifyVpnGatewayAttribute', { Name: 'new' }, 'write', true],
  ['ModifyCustomerGatewayAttribute', { Description: 'new' }, 'write', true],
  ['CreateCustomerGateway', { Name: 'new' }, 'write', false],
] as const)('%s with %j, a %s: live state has to be read: %s', (action, input, floor, needed) => {
  expect(needsLiveState(actions[action], input, floor, 'stack')).toBe(needed);
});

test('routes of both tables are routes, and only the creation of a VPN gateway is one of a gateway', () => {
  expect(
    [actions.CreateVpnRouteEntry, actions.DeleteVpnPbrRouteEntry, actions.CreateVpnConnection].map(isRoute),
  ).toEqual([true, true, false]);
  const { CreateVpnGateway, DeleteVpnGateway, CreateCustomerGateway } = actions;
  expect([CreateVpnGateway, DeleteVpnGateway, CreateCustomerGateway].map(isGatewayCreation)).toEqual([
    true,
    false,
    false,
  ]);
});
