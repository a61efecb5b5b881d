import { expect, it } from 'vitest';
import { findBrokenReferences } from '../../../src/sandbox/worlds/references.ts';
import { worldFileSchema } from '../../../src/sandbox/worlds/world-file.ts';
import { sslParts } from '../ssl-world.ts';
import { tinyWorld } from '../tiny-world.ts';

const faults = (change: object) =>
  findBrokenReferences(worldFileSchema.parse(tinyWorld({}, { ...sslParts(), ...change })));
const [first] = tinyWorld().connections;
const [server] = sslParts().ssl_servers;
const twin = { TunnelId: 'tun-1', CustomerGatewayId: 'cgw-1' };
const onPublic = { platform: { kind: 'public' } };
const zone = { CidrBlock: '10.0.0.0/24', ZoneId: 'cn-test-1a' };

it('finds nothing in a world whose names all point somewhere', () => {
  expect(faults({})).toEqual([]);
});

it('lets a route lead to a connection that is gone', () => {
  const route = { VpnInstanceId: 'vpn-1', RouteDest: '10.9.0.0/16', NextHop: 'vco-gone', Weight: 0 };
  expect(faults({ routes_dbr: [route] })).toEqual([]);
});

it.each([
  [{ connections: [{ ...first, VpnGatewayId: 'vpn-404' }] }, 'connections[0].VpnGatewayId: the world has no vpn-404'],
  [
    { connections: [{ ...first, CustomerGatewayId: 'cgw-404' }] },
    'connections[0].CustomerGatewayId: the world has no cgw-404',
  ],
  [{ connections: [first, first] }, 'connections[1]: vco-1 is there twice'],
  [{ ssl_servers: [{ ...server, VpnGatewayId: 'vpn-404' }] }, 'ssl_servers[0].VpnGatewayId: the world has no vpn-404'],
  [
    { ssl_certs: [{ SslVpnClientCertId: 'vsc-1', SslVpnServerId: 'vss-404' }] },
    'ssl_certs[0].SslVpnServerId: the world has no vss-404',
  ],
  [
    { ssl_servers: [server, { ...server, SslVpnServerId: 'vss-2' }] },
    'ssl_certs[0].SslVpnServerId: say which of the SSL-VPN servers',
  ],
  [{ ssl_servers: [{ ...server, RegionId: 'cn-404' }] }, 'ssl_servers[0].RegionId: the world has no cn-404'],
  [{ connections: [{ ...first, VpnGatewayId: undefined }] }, 'connections[0].VpnGatewayId: must be there'],
  [{ connections: [{ ...first, CustomerGatewayId: undefined }] }, 'connections[0].CustomerGatewayId: must be there'],
  [{ connections: [{ ...first, tunnels: [twin] }] }, 'connections[0].tunnels: only where platform.kind is public'],
  [
    { ...onPublic, connections: [{ ...first, tunnels: [{ ...twin, CustomerGatewayId: 'cgw-404' }] }] },
    'connections[0].tunnels[0].CustomerGatewayId: the world has no cgw-404',
  ],
  [{ ...onPublic, connections: [{ ...first, tunnels: [twin, twin] }] }, 'tunnels[1]: tun-1 is there twice'],
  [{ vswitches: [{ VSwitchId: 'vsw-1', VpcId: 'vpc-404', ...zone }] }, 'vswitches[0].VpcId: the world has no vpc-404'],
  [{ route_tables: [{ RouteTableId: 'vtb-1', VpcId: 'vpc-404' }] }, 'route_tables[0].VpcId: the world has no vpc-404'],
  [
    { vpc_routes: [{ RouteTableId: 'vtb-404', DestinationCidrBlock: '0.0.0.0/0', NextHopType: 'X', NextHopId: '' }] },
    'vpc_routes[0].RouteTableId: the world has no vtb-404',
  ],
  [
    { routes_bgp: [{ NextHop: 'vco-404', RouteDest: '10.9.0.0/16' }] },
    'routes_bgp[0].NextHop: the world has no vco-404',
  ],
  [
    { routes_vco: [{ VpnConnectionId: 'vco-404', RouteDest: '10.9.0.0/16' }] },
    'routes_vco[0].VpnConnectionId: the world has no vco-404',
  ],
  [{ default_region: 'cn-404' }, 'default_region: the world has no cn-404'],
])('finds what points at nothing: %#', (change, fault) => {
  expect(faults(change)).toContain(fault);
});

it('lets a connection of the public cloud be on no gateway, and a route into the table that every VPC has', () => {
  const { VpnGatewayId: _, ...alone } = { VpnGatewayId: '', ...first };
  const entry = { RouteTableId: 'vtb-1', DestinationCidrBlock: '0.0.0.0/0', NextHopType: 'NatGateway', NextHopId: 'n' };
  const network = { vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16' }], vpc_routes: [entry] };
  expect(faults({ ...onPublic, ...network, connections: [alone], routes_dbr: [] })).toEqual([]);
});
