import { RPCClient } from '@alicloud/pop-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RequestEntry } from '../../src/sandbox/api/request-log.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { tinyWorld } from './tiny-world.ts';

let cloud: Sandbox;
beforeEach(async () => {
  cloud = await startSandbox({ world: tinyWorld(), pace: 'quick' });
});
afterEach(() => cloud.close());

const client = (
  more: { apiVersion?: string; accessKeySecret?: string; securityToken?: string; accessKeyId?: string } = {},
) =>
  new RPCClient({
    endpoint: cloud.endpoint,
    apiVersion: '2016-04-28',
    accessKeyId: cloud.accessKeyId,
    accessKeySecret: cloud.accessKeySecret,
    ...more,
  });

/** One call of the vendor's client, as its users make it. */
const say = (action: string, parameters: Record<string, unknown> = {}, method: 'GET' | 'POST' = 'POST') =>
  client().request(action, { RegionId: cloud.regionId, ...parameters }, { method });

/** Changes are asynchronous: time passes, and the gateway says when it is done. */
const settled = async (VpnGatewayId: string): Promise<void> => {
  cloud.clock.advance(2000);
  expect((await say('DescribeVpnGateway', { VpnGatewayId })).Status).toBe('active');
};

/** What the control endpoint tells of the requests so far. */
const requestsOf = async ({ controlEndpoint }: Sandbox): Promise<RequestEntry[]> =>
  JSON.parse(await (await fetch(`${controlEndpoint}/requests`)).text());

/** A gateway, from its regions to its first change. */
const orderGateway = async (): Promise<string> => {
  const { Regions } = await say('DescribeRegions', {}, 'GET');
  expect(Regions.Region[0].RegionId).toBe(cloud.regionId);
  const order = {
    VpcId: 'vpc-popcore',
    Bandwidth: 10,
    EnableIpsec: true,
    EnableSsl: true,
    SslConnections: 5,
    Name: 'pop-gw',
  };
  const gateway: string = (await say('CreateVpnGateway', order)).VpnGatewayId;
  await expect(say('ModifyVpnGatewayAttribute', { VpnGatewayId: gateway, Name: 'early' })).rejects.toMatchObject({
    code: 'VpnGateway.Configuring',
  });
  await settled(gateway);
  expect(await say('ModifyVpnGatewayAttribute', { VpnGatewayId: gateway, Name: 'pop-gateway' })).toMatchObject({
    Name: 'pop-gateway',
  });
  await settled(gateway);
  const list = await say('DescribeVpnGateways', { VpcId: 'vpc-popcore' }, 'GET');
  expect(list.VpnGateways.VpnGateway).toMatchObject([{ VpnGatewayId: gateway, Name: 'pop-gateway' }]);
  return gateway;
};

const connectSite = async (gateway: string): Promise<void> => {
  const site = await say('CreateCustomerGateway', { IpAddress: '192.0.2.200', Name: '站点-a' });
  const { CustomerGatewayId } = site;
  expect((await say('ModifyCustomerGatewayAttribute', { CustomerGatewayId, Description: 'a b*c~d' })).Description).toBe(
    'a b*c~d',
  );
  expect((await say('DescribeCustomerGateways', { CustomerGatewayId })).TotalCount).toBe(1);
  const { VpnConnectionId } = await say('CreateVpnConnection', {
    ...{
      VpnGatewayId: gateway,
      CustomerGatewayId,
      LocalSubnet: '10.0.0.0/24',
      RemoteSubnet: '172.20.0.0/24,172.21.0.0/24',
    },
    IkeConfig: JSON.stringify({ Psk: 'FAKE & psk/1+2', IkeVersion: 'ikev2', IkeLifetime: 3600 }),
  });
  await settled(gateway);
  const seen = await say('DescribeVpnConnection', { VpnConnectionId });
  expect(seen.IkeConfig).toMatchObject({ Psk: 'FAKE & psk/1+2', IkeLifetime: 3600 });
  await say('ModifyVpnConnectionAttribute', { VpnConnectionId, EffectImmediately: true });
  await settled(gateway);
  expect((await say('DescribeVpnConnections', { VpnGatewayId: gateway })).VpnConnections.VpnConnection).toMatchObject([
    { EffectImmediately: true },
  ]);
  expect((await say('DownloadVpnConnectionConfig', { VpnConnectionId })).VpnConnectionConfig.Local).toBe('192.0.2.200');

  const route = { VpnGatewayId: gateway, NextHop: VpnConnectionId, RouteDest: '172.20.0.0/24' };
  const policy = { ...route, RouteSource: '10.0.0.0/24' };
  await say('CreateVpnRouteEntry', { ...route, Weight: 100, PublishVpc: true });
  await settled(gateway);
  await say('ModifyVpnRouteEntryWeight', { ...route, Weight: 100, NewWeight: 0 });
  await settled(gateway);
  await say('PublishVpnRouteEntry', { ...route, RouteType: 'dbr', PublishVpc: false });
  await settled(gateway);
  expect((await say('DescribeVpnRouteEntries', { VpnGatewayId: gateway })).VpnRouteEntries.VpnRouteEntry).toMatchObject(
    [{ Weight: 0, State: 'normal' }],
  );
  await say('DeleteVpnRouteEntry', { ...route, Weight: 0 });
  await settled(gateway);
  await say('CreateVpnPbrRouteEntry', { ...policy, Weight: 0, PublishVpc: false });
  await settled(gateway);
  await say('ModifyVpnPbrRouteEntryWeight', { ...policy, Weight: 0, NewWeight: 100 });
  await settled(gateway);
  expect(
    (await say('DescribeVpnPbrRouteEntries', { VpnGatewayId: gateway })).VpnPbrRouteEntries.VpnPbrRouteEntry,
  ).toMatchObject([{ Weight: 100 }]);
  await say('DeleteVpnPbrRouteEntry', { ...policy, Weight: 100 });
  await settled(gateway);

  await expect(say('DeleteCustomerGateway', { CustomerGatewayId })).rejects.toMatchObject({
    code: 'DependencyViolation.VpnConnection',
  });
  await say('DeleteVpnConnection', { VpnConnectionId });
  await settled(gateway);
  await say('DeleteCustomerGateway', { CustomerGatewayId });
  await expect(say('DescribeCustomerGateway', { CustomerGatewayId })).rejects.toMatchObject({
    code: 'InvalidCustomerGatewayInstanceId.NotFound',
  });
};

const serveStaff = async (gateway: string): Promise<void> => {
  const { SslVpnServerId } = await say('CreateSslVpnServer', {
    VpnGatewayId: gateway,
    ClientIpPool: '10.99.0.0/24',
    LocalSubnet: '10.0.0.0/24',
    Name: 'staff',
  });
  await settled(gateway);
  expect((await say('ModifySslVpnServer', { SslVpnServerId, Port: 1195 })).Port).toBe(1195);
  await settled(gateway);
  expect((await say('DescribeSslVpnServers', { VpnGatewayId: gateway })).SslVpnServers.SslVpnServer).toMatchObject([
    { SslVpnServerId, Name: 'staff' },
  ]);
  const { SslVpnClientCertId } = await say('CreateSslVpnClientCert', { SslVpnServerId, Name: 'alice' });
  await settled(gateway);
  await say('ModifySslVpnClientCert', { SslVpnClientCertId, Name: 'alice-mac' });
  expect(await say('DescribeSslVpnClientCert', { SslVpnClientCertId })).toMatchObject({
    ...{ Name: 'alice-mac', Status: 'normal' },
    ClientKey: expect.stringContaining('PRIVATE KEY'),
  });
  expect((await say('DescribeSslVpnClientCerts', { SslVpnServerId })).TotalCount).toBe(1);
  expect(
    (await say('DescribeVpnSslServerLogs', { VpnSslServerId: SslVpnServerId, MinutePeriod: 10 })).IsCompleted,
  ).toBe(true);
  await say('DeleteSslVpnClientCert', { SslVpnClientCertId });
  await settled(gateway);
  await expect(say('DeleteVpnGateway', { VpnGatewayId: gateway })).rejects.toMatchObject({
    code: 'DependencyViolation.SslVpnServer',
  });
  await say('DeleteSslVpnServer', { SslVpnServerId });
  await settled(gateway);
};

/** A role, whose key then works: it sees the two gateways of the world and the new one. */
const takeRole = async (): Promise<void> => {
  const sts = client({ apiVersion: '2015-04-01' });
  const { Credentials } = await sts.request(
    'AssumeRole',
    { RoleArn: 'acs:ram::1:role/r', RoleSessionName: 'pop' },
    { method: 'POST' },
  );
  const as = client({
    accessKeyId: Credentials.AccessKeyId,
    accessKeySecret: Credentials.AccessKeySecret,
    securityToken: Credentials.SecurityToken,
  });
  expect((await as.request('DescribeVpnGateways', { RegionId: cloud.regionId })).TotalCount).toBe(3);
};

const deleteGateway = async (gateway: string): Promise<void> => {
  await say('DeleteVpnGateway', { VpnGatewayId: gateway });
  cloud.clock.advance(1000);
  await expect(say('DescribeVpnGateway', { VpnGatewayId: gateway })).rejects.toMatchObject({
    code: 'InvalidVpnGatewayInstanceId.NotFound',
  });
};

test("the vendor's own client lives through the life of a gateway, and each of its changes is in the request log", async () => {
  const gateway = await orderGateway();
  await connectSite(gateway);
  await serveStaff(gateway);
  await takeRole();
  await deleteGateway(gateway);
  const entries = await requestsOf(cloud);
  expect(new Set(entries.map((one) => one.action)).size).toBeGreaterThanOrEqual(37);
  // No parameter that its action does not know.
  expect(entries.flatMap((one) => one.undocumented)).toEqual([]);
});

test("the vendor's client is told what it did wrong", async () => {
  const wrong = client({ accessKeySecret: 'FAKE-wrong' }).request('DescribeRegions', {}, { method: 'POST' });
  await expect(wrong).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  await expect(say('DescribeVpnGateway')).rejects.toMatchObject({ code: 'MissingVpnGatewayId' });
  await expect(say('DescribeVpnGatways')).rejects.toMatchObject({ code: 'InvalidAction.NotFound' });
});

describe('a sandbox', () => {
  test('tells its endpoints as whole URLs on loopback', () => {
    const { endpoint, asapiEndpoint, stsEndpoint, controlEndpoint } = cloud;
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect([asapiEndpoint, stsEndpoint]).toEqual([`${endpoint}/asapi/v3`, endpoint]);
    expect(controlEndpoint.startsWith(`${endpoint}/`)).toBe(true);
  });

  test('answers elsewhere with what is where, and tells its version', async () => {
    expect((await fetch(`${cloud.endpoint}/elsewhere`)).status).toBe(404);
    expect((await fetch(`${cloud.endpoint}/api/version`)).status).toBe(200);
  });

  test('starts at the port it is given, or says that it cannot', async () => {
    const port = Number(new URL(cloud.endpoint).port);
    await expect(startSandbox({ world: tinyWorld(), port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('ends at once, also while somebody waits for a reply', async () => {
    const other = await startSandbox({ world: tinyWorld() });
    await fetch(`${other.controlEndpoint}/faults`, { method: 'POST', body: '{"kind":"lose-reply"}' });
    const waiting = new RPCClient({ ...other, apiVersion: '2016-04-28' }).request(
      'DescribeRegions',
      {},
      { timeout: 60_000 },
    );
    const lost = expect(waiting).rejects.toThrow();
    await vi.waitUntil(async () => (await requestsOf(other))[0]?.acted, 10_000);
    await other.close();
    await lost;
  });

  test('brings a key of its own where the world has none', async () => {
    const other = await startSandbox({ world: { ...tinyWorld(), access_keys: [] } });
    const own = new RPCClient({ ...other, apiVersion: '2016-04-28' });
    expect((await own.request('DescribeVpnGateways', { RegionId: other.regionId })).TotalCount).toBe(2);
    await other.close();
  });
});
