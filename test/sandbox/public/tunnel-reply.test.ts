import { describe, expect, it } from 'vitest';
import { startPublic } from './start-public.ts';

const world = startPublic();
const summary = (VpnConnectionId: string) => world.ask('DescribeVpnConnection', { VpnConnectionId });

describe('beside its tunnels', () => {
  it('a connection says what it says of a single one: its own settings, and the better status', async () => {
    await world.reset();
    const paris = await summary('vco-paris001');
    expect(paris).toMatchObject({ Status: 'ipsec_sa_established', CustomerGatewayId: 'cgw-paris001' });
    expect(paris.IkeConfig).toMatchObject({ IkeAuthAlg: 'md5', IkeLifetime: 86_400 });
    expect((await summary('vco-madrid01')).Status).toBe('ike_sa_not_established');
  });

  it('or nothing', async () => {
    await world.reset({ top_level: 'absent' });
    const fields = Object.keys(await summary('vco-paris001'));
    for (const one of ['Status', 'CustomerGatewayId', 'IkeConfig', 'IpsecConfig', 'InternetIp', 'VcoHealthCheck'])
      expect(fields).not.toContain(one);
    expect(fields).toEqual(expect.arrayContaining(['LocalSubnet', 'RemoteSubnet', 'TunnelOptionsSpecification']));
    expect((await summary('vco-depot001')).Status).toBe('ipsec_sa_established');
  });

  it('or empty texts and structures', async () => {
    await world.reset({ top_level: 'empty' });
    expect(await summary('vco-wan00001')).toMatchObject({
      ...{ Status: '', CustomerGatewayId: '', InternetIp: '', VpnGatewayId: '', IkeConfig: {}, VpnBgpConfig: {} },
    });
  });

  it('or a copy of the first tunnel, its numbers as numbers', async () => {
    await world.reset({ top_level: 'first-tunnel' });
    const { TunnelOptionsSpecification, ...beside } = await summary('vco-madrid01');
    const [first] = TunnelOptionsSpecification.TunnelOptions;
    const { TunnelIkeConfig: ike, Status, CustomerGatewayId, InternetIp } = first;
    expect(beside).toMatchObject({ Status, CustomerGatewayId, InternetIp });
    expect(beside.IkeConfig).toEqual({ ...ike, IkeLifetime: Number(ike.IkeLifetime) });
    const lyon = await summary('vco-lyon0001');
    expect(lyon.VpnBgpConfig).toMatchObject({ EnableBgp: 'true', LocalAsn: 45_104, Status: 'success' });
  });
});

describe('the tunnels', () => {
  it('have roles on a gateway and numbers on a transit router, and texts where a connection has numbers', async () => {
    await world.reset();
    const [master, slave] = (await summary('vco-paris001')).TunnelOptionsSpecification.TunnelOptions;
    expect(master).toMatchObject({ Role: 'master', InternetIp: '203.0.113.10', ZoneNo: 'cn-hangzhou-h' });
    expect(slave).toMatchObject({ Role: 'slave', InternetIp: '203.0.113.11', ZoneNo: 'cn-hangzhou-i' });
    expect(slave).toMatchObject({ Status: 'ike_sa_not_established', CustomerGatewayId: 'cgw-paris002' });
    expect(slave.TunnelIkeConfig.IkeLifetime).toBe('86400');
    expect(slave.EnableDpd).toBe('true');
    const wan = (await summary('vco-wan00001')).TunnelOptionsSpecification.TunnelOptions;
    expect(wan.map((one: { TunnelIndex: number }) => one.TunnelIndex)).toEqual([1, 2]);
    expect(wan[0]).not.toHaveProperty('Role');
  });

  it('follow each its own device', async () => {
    await world.reset();
    await world.patch({
      'tun-paris001b.peer.IkeConfig.Psk': 'FAKE-public-psk-paris001b',
      'tun-paris001a.peer.Up': false,
    });
    const tunnels = (await summary('vco-paris001')).TunnelOptionsSpecification.TunnelOptions;
    expect(tunnels.map((one: { Status: string }) => one.Status)).toEqual([
      'ike_sa_not_established',
      'ipsec_sa_established',
    ]);
  });

  it('run BGP each for itself; it falls with its tunnel', async () => {
    await world.reset();
    const statusOf = async () =>
      (await summary('vco-lyon0001')).TunnelOptionsSpecification.TunnelOptions.map(
        (one: { TunnelBgpConfig: { BgpStatus: string } }) => one.TunnelBgpConfig.BgpStatus,
      );
    expect(await statusOf()).toEqual(['success', 'failed']);
    await world.patch({ 'tun-lyon0001a.peer.Up': false });
    expect(await statusOf()).toEqual(['failed', 'failed']);
  });

  it('are updating while their gateway is', async () => {
    await world.reset();
    await world.patch({ 'vpn-lab00001.Status': 'updating for 3 polls' });
    const [master] = (await summary('vco-lab00001')).TunnelOptionsSpecification.TunnelOptions;
    expect(master.State).toBe('updating');
  });

  it('show no key where the platform shows none', async () => {
    await world.reset({ psk_masking: 'masked' });
    expect(JSON.stringify(await summary('vco-paris001'))).not.toContain('FAKE');
  });

  it.each([
    ['flat', expect.arrayContaining([expect.objectContaining({ Role: 'master' })])],
    ['object', { TunnelOptions: expect.objectContaining({ Role: 'master' }) }],
    ['null', null],
    ['three', { TunnelOptions: { length: 3 } }],
    ['same-role', { TunnelOptions: [{ Role: 'master' }, { Role: 'master' }] }],
  ])('come in another shape where a switch says %s', async (tunnel_list, shape) => {
    await world.reset({ tunnel_list });
    const { TunnelOptionsSpecification } = await summary('vco-paris001');
    if (shape === null) expect(TunnelOptionsSpecification).toBeNull();
    else expect(TunnelOptionsSpecification).toMatchObject(shape);
  });
});
