import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clashesOf } from '../../../src/tools/sites/clashes.ts';
import { connection, gateway, region } from './site-rows.ts';

const wanted = (remote: readonly string[], own?: string) => ({ gateway, local: ['10.0.0.0/16'], remote, own });

const server = {
  ...{ SslVpnServerId: 'vss-1', Name: 'staff', VpnGatewayId: 'vpn-1', ClientIpPool: '10.99.0.0/24' },
  LocalSubnet: '10.50.0.0/16',
};

const refused = [
  ['10.0.4.0/24', /overlaps 10\.0\.0\.0\/16 of LocalSubnet/],
  ['10.99.0.0/25', /the clients of SSL-VPN server staff \(vss-1\)/],
  ['10.50.1.0/24', /the VPC side of SSL-VPN server staff/],
  ['172.16.0.0/16', /is what plant \(vco-1\) carries already/],
  ['0.0.0.0/0', /names no network/],
  ['100.64.0.0/24', /which the cloud keeps for itself/],
] as const;

it.each(refused)('%s cannot be the network of a site', (block, words) => {
  expect(clashesOf(region({ sslServers: [server] }), wanted([block])).refused.join()).toMatch(words);
});

it('a block inside that of another site is told, its own is not', () => {
  const { refused: no, summary } = clashesOf(region(), wanted(['172.16.4.0/24']));
  expect(no).toEqual([]);
  expect(summary).toMatchObject([
    { values: { block: '172.16.4.0/24', other: '172.16.0.0/16', owner: 'plant (vco-1)' } },
  ]);
  expect(clashesOf(region(), wanted(['172.16.0.0/16'], 'vco-1'))).toEqual({ refused: [], summary: [] });
});

it('another VPC is no neighbour', () => {
  const far = { ...gateway, VpnGatewayId: 'vpn-9', VpcId: 'vpc-9' };
  const around = region({
    gateways: [gateway, far],
    connections: [{ ...connection, VpnGatewayId: 'vpn-9' }],
    routes: [],
  });
  expect(clashesOf(around, wanted(['172.16.0.0/16'])).refused).toEqual([]);
});

it('a network of its own is never refused, wherever it lies', () => {
  fc.assert(
    fc.property(fc.integer({ min: 18, max: 31 }), fc.integer({ min: 0, max: 255 }), (second, third) => {
      const found = clashesOf(region(), wanted([`172.${second}.${third}.0/24`]));
      expect(found).toEqual({ refused: [], summary: [] });
    }),
  );
});
