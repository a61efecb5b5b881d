import { describe, expect, test } from 'vitest';
import { startPublic } from '../public/start-public.ts';
import { codeOf } from './good-calls.ts';

const world = startPublic();
const good = { VpnGatewayId: 'vpn-data0001', ClientIpPool: '10.251.0.0/24', LocalSubnet: '10.20.0.0/16' };
const create = async (more: Record<string, string> = {}) => {
  await world.patch({ 'vpn-data0001.SslVpn': 'enable' });
  return world.ask('CreateSslVpnServer', { ...good, ...more });
};
const summary = async (SslVpnServerId: string) =>
  (await world.ask('DescribeSslVpnServers', { SslVpnServerId })).SslVpnServers.SslVpnServer[0];
const factor = { EnableMultiFactorAuth: 'true', IDaaSInstanceId: 'idaas-1', IDaaSRegionId: 'cn-hangzhou' };

test('a new server has name servers and a second factor', async () => {
  const { SslVpnServerId } = await create({
    ...factor,
    IDaaSApplicationId: 'app_1',
    DnsServers: '10.20.0.2,10.20.0.3',
  });
  expect(await summary(SslVpnServerId)).toMatchObject({
    ...{ Proto: 'TCP', DnsServers: '10.20.0.2,10.20.0.3', EnableMultiFactorAuth: true, IDaaSInstanceId: 'idaas-1' },
    ...{ IDaaSApplicationId: 'app_1', IDaaSInstanceVersion: 'EIAM 2.0', IDaaSRegionId: 'cn-hangzhou' },
  });
});

describe('a new server', () => {
  test.each<[Record<string, string>, string | undefined]>([
    [{}, undefined],
    [{ EnableMultiFactorAuth: 'true' }, 'MissingIDaaSInstanceId'],
    [{ ...factor, IDaaSRegionId: '' }, 'MissingIDaaSRegionId'],
    [{ EnableMultiFactorAuth: 'on' }, 'InvalidEnableMultiFactorAuth'],
    [{ DnsServers: 'dns.example.com' }, 'InvalidDnsServers'],
    [{ ClientIpPool: '10.251.0.0/30' }, 'IllegalParam.ClientIpPool'],
    [{ ClientIpPool: '10.0.0.0/8' }, 'IllegalParam.ClientIpPool'],
    [{ ClientIpPool: '100.64.0.0/24' }, 'IllegalParam.ClientIpPool'],
    [{ LocalSubnet: '127.0.0.0/24' }, 'IllegalParam.LocalSubnet'],
    [{ LocalSubnet: '0.0.0.0/0' }, 'IllegalParam.LocalSubnet'],
    [{ Port: '443' }, 'InvalidPort'],
    [{ Name: 'x'.repeat(101) }, 'InvalidName'],
    [{ DryRun: 'true' }, 'DryRunOperation'],
  ])('with %j answers %s', async (more, code) => {
    expect((await create(more)).Code).toBe(code);
  });
});

test('a second factor is turned on later, and the server stays as it was else', async () => {
  const { RequestId: _, ...reply } = await world.ask('ModifySslVpnServer', {
    SslVpnServerId: 'vss-shop0001',
    ...factor,
  });
  expect(reply).toMatchObject({ EnableMultiFactorAuth: true, IDaaSInstanceVersion: 'EIAM', Cipher: 'AES-256-CBC' });
  expect((await summary('vss-shop0001')).IDaaSInstanceId).toBe('idaas-1');
});

test('a change of the name alone does not keep the gateway busy, name servers do', async () => {
  await world.reset({ polls: 2 });
  const status = async () => (await world.state()).gateways[0].Status;
  await world.ask('ModifySslVpnServer', { SslVpnServerId: 'vss-shop0001', Name: 'people' });
  expect(await status()).toBe('active');
  await world.ask('ModifySslVpnServer', { SslVpnServerId: 'vss-shop0001', DnsServers: '10.0.0.2' });
  expect(await status()).toBe('updating');
  expect(await codeOf(world, 'ModifySslVpnServer', { SslVpnServerId: 'vss-shop0001', DnsServers: '10.0.0.3' })).toBe(
    'VpnGateway.Configuring',
  );
});

test('a certificate is in the group of its server', async () => {
  const { SslVpnClientCertId } = await world.ask('CreateSslVpnClientCert', {
    SslVpnServerId: 'vss-shop0001',
    Name: 'eve',
  });
  const { SslVpnClientCertKeys } = await world.ask('DescribeSslVpnClientCerts', { SslVpnClientCertId });
  expect(SslVpnClientCertKeys.SslVpnClientCertKey).toMatchObject([{ ResourceGroupId: 'rg-shop000000001' }]);
});
