import { describe, expect, test } from 'vitest';
import { startPublic } from '../public/start-public.ts';
import { codeOf } from './good-calls.ts';

const world = startPublic();
const shop = { VpnGatewayId: 'vpn-shop0001', NextHop: 'vco-berlin01' };
const policy = { ...shop, RouteDest: '172.20.64.0/18', RouteSource: '10.0.1.0/24', Weight: '100' };
const other = { ...policy, RouteSource: '10.0.9.0/24' };
const policies = async () =>
  (await world.ask('DescribeVpnPbrRouteEntries', { VpnGatewayId: 'vpn-shop0001' })).VpnPbrRouteEntries.VpnPbrRouteEntry;

describe('a policy route', () => {
  test.each([
    [{}, 10],
    [{ Priority: '1' }, 1],
    [{ Priority: '100' }, 100],
  ])('that is made with %j has priority %j', async (more, Priority) => {
    const made = await world.ask('CreateVpnPbrRouteEntry', { ...other, PublishVpc: 'true', ...more });
    expect(made).toMatchObject({ Priority, State: 'published' });
    expect((await policies()).at(-1)).toMatchObject({ Priority, RouteSource: '10.0.9.0/24' });
  });

  test('gets another priority, another weight, or both', async () => {
    const change = (action: string, more: Record<string, string>) => codeOf(world, action, { ...policy, ...more });
    expect(await change('ModifyVpnPbrRouteEntryPriority', { NewPriority: '7' })).toBe('ok');
    expect(await change('ModifyVpnPbrRouteEntryAttribute', { Priority: '7', NewWeight: '0', NewPriority: '8' })).toBe(
      'ok',
    );
    expect(await policies()).toMatchObject([{ Priority: 8, Weight: 0 }]);
  });

  test.each<[string, Record<string, string>, string]>([
    ['ModifyVpnPbrRouteEntryPriority', { Priority: '6', NewPriority: '7' }, 'InvalidRouteEntry.NotFound'],
    ['ModifyVpnPbrRouteEntryPriority', { NewPriority: '0' }, 'InvalidNewPriority'],
    ['ModifyVpnPbrRouteEntryPriority', { NewPriority: '101' }, 'InvalidNewPriority'],
    ['ModifyVpnPbrRouteEntryAttribute', { Priority: '5' }, 'MissingNewPriority'],
    ['ModifyVpnPbrRouteEntryAttribute', { Priority: '5', NewWeight: '50' }, 'InvalidNewWeight'],
    ['ModifyVpnPbrRouteEntryWeight', { Priority: '6', NewWeight: '0' }, 'InvalidRouteEntry.NotFound'],
    ['ModifyVpnPbrRouteEntryWeight', { Priority: '5', NewWeight: '0' }, 'ok'],
    ['DeleteVpnPbrRouteEntry', { Priority: '6' }, 'InvalidRouteEntry.NotFound'],
    ['DeleteVpnPbrRouteEntry', { Priority: '5' }, 'ok'],
    ['DeleteVpnPbrRouteEntry', {}, 'ok'],
    ['CreateVpnPbrRouteEntry', { PublishVpc: 'true', Priority: '101' }, 'InvalidPriority'],
    ['CreateVpnPbrRouteEntry', { PublishVpc: 'true', Description: 'x'.repeat(101) }, 'InvalidDescription'],
  ])('%s with %j answers %s', async (action, more, code) => {
    expect(await codeOf(world, action, { ...policy, ...more })).toBe(code);
  });

  test('is published and withdrawn by its type', async () => {
    const { RouteDest, NextHop, VpnGatewayId } = policy;
    const asked = { RouteDest, NextHop, VpnGatewayId, PublishVpc: 'false', RouteType: 'pbr' };
    expect(await codeOf(world, 'PublishVpnRouteEntry', asked)).toBe('ok');
    expect(await policies()).toMatchObject([{ State: 'normal' }]);
    expect(await codeOf(world, 'PublishVpnRouteEntry', { ...asked, RouteType: 'bgp' })).toBe('InvalidRouteType');
  });
});

test.each([
  ['CreateVpnRouteEntry', '0.0.0.0/0', 'IllegalParam.RouteDest'],
  ['CreateVpnRouteEntry', '100.64.0.0/16', 'ok'],
  ['CreateVpnPbrRouteEntry', '0.0.0.0/0', 'ok'],
])('%s to %s on a gateway of two tunnels answers %s', async (action, RouteDest, code) => {
  const source = action === 'CreateVpnPbrRouteEntry' ? { RouteSource: '10.0.1.0/24' } : {};
  const asked = { ...shop, ...source, RouteDest, Weight: '100', PublishVpc: 'false' };
  expect(await codeOf(world, action, asked)).toBe(code);
});

describe('a route of an attachment', () => {
  const wan = { VpnConnectionId: 'vco-wan00001', NextHop: 'vco-wan00001', RouteDest: '172.32.0.0/16', Weight: '100' };
  const listed = async () =>
    (await world.ask('DescribeVcoRouteEntries', { VpnConnectionId: 'vco-wan00001' })).VcoRouteEntries;

  test('is made, weighed and taken away', async () => {
    const made = await world.ask('CreateVcoRouteEntry', { ...wan, Description: 'wide' });
    expect(made).toMatchObject({ ...wan, Weight: 100, Description: 'wide', OverlayMode: 'Ipsec', State: 'published' });
    expect(await codeOf(world, 'ModifyVcoRouteEntryWeight', { ...wan, NewWeight: '0' })).toBe('ok');
    expect(await listed()).toMatchObject([{ RouteDest: '172.31.0.0/16' }, { RouteDest: '172.32.0.0/16', Weight: 0 }]);
    expect(await codeOf(world, 'DeleteVcoRouteEntry', wan)).toBe('InvalidRouteEntry.NotFound');
    expect(await codeOf(world, 'DeleteVcoRouteEntry', { ...wan, Weight: '0' })).toBe('ok');
    expect(await listed()).toHaveLength(1);
  });

  test.each<[Record<string, string>, string]>([
    [{ RouteDest: '172.31.0.0/16' }, 'VpnRouteEntry.AlreadyExists'],
    [{ RouteDest: '0.0.0.0/0' }, 'IllegalParam.RouteDest'],
    [{ Weight: '50' }, 'InvalidWeight'],
    [{ NextHop: 'vco-paris001' }, 'InvalidNextHop'],
    [{ OverlayMode: 'Gre' }, 'InvalidOverlayMode'],
    [{ VpnConnectionId: 'vco-paris001', NextHop: 'vco-paris001' }, 'OperationUnsupported.NotAttached'],
    [{ VpnConnectionId: 'vco-none', NextHop: 'vco-none' }, 'InvalidVpnConnectionInstanceId.NotFound'],
  ])('with %j answers %s', async (more, code) => {
    expect(await codeOf(world, 'CreateVcoRouteEntry', { ...wan, ...more })).toBe(code);
  });
});
