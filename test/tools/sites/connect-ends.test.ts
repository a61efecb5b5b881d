import { expect, it } from 'vitest';
import { findConnection, peersFor } from '../../../src/tools/sites/connect-ends.ts';
import { connection, gateway, region, twoTunnels } from './site-rows.ts';

const wish = { PeerIp: '198.51.100.1', Name: 'plant', RemoteSubnet: '172.16.0.0/16' };
const known = { address: '198.51.100.1', id: 'cgw-1', isNew: false };

it('what is there is taken, what is not is spoken of by its step, an address once', () => {
  expect(peersFor(region(), ['198.51.100.1', '192.0.2.1'])).toEqual([
    known,
    { address: '192.0.2.1', id: '{{1.CustomerGatewayId}}', isNew: true },
  ]);
  const twice = peersFor(region(), ['192.0.2.1', '192.0.2.1', '192.0.2.2']).map(({ id }) => id);
  expect(twice).toEqual(['{{1.CustomerGatewayId}}', '{{1.CustomerGatewayId}}', '{{2.CustomerGatewayId}}']);
});

it('a connection is known by its peers, both of them where it has two tunnels', () => {
  expect(findConnection(region(), gateway, [known], wish)).toBe(connection);
  const pair = twoTunnels();
  const peers = [known, { address: '198.51.100.2', id: 'cgw-2', isNew: false }];
  const around = region({ connections: [connection, pair] });
  expect(findConnection(around, gateway, peers, { ...wish, RemoteSubnet: '172.17.0.0/16' })).toBe(pair);
  expect(findConnection(region(), { ...gateway, VpnGatewayId: 'vpn-2' }, [known], wish)).toBeUndefined();
});

it('another one in its place, or of its name, is no site of that kind', () => {
  expect(() => findConnection(region(), gateway, [known], { ...wish, RemoteSubnet: '172.20.0.0/16' })).toThrow(
    /leads to this peer already, with RemoteSubnet 172\.16\.0\.0\/16/,
  );
  const stranger = { address: '192.0.2.1', id: '{{1.CustomerGatewayId}}', isNew: true };
  expect(() => findConnection(region(), gateway, [stranger], wish)).toThrow(/name of a connection to another peer/);
});
