import { expect, it, test } from 'vitest';
import type { Connection } from '../../../src/tools/inventory/inventory.ts';
import type { Gathered } from '../../../src/tools/peer-config/gather-link.ts';
import { makeLink } from '../../../src/tools/peer-config/make-link.ts';

const connection: Connection = {
  ...{ VpnConnectionId: 'vco-1', VpnGatewayId: 'vpn-1', CustomerGatewayId: 'cgw-1', Name: 'a "name"\n!' },
  ...{ LocalSubnet: '10.10.0.0/16', RemoteSubnet: '172.20.0.9/16,172.21.0.0/16' },
  IkeConfig: {
    ...{ IkeVersion: 'ikev2', IkeMode: 'main', IkeEncAlg: 'aes', IkeAuthAlg: 'sha1', IkePfs: 'group14' },
    ...{ IkeLifetime: 86_400, LocalId: '203.0.113.10', RemoteId: 'plant.example.com' },
    Psk: { Fingerprint: 'ab12cd34', Length: 20 },
  },
  IpsecConfig: { IpsecEncAlg: 'aes', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28_800 },
  VcoHealthCheck: { Enable: 'true', Dip: '172.20.0.1', Sip: '10.10.0.5' },
};

const gather = (part: Partial<Gathered> = {}, change: Connection = {}): Gathered => ({
  connection: { ...connection, ...change },
  gateway: { InternetIp: '203.0.113.10', DisasterRecoveryInternetIp: '203.0.113.11' },
  tunnels: [
    {
      tunnel: { connection: { ...connection, ...change } },
      customerGateway: { CustomerGatewayId: 'cgw-1', IpAddress: '198.51.100.1' },
    },
  ],
  download: {},
  readAt: '2026-01-02T03:04:05Z',
  ...part,
});

test('a connection is turned round for its peer', () => {
  expect(makeLink(gather())).toMatchObject({
    ...{ connectionId: 'vco-1', localSubnets: ['172.20.0.0/16', '172.21.0.0/16'], remoteSubnets: ['10.10.0.0/16'] },
    healthCheck: { target: '172.20.0.1', source: '10.10.0.5' },
    tunnels: [
      {
        ...{ order: 1, localAddress: '198.51.100.1', remoteAddress: '203.0.113.10', key: 'ab12cd34' },
        ...{ localId: 'plant.example.com', remoteId: '203.0.113.10' },
      },
    ],
  });
});

test('nothing that people have named is in it', () => {
  expect(JSON.stringify(makeLink(gather()))).not.toContain('name');
});

test('without identities the addresses stand for them', () => {
  const { LocalId: _l, RemoteId: _r, ...IkeConfig } = connection.IkeConfig ?? {};
  const [{ localId, remoteId }] = makeLink(gather({}, { IkeConfig })).tunnels;
  expect([localId, remoteId]).toEqual(['198.51.100.1', '203.0.113.10']);
});

test('a key that the cloud masks is none', () => {
  const IkeConfig = { ...connection.IkeConfig, Psk: '********' };
  expect(makeLink(gather({}, { IkeConfig })).tunnels[0].key).toBeUndefined();
});

test('the second tunnel has the second address of the gateway', () => {
  const customerGateway = { CustomerGatewayId: 'cgw-1', IpAddress: '198.51.100.1' };
  const tunnel = (Role: string, LocalId: string) => ({
    tunnel: {
      connection: { ...connection, IkeConfig: { ...connection.IkeConfig, LocalId } },
      Role,
      TunnelId: `tun-${Role}`,
    },
    customerGateway,
  });
  const { tunnels } = makeLink(gather({ tunnels: [tunnel('master', 'a'), tunnel('slave', 'b')] }));
  expect(tunnels.map(({ order, remoteAddress, tunnelId }) => [order, remoteAddress, tunnelId])).toEqual([
    [1, '203.0.113.10', 'tun-master'],
    [2, '203.0.113.11', 'tun-slave'],
  ]);
});

it.each([
  ['a gateway without an address', { gateway: undefined }, {}, 'public address of the cloud'],
  ['blocks that are none', {}, { RemoteSubnet: '10.0.0.0/8; reboot' }, 'RemoteSubnet'],
  ['IPv6 blocks', {}, { RemoteSubnet: '2001:db8::/32' }, 'RemoteSubnet'],
  ['an ID with a path', {}, { VpnConnectionId: '../etc' }, 'VpnConnectionId'],
  [
    'a place for a key in an identity',
    {},
    { IkeConfig: { ...connection.IkeConfig, RemoteId: '{{ab12cd34}}' } },
    'two braces',
  ],
  ['a download of another peer', { download: { Local: '192.0.2.9', Remote: '203.0.113.10' } }, {}, 'from neither side'],
])('%s is refused', (_, part, change, words) => {
  expect(() => makeLink(gather(part, change))).toThrow(words);
});
