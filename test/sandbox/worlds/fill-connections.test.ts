import { expect, it } from 'vitest';
import { loadWorld } from '../../../src/sandbox/worlds/load-world.ts';
import { publicCloud } from '../../../src/sandbox/worlds/public.ts';

const load = async (connection: object) => {
  const world = { ...publicCloud, connections: [connection], routes_bgp: [], routes_vco: [] };
  const [filled] = (await loadWorld(world, { nowMs: Date.now() })).connections;
  return filled;
};

const bare = {
  ...{
    VpnConnectionId: 'vco-1',
    VpnGatewayId: 'vpn-shop0001',
    LocalSubnet: '10.0.0.0/16',
    RemoteSubnet: '10.9.0.0/16',
  },
  tunnels: [
    { TunnelId: 'tun-1', CustomerGatewayId: 'cgw-berlin01' },
    { TunnelId: 'tun-2', CustomerGatewayId: 'cgw-berlin02' },
  ],
};

it('tunnels take addresses, zones and roles from their gateway', async () => {
  const filled = await load(bare);
  expect(filled?.tunnels).toMatchObject([
    { Role: 'master', InternetIp: '203.0.113.10', ZoneNo: 'cn-hangzhou-h', EnableDpd: true },
    { Role: 'slave', InternetIp: '203.0.113.11', ZoneNo: 'cn-hangzhou-i', EnableNatTraversal: true },
  ]);
  expect(filled?.tunnels?.[1]?.TunnelIkeConfig).toMatchObject({ LocalId: '203.0.113.11', RemoteId: '198.51.100.12' });
});

it('a connection with tunnels is for itself with the customer gateway of the first', async () => {
  expect((await load(bare))?.CustomerGatewayId).toBe('cgw-berlin01');
});

it('on a transit router tunnels are numbered, and the region is the default one', async () => {
  const { VpnGatewayId: _, ...alone } = bare;
  const filled = await load({ ...alone, TransitRouterId: 'tr-1' });
  expect(filled).toMatchObject({ VpnGatewayId: '', RegionId: 'cn-hangzhou' });
  expect(filled?.tunnels).toMatchObject([{ TunnelIndex: 1, InternetIp: '' }, { TunnelIndex: 2 }]);
  expect(filled?.tunnels?.[0]).not.toHaveProperty('Role');
});
