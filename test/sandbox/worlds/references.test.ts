import { expect, it } from 'vitest';
import { findBrokenReferences } from '../../../src/sandbox/worlds/references.ts';
import { worldFileSchema } from '../../../src/sandbox/worlds/world-file.ts';
import { sslParts } from '../ssl-world.ts';
import { tinyWorld } from '../tiny-world.ts';

const faults = (change: object) =>
  findBrokenReferences(worldFileSchema.parse(tinyWorld({}, { ...sslParts(), ...change })));
const [first] = tinyWorld().connections;
const [server] = sslParts().ssl_servers;

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
  [{ default_region: 'cn-404' }, 'default_region: the world has no cn-404'],
])('finds what points at nothing: %#', (change, fault) => {
  expect(faults(change)).toContain(fault);
});
