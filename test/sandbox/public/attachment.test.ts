import { expect, test } from 'vitest';
import { startPublic } from './start-public.ts';

const world = startPublic();

test('only connections on a transit router are attachments', async () => {
  await world.reset();
  const { VpnAttachments } = await world.ask('DescribeVpnAttachments');
  expect(VpnAttachments).toMatchObject([
    { InstanceId: 'vco-wan00001', AttachType: 'CEN', TransitRouterId: 'tr-wan00001', Tags: [{ Key: 'env' }] },
  ]);
  expect((await world.ask('DescribeVpnAttachments', { VpnConnectionId: 'vco-berlin01' })).VpnAttachments).toEqual([]);
  expect((await world.ask('DescribeVpnAttachments', { AttachType: 'VPNGW' })).Code).toBe('InvalidAttachType');
});

test('a route of one names the tunnels that are up', async () => {
  await world.reset();
  const ask = (more = {}) => world.ask('DescribeVcoRouteEntries', { VpnConnectionId: 'vco-wan00001', ...more });
  expect((await ask()).VcoRouteEntries).toMatchObject([
    { RouteDest: '172.31.0.0/16', NextHopTunnelIdList: ['tun-wan00001a'], RouteEntryType: 'custom' },
  ]);
  await world.patch({ 'tun-wan00001b.peer.LocalSubnet': '0.0.0.0/0' });
  expect((await ask()).VcoRouteEntries[0].NextHopTunnelIdList).toEqual(['tun-wan00001a', 'tun-wan00001b']);
  const carried = await ask({ RouteEntryType: 'bgp' });
  expect(carried.VcoRouteEntries).toMatchObject([
    { RouteDest: '172.30.0.0/16', Source: 'VPN_BGP', NextHopTunnelIdList: ['tun-wan00001a', 'tun-wan00001b'] },
    { RouteDest: '10.0.0.0/16', Source: 'CLOUD' },
  ]);
  expect(carried.VpnRouteCounts).toContainEqual({ RouteEntryType: 'bgp', Source: 'VPN_BGP', RouteCount: 1 });
});

test('a connection that is not there has none to show', async () => {
  const summary = await world.ask('DescribeVcoRouteEntries', { VpnConnectionId: 'vco-none' });
  expect(summary.Code).toBe('InvalidVpnConnectionInstanceId.NotFound');
});
