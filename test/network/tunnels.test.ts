import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTunnels } from '../../src/network/tunnels.ts';

const master = {
  TunnelId: 'tun-a',
  Role: 'master',
  Status: 'ipsec_sa_established',
  State: 'active',
  CustomerGatewayId: 'cgw-1',
  InternetIp: '203.0.113.1',
  ZoneNo: 'cn-hangzhou-h',
  TunnelIkeConfig: { IkeVersion: 'ikev2', IkeLifetime: '86400', LocalId: '203.0.113.1' },
  TunnelIpsecConfig: { IpsecEncAlg: 'aes256', IpsecLifetime: '28800' },
};
const slave = {
  ...master,
  TunnelId: 'tun-b',
  Role: 'slave',
  Status: 'ike_sa_not_established',
  CustomerGatewayId: 'cgw-2',
};
const dual = (options: unknown, top: object = {}) => ({
  VpnConnectionId: 'vco-1',
  LocalSubnet: '10.0.0.0/8',
  ...top,
  TunnelOptionsSpecification: options,
});

/** What the top level may hold beside two tunnels: nothing, blanks, or a copy of the first one. */
const tops = [
  {},
  { Status: '', CustomerGatewayId: '', IkeConfig: {}, IpsecConfig: {}, InternetIp: '' },
  {
    Status: 'ipsec_sa_established',
    CustomerGatewayId: 'cgw-1',
    IkeConfig: { IkeVersion: 'ikev1', IkeLifetime: 3600 },
    InternetIp: '198.51.100.77',
  },
];

describe('two tunnels', () => {
  it('have neither a list of tunnels nor a health check, which are the whole connection', () => {
    const { tunnels } = readTunnels(dual({ TunnelOptions: [master, slave] }, { VcoHealthCheck: { Enable: 'true' } }));
    for (const { connection } of tunnels) {
      expect(connection).not.toHaveProperty('TunnelOptionsSpecification');
      expect(connection).not.toHaveProperty('VcoHealthCheck');
      expect(readTunnels(connection)).toEqual({ tunnels: [{ connection }] });
    }
  });

  it.each(tops)('are read from their own list alone, whatever stands beside it: %j', (top) => {
    const { tunnels } = readTunnels(dual({ TunnelOptions: [master, slave] }, top));
    expect(tunnels).toEqual([
      expect.objectContaining({
        TunnelId: 'tun-a',
        Role: 'master',
        ZoneNo: 'cn-hangzhou-h',
        InternetIp: '203.0.113.1',
      }),
      expect.objectContaining({ TunnelId: 'tun-b', Role: 'slave' }),
    ]);
    expect(tunnels.map(({ connection }) => connection)).toMatchObject([
      {
        VpnConnectionId: 'vco-1',
        LocalSubnet: '10.0.0.0/8',
        Status: 'ipsec_sa_established',
        CustomerGatewayId: 'cgw-1',
        IkeConfig: { IkeVersion: 'ikev2', IkeLifetime: 86400 },
        IpsecConfig: { IpsecLifetime: 28800 },
      },
      { Status: 'ike_sa_not_established', CustomerGatewayId: 'cgw-2' },
    ]);
  });

  it('lack what they do not tell, even where the connection tells it', () => {
    const { tunnels } = readTunnels(dual({ TunnelOptions: [{ TunnelId: 'tun-a' }] }, tops[2]));
    expect(Object.keys(tunnels[0]?.connection ?? {}).toSorted()).toEqual(['LocalSubnet', 'VpnConnectionId']);
  });

  it('may come as a bare list', () => {
    expect(readTunnels(dual([master, slave])).tunnels).toHaveLength(2);
  });
});

it.each([undefined, '', [], {}, { TunnelOptions: [] }, { TunnelOptions: '' }])(
  'a connection with tunnels %j is its own tunnel',
  (options) => {
    const row = dual(options, tops[2]);
    expect(readTunnels(row)).toEqual({ tunnels: [{ connection: row }] });
  },
);

it.each([
  [null, 'null'],
  [{ TunnelOptions: null }, 'null'],
  [{ TunnelOptions: master }, 'no list'],
  ['two', 'no list'],
  [{ TunnelOptions: [master, slave, { ...slave, TunnelId: 'tun-c', Role: 'third' }] }, 'more than two'],
  [{ TunnelOptions: [master, null] }, 'no tunnel'],
  [{ TunnelOptions: [master, 'slave'] }, 'no tunnel'],
  [{ TunnelOptions: [master, { ...slave, Role: 'MASTER' }] }, 'the same twice'],
  [{ TunnelOptions: [master, { ...slave, TunnelId: 'tun-a' }] }, 'the same twice'],
  [{ TunnelOptions: [{ TunnelIndex: 1 }, { TunnelIndex: 1 }] }, 'the same twice'],
])('tunnels %j are not understood: %s', (options, why) => {
  expect(readTunnels(dual(options, tops[2]))).toEqual({ tunnels: [], notUnderstood: why });
});

it('whatever is told, there are one or two tunnels, or a reason', () => {
  fc.assert(
    fc.property(fc.anything(), (options) => {
      const { tunnels, notUnderstood } = readTunnels(dual(options));
      expect(tunnels.length <= 2 && (tunnels.length === 0) === (notUnderstood !== undefined)).toBe(true);
    }),
  );
});
