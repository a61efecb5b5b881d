import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/catalogue/action.ts';
import { actions } from '../../src/catalogue/index.ts';
import { createImpactRegistry } from '../../src/guard/impact/registry.ts';
import { createLiveState } from '../../src/guard/plan/live-state.ts';
import { createSecrets } from '../../src/guard/secrets/store.ts';
import { region, startBench } from './bench.ts';
import { noHistory } from './planned-write.ts';

const {
  ModifyVpnGatewayAttribute,
  ModifyCustomerGatewayAttribute,
  ModifyVpnConnectionAttribute,
  ModifySslVpnServer,
  ModifySslVpnClientCert,
} = actions;

const impacts = createImpactRegistry(
  createSecrets(() => Buffer.alloc(32, 1)),
  () => 0,
  noHistory,
);

const looking = async () => {
  const bench = await startBench({ patch: { 'cgw-old0001.Description': 'Closed' } });
  const look = createLiveState(bench.client.invoke, bench.call(), region);
  return (action: Action, input: Record<string, unknown>) => impacts(action, { RegionId: region, ...input }, look);
};

const gateway = { VpnGatewayId: 'vpn-hq0001' };
const customer = { CustomerGatewayId: 'cgw-old0001' };
const table: readonly (readonly [Action, Record<string, unknown>, string])[] = [
  [ModifyVpnGatewayAttribute, gateway, 'hq-gateway'],
  [ModifyCustomerGatewayAttribute, customer, 'closed-branch-router'],
  [ModifyVpnConnectionAttribute, { VpnConnectionId: 'vco-wh0001' }, 'warehouse'],
  [ModifySslVpnServer, { SslVpnServerId: 'vss-hq0001' }, 'staff-vpn'],
  [ModifySslVpnClientCert, { SslVpnClientCertId: 'vsc-linphone' }, 'lin-phone'],
];

describe.each(table)('$name', (action, id, Name) => {
  test('with the name that the thing has already changes nothing, with another it does', async () => {
    const impact = await looking();
    expect(await impact(action, { ...id, Name })).toMatchObject({ unchanged: true, changes: [] });
    const other = await impact(action, { ...id, Name: 'another' });
    expect(other).toMatchObject({ unchanged: false, changes: [{ Field: 'Name', Before: Name, After: 'another' }] });
    expect((await impact(action, { ...id, Name: Name.toUpperCase() })).unchanged).toBe(false);
  });
});

test.each([
  [ModifyVpnGatewayAttribute, gateway, 'Plant and staff'],
  [ModifyCustomerGatewayAttribute, customer, 'Closed'],
] as const)('a description alone is judged as a name is: %o', async (action, id, Description) => {
  const impact = await looking();
  expect((await impact(action, { ...id, Description })).unchanged).toBe(true);
  const other = await impact(action, { ...id, Description: 'Other' });
  expect(other).toMatchObject({ unchanged: false, changes: [{ Field: 'Description', Before: Description }] });
});

test('a thing that has no name yet gets one', async () => {
  const bench = await startBench({ patch: { 'vco-wh0001.Name': '' } });
  const look = createLiveState(bench.client.invoke, bench.call(), region);
  const input = { RegionId: region, VpnConnectionId: 'vco-wh0001', Name: 'undefined' };
  expect((await impacts(ModifyVpnConnectionAttribute, input, look)).unchanged).toBe(false);
});
