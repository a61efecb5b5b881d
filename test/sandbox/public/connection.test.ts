import { describe, expect, it } from 'vitest';
import { startPublic } from './start-public.ts';

const world = startPublic();
const idsOf = async (parameters: Record<string, string>): Promise<string[]> => {
  const { VpnConnections } = await world.ask('DescribeVpnConnections', parameters);
  return VpnConnections.VpnConnection.map((one: { VpnConnectionId: string }) => one.VpnConnectionId);
};
const summary = (VpnConnectionId: string) => world.ask('DescribeVpnConnection', { VpnConnectionId });

describe('a connection', () => {
  it('hangs on a gateway, on a transit router, or on nothing', async () => {
    await world.reset();
    expect(await summary('vco-berlin01')).toMatchObject({ AttachType: 'VPNGW', VpnGatewayId: 'vpn-shop0001' });
    const wan = await summary('vco-wan00001');
    expect(wan).toMatchObject({ AttachType: 'CEN', TransitRouterId: 'tr-wan00001', AttachInstanceId: 'cen-wan00001' });
    expect(wan).not.toHaveProperty('VpnGatewayId');
    await world.patch({ 'vco-wan00001.TransitRouterId': '' });
    expect((await summary('vco-wan00001')).AttachType).toBe('NO_ASSOCIATED');
  });

  it('calls its tags Tag in a list and Tags alone', async () => {
    const [listed] = (await world.ask('DescribeVpnConnections', { VpnConnectionId: 'vco-berlin01' })).VpnConnections
      .VpnConnection;
    expect(listed.Tag).toEqual({ Tag: [{ Key: 'site', Value: 'berlin' }] });
    expect(listed).not.toHaveProperty('Tags');
    expect((await summary('vco-berlin01')).Tags).toEqual(listed.Tag);
  });

  it('is found by a customer gateway of either tunnel, by tag and by group', async () => {
    expect(await idsOf({ CustomerGatewayId: 'cgw-paris002' })).toEqual(['vco-paris001']);
    expect(await idsOf({ 'Tag.1.Key': 'site' })).toEqual(['vco-berlin01']);
    expect(await idsOf({ ResourceGroupId: 'rg-shop000000001' })).toEqual(['vco-berlin01']);
    expect(await idsOf({ VpnGatewayId: 'vpn-old00001' })).toEqual(['vco-depot001']);
  });

  it('with one tunnel is as it always was, with its health check', async () => {
    await world.reset();
    const depot = await summary('vco-depot001');
    expect(depot).not.toHaveProperty('TunnelOptionsSpecification');
    expect(depot).not.toHaveProperty('EnableTunnelsBgp');
    expect(depot).toMatchObject({ Status: 'ipsec_sa_established', InternetIp: '203.0.113.40' });
    expect(depot.VcoHealthCheck).toMatchObject({ Enable: 'true', Status: 'success' });
  });
});

describe('the configuration for the other end', () => {
  const download = (VpnConnectionId: string) => world.ask('DownloadVpnConnectionConfig', { VpnConnectionId });

  it('is written for each tunnel, with BGP where it is', async () => {
    await world.reset();
    const { VpnConnectionConfig: config } = await download('vco-lyon0001');
    const [, second] = config.TunnelsConfig.TunnelConfig;
    expect(second).toMatchObject({ TunnelId: 'tun-lyon0001b', Local: '198.51.100.42', Remote: '203.0.113.21' });
    expect(second.IkeConfig).toMatchObject({ LocalId: '198.51.100.42', RemoteId: '203.0.113.21', IkeLifetime: 86_400 });
    expect(config.BgpConfigs.BgpConfig[1]).toMatchObject({ LocalAsn: '65010', PeerAsn: '45104' });
    expect(config).toMatchObject({ LocalSubnet: '172.23.0.0/16', RemoteSubnet: '10.20.0.0/16' });
    expect((await download('vco-paris001')).VpnConnectionConfig).not.toHaveProperty('BgpConfigs');
  });

  it.each([
    ['absent', 'cloud', { LocalSubnet: '10.20.0.0/16' }, ['Local', 'IkeConfig']],
    ['empty', 'on-prem', { Local: '', IkeConfig: {} }, []],
    ['first-tunnel', 'on-prem', { Local: '198.51.100.41' }, ['TunnelId']],
  ] as const)('says beside the tunnels what the switches want: %s, %s', async (top_level, side, has, hasNot) => {
    await world.reset({ top_level, download_orientation: side });
    const { VpnConnectionConfig: config } = await download('vco-lyon0001');
    expect(config).toMatchObject(has);
    for (const one of hasNot) expect(config).not.toHaveProperty(one);
  });

  it('of a single tunnel is as it always was', async () => {
    await world.reset();
    const { VpnConnectionConfig: config } = await download('vco-depot001');
    expect(config).toMatchObject({ Local: '198.51.100.81', Remote: '203.0.113.40' });
    expect(config).not.toHaveProperty('TunnelsConfig');
  });
});
