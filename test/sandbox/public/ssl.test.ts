import { describe, expect, it } from 'vitest';
import { startPublic } from './start-public.ts';

const world = startPublic();
const clients = async () => (await world.ask('DescribeSslVpnClients', { VpnGatewayId: 'vpn-shop0001' })).ClientInfoList;

describe('the clients that are online', () => {
  it('have their certificate, both addresses, their port and since when', async () => {
    const [first, ...others] = await clients();
    expect(first).toMatchObject({
      ...{ CommonName: 'CN=vsc-ana', Ip: '192.0.2.31', Port: '50211', PrivateIp: '10.250.0.6', Status: 'online' },
    });
    const names = others.map((one: { CommonName: string }) => one.CommonName);
    expect(names).toEqual(['CN=vsc-ben', 'CN=vsc-chloe']);
  });

  it('move more bytes as time goes by', async () => {
    const [before] = await clients();
    world.cloud.clock.advance(60_000);
    const [after] = await clients();
    expect(after.SendBytes).toBeGreaterThan(before.SendBytes);
    expect(after.ReceiveBytes).toBeGreaterThan(before.ReceiveBytes);
  });

  it('are those of one gateway', async () => {
    expect(await world.ask('DescribeSslVpnClients', { VpnGatewayId: 'vpn-data0001' })).toMatchObject({
      ...{ TotalCount: 0, ClientInfoList: [], VpnGatewayId: 'vpn-data0001' },
    });
    const none = await world.ask('DescribeSslVpnClients', { VpnGatewayId: 'vpn-none' });
    expect(none.Code).toBe('InvalidVpnGatewayInstanceId.NotFound');
  });
});

it('a server on a gateway with two addresses is at a third', async () => {
  const { SslVpnServers } = await world.ask('DescribeSslVpnServers', { ResourceGroupId: 'rg-shop000000001' });
  expect(SslVpnServers.SslVpnServer).toMatchObject([{ InternetIp: '203.0.113.12', EnableMultiFactorAuth: false }]);
});

it('certificates are in groups, too', async () => {
  await world.patch({ 'vsc-ben.ResourceGroupId': 'rg-b' });
  const { SslVpnClientCertKeys } = await world.ask('DescribeSslVpnClientCerts', { ResourceGroupId: 'rg-b' });
  expect(SslVpnClientCertKeys.SslVpnClientCertKey).toMatchObject([{ Name: 'ben', Status: 'expiring-soon' }]);
  const alone = await world.ask('DescribeSslVpnClientCert', { SslVpnClientCertId: 'vsc-ben' });
  expect(alone).toMatchObject({
    ResourceGroupId: 'rg-b',
    ClientConfig: expect.stringContaining('remote 203.0.113.12'),
  });
});

it('the log of a server can be narrowed to a certificate', async () => {
  const ask = async (more = {}) =>
    (await world.ask('DescribeVpnSslServerLogs', { VpnSslServerId: 'vss-shop0001', MinutePeriod: '600', ...more })).Data
      .Logs;
  const all = await ask({ PageSize: '50' });
  const his = await ask({ PageSize: '50', SslVpnClientCertId: 'vsc-dmitri' });
  expect(his.length).toBeGreaterThan(0);
  expect(his).toEqual(all.filter((line: string) => line.includes('vsc-dmitri')));
  expect(his.length).toBeLessThan(all.length);
});
