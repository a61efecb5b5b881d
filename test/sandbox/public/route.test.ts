import { describe, expect, it } from 'vitest';
import { startPublic } from './start-public.ts';

const world = startPublic();
const entries = async (VpnGatewayId: string, more: Record<string, string> = {}) => {
  const reply = await world.ask('DescribeVpnRouteEntries', { VpnGatewayId, ...more });
  return { counts: reply.VpnRouteCounts.VpnRouteCount, routes: reply.VpnRouteEntries.VpnRouteEntry };
};

describe('a destination route', () => {
  it('names the tunnel that it takes now, and none where all are down', async () => {
    await world.reset();
    const { routes } = await entries('vpn-shop0001');
    const taken = routes.map((one: Record<string, string>) => [one['NextHop'], one['NextHopTunnelId']]);
    expect(taken).toEqual([
      ['vco-berlin01', 'tun-berlin01a'],
      ['vco-paris001', 'tun-paris001a'],
      ['vco-madrid01', undefined],
    ]);
    await world.patch({ 'tun-berlin01a.peer.Up': false });
    expect((await entries('vpn-shop0001')).routes[0]).toMatchObject({ NextHopTunnelId: 'tun-berlin01b' });
  });

  it('of a single tunnel names none', async () => {
    const [route] = (await entries('vpn-old00001')).routes;
    expect(route).toMatchObject({ RouteEntryType: 'custom', NextHop: 'vco-depot001' });
    expect(route).not.toHaveProperty('NextHopTunnelId');
  });
});

describe('a BGP route', () => {
  const bgp = () => entries('vpn-data0001', { RouteEntryType: 'bgp' });

  it('is there once for each session that is up', async () => {
    await world.reset();
    const { routes, counts } = await bgp();
    expect(routes).toMatchObject([
      { RouteDest: '172.23.0.0/16', NextHopTunnelId: 'tun-lyon0001a', AsPath: '[65010]', Community: '65010:100' },
      { RouteDest: '10.20.0.0/16', NextHopTunnelId: 'tun-lyon0001a', Source: 'CLOUD' },
    ]);
    expect(counts).toContainEqual({ RouteEntryType: 'custom', RouteCount: 2 });
    expect(counts).toContainEqual({ RouteEntryType: 'bgp', Source: 'VPN_BGP', RouteCount: 1 });
    await world.patch({ 'tun-lyon0001b.TunnelBgpConfig.BgpStatus': 'success' });
    expect((await bgp()).routes).toHaveLength(4);
  });

  it('is gone with its session', async () => {
    await world.reset();
    await world.patch({ 'tun-lyon0001a.peer.Up': false });
    expect((await bgp()).routes).toEqual([]);
  });

  it('of a single tunnel needs BGP on the connection', async () => {
    await world.reset();
    await world.patch({ 'routes_bgp+': { NextHop: 'vco-depot001', RouteDest: '192.168.60.0/24', Source: 'VPN_BGP' } });
    const ask = () => entries('vpn-old00001', { RouteEntryType: 'bgp' });
    expect((await ask()).routes).toEqual([]);
    await world.patch({ 'vco-depot001.VpnBgpConfig': { LocalAsn: 45_104 } });
    expect((await ask()).routes).toMatchObject([{ RouteDest: '192.168.60.0/24' }]);
  });
});

it('a policy route has its priority', async () => {
  await world.reset();
  const { VpnPbrRouteEntries } = await world.ask('DescribeVpnPbrRouteEntries', { VpnGatewayId: 'vpn-shop0001' });
  expect(VpnPbrRouteEntries.VpnPbrRouteEntry).toMatchObject([{ Priority: 5, NextHopTunnelId: 'tun-berlin01a' }]);
});

it('a gateway that is not there has no routes', async () => {
  expect((await entries('vpn-none')).routes).toEqual([]);
});
