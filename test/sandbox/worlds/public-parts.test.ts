import { expect, it } from 'vitest';
import { bgpConfig, bgpRoute, labels, tunnel, vpcRoute } from '../../../src/sandbox/worlds/public-parts.ts';

const base = { TunnelId: 'tun-1', CustomerGatewayId: 'cgw-1' };

it.each([
  [tunnel, base, { ...base, Role: 'third' }],
  [tunnel, { ...base, peer: { Up: false } }, { ...base, IkeConfig: {} }],
  [bgpConfig, { LocalAsn: 4_200_000_000 }, { LocalAsn: 0 }],
  [bgpRoute, { NextHop: 'vco-1', RouteDest: '10.0.0.0/8' }, { NextHop: 'vpn-1', RouteDest: '10.0.0.0/8' }],
  [labels.Tags, [{ Key: 'env', Value: '' }], [{ Key: '', Value: 'prod' }]],
  [
    vpcRoute,
    { RouteTableId: 'vtb-1', DestinationCidrBlock: '0.0.0.0/0', NextHopType: 'NatGateway', NextHopId: 'ngw-1' },
    { RouteTableId: 'vpc-1', DestinationCidrBlock: '0.0.0.0/0', NextHopType: 'NatGateway', NextHopId: 'ngw-1' },
  ],
])('part %#: takes one value and not the other', (part, good, bad) => {
  expect(part.safeParse(good).success).toBe(true);
  expect(part.safeParse(bad).success).toBe(false);
});

it('a tunnel needs no settings, and a BGP route is learned unless it says otherwise', () => {
  expect(tunnel.parse(base)).toMatchObject({ TunnelIkeConfig: {}, TunnelIpsecConfig: {} });
  expect(bgpRoute.parse({ NextHop: 'vco-1', RouteDest: '10.0.0.0/8' }).Source).toBe('VPN_BGP');
});
