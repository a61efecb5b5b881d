import { describe, expect, test } from 'vitest';
import { startPublic } from '../public/start-public.ts';
import { codeOf, goodCalls, ofTunnel } from './good-calls.ts';

const world = startPublic();
const good: Record<string, string> = goodCalls.CreateVpnConnection;
const summary = (VpnConnectionId: string) => world.ask('DescribeVpnConnection', { VpnConnectionId });
const tunnelsOf = async (id: string) => (await summary(id)).TunnelOptionsSpecification.TunnelOptions;
const bgp = {
  ...{ EnableTunnelsBgp: 'true', [ofTunnel(1, 'CustomerGatewayId')]: 'cgw-wan00001' },
  ...{ [ofTunnel(2, 'CustomerGatewayId')]: 'cgw-wan00002', [ofTunnel(1, 'TunnelBgpConfig.LocalAsn')]: '65530' },
  ...{
    [ofTunnel(2, 'TunnelBgpConfig.LocalAsn')]: '65530',
    [ofTunnel(1, 'TunnelBgpConfig.TunnelCidr')]: '169.254.41.0/30',
  },
  [ofTunnel(2, 'TunnelBgpConfig.TunnelCidr')]: '169.254.42.0/30',
};

describe('a new connection of two tunnels', () => {
  test('has each as it was asked for, at the two ends of its gateway', async () => {
    const { VpnConnectionId, Name } = await world.ask('CreateVpnConnection', {
      ...{ ...good, Name: 'site', [ofTunnel(1, 'TunnelIkeConfig.Psk')]: 'FAKE-one', 'Tags.1.Key': 'env' },
      ...{ [ofTunnel(1, 'TunnelIkeConfig.IkeVersion')]: 'ikev2', [ofTunnel(2, 'EnableDpd')]: 'false' },
      [ofTunnel(2, 'TunnelIpsecConfig.IpsecLifetime')]: '3600',
    });
    expect(Name).toBe('site');
    expect(await tunnelsOf(VpnConnectionId)).toMatchObject([
      {
        ...{ Role: 'master', InternetIp: '203.0.113.10', ZoneNo: 'cn-hangzhou-h', CustomerGatewayId: 'cgw-gone0001' },
        TunnelIkeConfig: { Psk: 'FAKE-one', IkeVersion: 'ikev2', LocalId: '203.0.113.10', RemoteId: '192.0.2.99' },
      },
      {
        ...{ Role: 'slave', InternetIp: '203.0.113.11', EnableDpd: 'false', EnableNatTraversal: 'true' },
        ...{ TunnelIkeConfig: { IkeVersion: 'ikev1' }, TunnelIpsecConfig: { IpsecLifetime: '3600' } },
      },
    ]);
    expect(await summary(VpnConnectionId)).toMatchObject({
      ...{ ResourceGroupId: 'rg-shop000000001', Tags: { Tag: [{ Key: 'env', Value: '' }] }, AttachType: 'VPNGW' },
    });
  });

  test('is read in the order of its roles, however it came', async () => {
    const turned = { ...good, [ofTunnel(1, 'Role')]: 'slave', [ofTunnel(2, 'Role')]: 'master' };
    const { VpnConnectionId } = await world.ask('CreateVpnConnection', turned);
    expect(await tunnelsOf(VpnConnectionId)).toMatchObject([
      { Role: 'master', CustomerGatewayId: 'cgw-wan00001' },
      { Role: 'slave', CustomerGatewayId: 'cgw-gone0001' },
    ]);
  });

  test('speaks BGP where its peers have numbers, and each tunnel its own block', async () => {
    const { VpnConnectionId } = await world.ask('CreateVpnConnection', { ...good, ...bgp });
    const [first] = await tunnelsOf(VpnConnectionId);
    expect(first.TunnelBgpConfig).toMatchObject({ LocalAsn: '65530', TunnelCidr: '169.254.41.0/30', PeerAsn: '65020' });
    expect((await summary(VpnConnectionId)).EnableTunnelsBgp).toBe(true);
  });

  test('gets a policy route for each pair of blocks, unless it is asked not to', async () => {
    const routes = async () =>
      (await world.ask('DescribeVpnPbrRouteEntries', { VpnGatewayId: 'vpn-shop0001' })).TotalCount;
    const before = await routes();
    const subnets = { LocalSubnet: '10.0.1.0/24,10.0.2.0/24', RemoteSubnet: '172.30.0.0/16' };
    await world.ask('CreateVpnConnection', { ...good, ...subnets });
    expect(await routes()).toBe(before + 2);
    await world.reset();
    await world.ask('CreateVpnConnection', { ...good, AutoConfigRoute: 'false' });
    expect(await routes()).toBe(before);
  });
});

const without = (...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, '']));

describe('a connection of two tunnels is refused', () => {
  test.each<[Record<string, string>, string]>([
    [without(ofTunnel(1, 'Role')), 'MissingRole'],
    [{ [ofTunnel(1, 'Role')]: 'slave' }, 'InvalidRole'],
    [{ [ofTunnel(1, 'Role')]: 'first' }, 'InvalidRole'],
    [without(ofTunnel(2, 'CustomerGatewayId')), 'MissingCustomerGatewayId'],
    [{ [ofTunnel(2, 'CustomerGatewayId')]: 'cgw-none' }, 'InvalidCustomerGatewayInstanceId.NotFound'],
    [{ [ofTunnel(2, 'CustomerGatewayId')]: 'cgw-paris002' }, 'InvalidVpnConnection.AlreadyExists'],
    [{ [ofTunnel(1, 'TunnelIkeConfig.IkePfs')]: 'disabled' }, 'NotSupportVpnConnectionParameter.IkePfs'],
    [{ [ofTunnel(1, 'TunnelIkeConfig.IkeEncAlg')]: 'sm4' }, 'NotSupportVpnConnectionParameter.IkeEncAlg'],
    [{ [ofTunnel(1, 'TunnelIkeConfig.IkeLifetime')]: '86401' }, 'InvalidIkeLifetime'],
    [{ [ofTunnel(1, 'TunnelIkeConfig.Psk')]: 'a b' }, 'InvalidPsk'],
    [{ [ofTunnel(1, 'TunnelIkeConfig.Psk')]: 'x'.repeat(101) }, 'InvalidPsk'],
    [{ [ofTunnel(1, 'TunnelIkeConfig.LocalId')]: 'a b' }, 'InvalidLocalId'],
    [{ [ofTunnel(1, 'TunnelIpsecConfig.IpsecAuthAlg')]: 'sm3' }, 'NotSupportVpnConnectionParameter.IpsecAuthAlg'],
    [{ [ofTunnel(1, 'EnableDpd')]: '1' }, 'InvalidEnableDpd'],
    [{ [ofTunnel(1, 'RemoteCaCertificate')]: 'FAKE' }, 'InvalidRemoteCaCertificate'],
    [{ CustomerGatewayId: 'cgw-gone0001' }, 'InvalidCustomerGatewayId'],
    [{ IkeConfig: '{}' }, 'InvalidIkeConfig'],
    [{ HealthCheckConfig: '{}' }, 'InvalidHealthCheckConfig'],
    [{ EnableDpd: 'true' }, 'InvalidEnableDpd'],
    [{ BgpConfig: '{}' }, 'InvalidBgpConfig'],
    [{ [ofTunnel(1, 'TunnelBgpConfig.LocalAsn')]: '65530' }, 'InvalidTunnelBgpConfig'],
    [{ EnableTunnelsBgp: 'true' }, 'MissingParam.CustomerGatewayAsn'],
    [{ ...bgp, [ofTunnel(2, 'TunnelBgpConfig.TunnelCidr')]: '169.254.41.0/30' }, 'InvalidTunnelCidr'],
    [{ ...bgp, [ofTunnel(2, 'TunnelBgpConfig.TunnelCidr')]: '169.254.6.0/30' }, 'InvalidTunnelCidr'],
    [{ ...bgp, [ofTunnel(2, 'TunnelBgpConfig.TunnelCidr')]: '169.254.42.0/29' }, 'InvalidTunnelCidr'],
    [{ ...bgp, [ofTunnel(2, 'TunnelBgpConfig.LocalBgpIp')]: '169.254.42.3' }, 'InvalidLocalBgpIp'],
    [{ ...bgp, [ofTunnel(2, 'TunnelBgpConfig.LocalBgpIp')]: '169.254.42.1' }, 'ok'],
    [{ ...bgp, [ofTunnel(2, 'TunnelBgpConfig.LocalAsn')]: '' }, 'MissingLocalAsn'],
    [{ LocalSubnet: '10.0.0.1/16' }, 'IllegalParam.LocalSubnet'],
    [{ VpnGatewayId: 'vpn-none' }, 'InvalidVpnGatewayInstanceId.NotFound'],
  ])('or taken, as %j has it: %s', async (more, code) => {
    expect(await codeOf(world, 'CreateVpnConnection', { ...good, ...more })).toBe(code);
  });

  test('with no tunnel, with one, and with three', async () => {
    const { VpnGatewayId = '', LocalSubnet = '', RemoteSubnet = '' } = good;
    const none = { VpnGatewayId, LocalSubnet, RemoteSubnet };
    expect(await codeOf(world, 'CreateVpnConnection', none)).toBe('MissingTunnelOptionsSpecification');
    const one = { ...none, [ofTunnel(1, 'Role')]: 'master' };
    expect(await codeOf(world, 'CreateVpnConnection', one)).toBe('InvalidTunnelOptionsSpecification');
    const three = { ...good, 'TunnelOptionsSpecification.3.Role': 'slave' };
    expect(await codeOf(world, 'CreateVpnConnection', three)).toBe('NumberExceed.TunnelOptionsSpecification');
  });
});

describe('on a gateway of the Chinese standard', () => {
  const certificates = {
    [ofTunnel(1, 'RemoteCaCertificate')]: 'FAKE-ca',
    [ofTunnel(2, 'RemoteCaCertificate')]: 'FAKE-ca',
  };

  test('a tunnel needs a certificate, and has the algorithms of that standard alone', async () => {
    await world.patch({ 'vpn-shop0001.VpnType': 'NationalStandard' });
    expect(await codeOf(world, 'CreateVpnConnection', good)).toBe('MissingRemoteCaCertificate');
    const newer = { ...good, ...certificates, [ofTunnel(1, 'TunnelIkeConfig.IkeVersion')]: 'ikev2' };
    expect(await codeOf(world, 'CreateVpnConnection', newer)).toBe('InvalidIkeVersion');
    const { VpnConnectionId } = await world.ask('CreateVpnConnection', { ...good, ...certificates });
    expect((await tunnelsOf(VpnConnectionId))[0]).toMatchObject({
      ...{ RemoteCaCertificate: 'FAKE-ca', TunnelIkeConfig: { IkeEncAlg: 'sm4', IkeAuthAlg: 'sm3' } },
    });
  });
});

describe('a connection of one tunnel', () => {
  const single = {
    ...{ VpnGatewayId: 'vpn-old00001', CustomerGatewayId: 'cgw-gone0001', LocalSubnet: '10.0.0.0/16' },
    RemoteSubnet: '172.30.0.0/16',
  };

  test('takes what is of one tunnel, and BGP as text', async () => {
    await world.patch({ 'cgw-gone0001.Asn': 65_001 });
    const { VpnConnectionId } = await world.ask('CreateVpnConnection', {
      ...{ ...single, EnableDpd: 'false', BgpConfig: '{"EnableBgp":"true","TunnelCidr":"169.254.50.0/30"}' },
    });
    expect(await summary(VpnConnectionId)).toMatchObject({ EnableDpd: false, VpnBgpConfig: { LocalAsn: 45_104 } });
    const off = { VpnConnectionId, BgpConfig: '{"EnableBgp":"false"}', EnableDpd: 'true', Name: 'one' };
    expect(await world.ask('ModifyVpnConnectionAttribute', off)).toMatchObject({ Name: 'one', EnableDpd: true });
    expect(await summary(VpnConnectionId)).not.toHaveProperty('VpnBgpConfig');
  });

  test.each<[Record<string, string>, string]>([
    [{ EnableTunnelsBgp: 'true' }, 'InvalidEnableTunnelsBgp'],
    [{ [ofTunnel(1, 'Role')]: 'master' }, 'InvalidTunnelOptionsSpecification'],
    [{ CustomerGatewayId: '' }, 'MissingCustomerGatewayId'],
    [{ BgpConfig: '{"EnableBgp":"true"}' }, 'MissingParam.CustomerGatewayAsn'],
    [{ BgpConfig: '{"EnableBgp":"yes"}' }, 'InvalidEnableBgp'],
    [{ RemoteCaCertificate: 'FAKE' }, 'InvalidRemoteCaCertificate'],
  ])('with %j answers %s', async (more, code) => {
    expect(await codeOf(world, 'CreateVpnConnection', { ...single, ...more })).toBe(code);
  });
});

describe('a change', () => {
  const paris = { VpnConnectionId: 'vco-paris001' };
  const second = { [ofTunnel(1, 'TunnelId')]: 'tun-paris001b', [ofTunnel(1, 'TunnelIkeConfig.Psk')]: 'FAKE-new' };
  const modify = (more: Record<string, string>) => world.ask('ModifyVpnConnectionAttribute', { ...paris, ...more });

  test('of one tunnel leaves the other, and what it does not name', async () => {
    const reply = await modify(second);
    expect(reply.TunnelOptionsSpecification.TunnelOptions).toMatchObject([
      { TunnelId: 'tun-paris001a', TunnelIkeConfig: { Psk: 'FAKE-public-psk-paris001a' } },
      { EnableDpd: true, TunnelIkeConfig: { Psk: 'FAKE-new', IkeVersion: 'ikev2', IkeEncAlg: 'aes256' } },
    ]);
  });

  test('falls back to the defaults where the platform replaces', async () => {
    await world.reset({ ike_config: 'replace' });
    const { TunnelOptionsSpecification } = await modify(second);
    expect(TunnelOptionsSpecification.TunnelOptions[1]).toMatchObject({
      ...{ TunnelIkeConfig: { Psk: 'FAKE-new', IkeVersion: 'ikev1' }, TunnelIpsecConfig: { IpsecEncAlg: 'aes256' } },
    });
  });

  test('answers with asterisks where keys are masked', async () => {
    await world.reset({ psk_masking: 'masked' });
    expect(JSON.stringify(await modify(second))).not.toContain('FAKE-');
  });

  test('mends the tunnel whose device has another key', async () => {
    const old = { ...second, [ofTunnel(1, 'TunnelIkeConfig.Psk')]: 'FAKE-public-psk-paris-old' };
    expect((await tunnelsOf('vco-paris001'))[1].Status).toBe('ike_sa_not_established');
    await modify(old);
    expect((await tunnelsOf('vco-paris001'))[1].Status).toBe('ipsec_sa_established');
  });

  test('turns BGP on for both tunnels, and off', async () => {
    await world.patch({ 'cgw-paris001.Asn': 65_001, 'cgw-paris002.Asn': 65_001 });
    const on = {
      ...{
        EnableTunnelsBgp: 'true',
        [ofTunnel(1, 'Role')]: 'master',
        [ofTunnel(1, 'TunnelBgpConfig.LocalAsn')]: '65530',
      },
      ...{ [ofTunnel(2, 'Role')]: 'slave', [ofTunnel(2, 'TunnelBgpConfig.LocalAsn')]: '65530' },
    };
    expect((await modify(on)).TunnelOptionsSpecification.TunnelOptions[1].TunnelBgpConfig).toMatchObject({
      LocalAsn: 65_530,
    });
    await modify({ EnableTunnelsBgp: 'false' });
    expect((await tunnelsOf('vco-paris001'))[0]).not.toHaveProperty('TunnelBgpConfig');
  });

  test.each<[Record<string, string>, string]>([
    [{ [ofTunnel(1, 'TunnelId')]: 'tun-none' }, 'InvalidTunnelId.NotFound'],
    [{ [ofTunnel(1, 'EnableDpd')]: 'true' }, 'MissingTunnelId'],
    [{ ...second, [ofTunnel(1, 'Role')]: 'master' }, 'InvalidRole'],
    [{ ...second, [ofTunnel(2, 'Role')]: 'slave' }, 'InvalidTunnelId'],
    [{ IkeConfig: '{}' }, 'InvalidIkeConfig'],
    [{ VpnConnectionId: 'vco-wan00001' }, 'InvalidVpnConnectionInstanceId.NotFound'],
  ])('with %j answers %s and changes nothing', async (more, code) => {
    const before = await summary('vco-paris001');
    expect((await modify(more)).Code).toBe(code);
    expect({ ...(await summary('vco-paris001')), RequestId: '' }).toEqual({ ...before, RequestId: '' });
  });
});

describe('a change of one tunnel by itself', () => {
  const lyon = { VpnConnectionId: 'vco-lyon0001', TunnelId: 'tun-lyon0001a' };
  const ask = (more: Record<string, string>) => world.ask('ModifyTunnelAttribute', { ...lyon, ...more });

  test('names one structure, and answers with the tunnel', async () => {
    const reply = await ask({
      'TunnelOptionsSpecification.TunnelIkeConfig.Psk': 'FAKE-one',
      'TunnelOptionsSpecification.TunnelBgpConfig.TunnelCidr': '169.254.61.0/30',
      'TunnelOptionsSpecification.EnableNatTraversal': 'false',
    });
    expect(reply).toMatchObject({
      ...{ TunnelId: 'tun-lyon0001a', EnableNatTraversal: false, TunnelIkeConfig: { Psk: 'FAKE-one' } },
      TunnelBgpConfig: { EnableBgp: true, LocalAsn: 45_104, TunnelCidr: '169.254.61.0/30' },
    });
    expect((await tunnelsOf('vco-lyon0001'))[1].TunnelBgpConfig.TunnelCidr).toBe('169.254.22.0/30');
  });

  test('finds another device behind another customer gateway', async () => {
    const there = { 'TunnelOptionsSpecification.CustomerGatewayId': 'cgw-lyon0002' };
    expect((await ask(there)).CustomerGatewayId).toBe('cgw-lyon0002');
    expect((await tunnelsOf('vco-lyon0001'))[0].Status).toBe('ike_sa_not_established');
  });

  test('is refused for a tunnel that is not there, for BGP that is off, and while the gateway is busy', async () => {
    expect((await ask({ TunnelId: 'tun-paris001a' })).Code).toBe('InvalidTunnelId.NotFound');
    const paris = { VpnConnectionId: 'vco-paris001', TunnelId: 'tun-paris001a' };
    const bgpOn = { 'TunnelOptionsSpecification.TunnelBgpConfig.LocalAsn': '65530' };
    expect((await ask({ ...paris, ...bgpOn })).Code).toBe('InvalidTunnelBgpConfig');
    await world.patch({ 'vpn-data0001.Status': 'updating for 3 polls' });
    expect((await ask({})).Code).toBe('VpnGateway.Configuring');
  });
});
