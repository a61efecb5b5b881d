import { beforeEach, describe, expect, test } from 'vitest';
import { startTiny } from '../start-tiny.ts';

const tiny = startTiny();
beforeEach(() => tiny.reset());

const link = {
  VpnGatewayId: 'vpn-1',
  CustomerGatewayId: 'cgw-3',
  LocalSubnet: '10.0.0.0/16',
  RemoteSubnet: '172.30.0.0/24',
};
const create = (parameters: Record<string, string> = {}) =>
  tiny.call('CreateVpnConnection', { ...link, ...parameters });
const describeOne = async (VpnConnectionId = 'vco-1') =>
  (await tiny.call('DescribeVpnConnection', { VpnConnectionId })).body;
const modify = (parameters: Record<string, string>) =>
  tiny.call('ModifyVpnConnectionAttribute', { VpnConnectionId: 'vco-1', ...parameters });

describe('CreateVpnConnection', () => {
  const table: { name: string; parameters: Record<string, string>; status?: number; code: string }[] = [
    { name: 'no remote subnet', parameters: { RemoteSubnet: '' }, code: 'MissingRemoteSubnet' },
    {
      name: 'a list with a blank',
      parameters: { LocalSubnet: '10.0.0.0/24, 10.0.1.0/24' },
      code: 'IllegalParam.LocalSubnet',
    },
    {
      name: 'an address without a mask',
      parameters: { RemoteSubnet: '172.30.0.1' },
      code: 'IllegalParam.RemoteSubnet',
    },
    {
      name: 'an unknown gateway',
      parameters: { VpnGatewayId: 'vpn-9' },
      status: 404,
      code: 'InvalidVpnGatewayInstanceId.NotFound',
    },
    {
      name: 'an unknown customer gateway',
      parameters: { CustomerGatewayId: 'cgw-9' },
      status: 404,
      code: 'InvalidCustomerGatewayInstanceId.NotFound',
    },
    {
      name: 'a pair that is connected',
      parameters: { CustomerGatewayId: 'cgw-1' },
      code: 'InvalidVpnConnection.AlreadyExists',
    },
    { name: 'a gateway without IPsec', parameters: { VpnGatewayId: 'vpn-2' }, code: 'OperationFailed.IpsecNotSupport' },
    { name: 'a configuration that is no JSON', parameters: { IkeConfig: '{Psk' }, code: 'InvalidIkeConfig' },
    { name: 'a configuration that is a list', parameters: { IpsecConfig: '[]' }, code: 'InvalidIpsecConfig' },
    {
      name: 'a hash that the platform has not',
      parameters: { IkeConfig: '{"IkeAuthAlg":"sha256"}' },
      code: 'NotSupportVpnConnectionParameter.IkeAuthAlg',
    },
    {
      name: 'a group that the platform has not',
      parameters: { IpsecConfig: '{"IpsecPfs":"disabled"}' },
      code: 'NotSupportVpnConnectionParameter.IpsecPfs',
    },
    {
      name: 'an IKE version 3',
      parameters: { IkeConfig: '{"IkeVersion":"ikev3"}' },
      code: 'NotSupportVpnConnectionParameter.IkeVersion',
    },
    {
      name: 'a lifetime of more than a day',
      parameters: { IkeConfig: '{"IkeLifetime":86401}' },
      code: 'InvalidIkeLifetime',
    },
    {
      name: 'a key of 101 characters',
      parameters: { IkeConfig: JSON.stringify({ Psk: 'x'.repeat(101) }) },
      code: 'InvalidPsk',
    },
    {
      name: 'six blocks on a side',
      parameters: { RemoteSubnet: [1, 2, 3, 4, 5, 6].map((n) => `172.30.${n}.0/24`).join() },
      code: 'Resource.QuotaFull',
    },
  ];
  for (const { name, parameters, status = 400, code } of table)
    test(`refuses ${name}`, async () => {
      const reply = await create(parameters);
      expect([reply.status, reply.body.Code]).toEqual([status, code]);
    });

  test("fills in the guide's defaults, a random key and the two public addresses", async () => {
    const { body } = await create({ Name: 'third' });
    expect(body).toMatchObject({
      Name: 'third',
      VpnConnectionId: expect.stringMatching(/^vco-/),
      CreateTime: expect.any(Number),
    });
    const made = await describeOne(body.VpnConnectionId);
    expect(made).toMatchObject({
      EffectImmediately: false,
      IkeConfig: {
        ...{
          IkeVersion: 'ikev1',
          IkeMode: 'main',
          IkeEncAlg: 'aes',
          IkeAuthAlg: 'md5',
          IkePfs: 'group2',
          IkeLifetime: 86400,
        },
        ...{ LocalId: '203.0.113.10', RemoteId: '198.51.100.3' },
      },
      IpsecConfig: { IpsecEncAlg: 'aes', IpsecAuthAlg: 'md5', IpsecPfs: 'group2', IpsecLifetime: 86400 },
      VcoHealthCheck: { Enable: 'false', Status: 'failed' },
      Status: 'ike_sa_not_established',
    });
    expect(made.IkeConfig.Psk).toMatch(/^\w{16}$/);
  });

  test('reads numbers and booleans written as texts, health checks in lower case, and either name of the local identity', async () => {
    const { body } = await create({
      IkeConfig: '{"IkeLifetime":"3600","LocalIdIPsec":"gw.example"}',
      IpsecConfig: '{"IpsecLifetime":1800}',
      HealthCheckConfig: '{"enable":true,"dip":"172.30.0.1","sip":"10.0.0.1","interval":"5","retry":2}',
    });
    expect(await describeOne(body.VpnConnectionId)).toMatchObject({
      IkeConfig: { IkeLifetime: 3600, LocalId: 'gw.example' },
      IpsecConfig: { IpsecLifetime: 1800 },
      VcoHealthCheck: { Enable: 'true', Dip: '172.30.0.1', Sip: '10.0.0.1', Interval: 5, Retry: 2 },
    });
  });

  test('a site that knows one name of the local identity overlooks the other', async () => {
    await tiny.reset({ local_id_key: 'LocalIdIPsec' });
    const { body } = await create({ IkeConfig: '{"LocalId":"gw.example"}' });
    expect((await describeOne(body.VpnConnectionId)).IkeConfig.LocalId).toBe('203.0.113.10');
  });

  test('ends at the quota', async () => {
    await tiny.reset({ quotas: { connections_per_gateway: 2 } });
    expect((await create()).body.Code).toBe('Resource.QuotaFull');
  });

  test('makes published routes where AutoConfigRoute says so, as a standby where another carries the destination', async () => {
    const { body } = await create({ AutoConfigRoute: 'true', RemoteSubnet: '172.30.0.0/24,172.16.0.0/16' });
    const routes = tiny.cloud.world.data.routes_dbr.filter((one) => one.NextHop === body.VpnConnectionId);
    expect(routes).toMatchObject([
      { RouteDest: '172.30.0.0/24', Weight: 100, State: 'published', VpnInstanceId: 'vpn-1' },
      { RouteDest: '172.16.0.0/16', Weight: 0, State: 'published' },
    ]);
  });

  test('makes no routes otherwise', async () => {
    await create();
    expect(tiny.cloud.world.data.routes_dbr).toHaveLength(2);
  });
});

describe('a tunnel', () => {
  test('without a device shows what the world says', async () => {
    expect(await describeOne('vco-1')).toMatchObject({
      Status: 'ipsec_sa_established',
      VcoHealthCheck: { Status: 'success' },
    });
  });

  test('with a device is computed, and comes up when the setting that differs is mended', async () => {
    expect(await describeOne('vco-2')).toMatchObject({
      Status: 'ike_sa_not_established',
      VcoHealthCheck: { Status: 'failed' },
    });
    await tiny.call('ModifyVpnConnectionAttribute', {
      VpnConnectionId: 'vco-2',
      IkeConfig: '{"Psk":"FAKE-psk-other"}',
    });
    expect(await describeOne('vco-2')).toMatchObject({
      Status: 'ipsec_sa_established',
      VcoHealthCheck: { Status: 'success' },
    });
  });

  test('that is made at run time meets the device of its customer gateway', async () => {
    await tiny.control('patch', { 'cgw-3.device': { IkeConfig: { Psk: 'FAKE-psk-three' } } });
    const { VpnConnectionId } = (await create({ EffectImmediately: 'true' })).body;
    expect((await describeOne(VpnConnectionId)).Status).toBe('ike_sa_not_established');
    await tiny.call('ModifyVpnConnectionAttribute', { VpnConnectionId, IkeConfig: '{"Psk":"FAKE-psk-three"}' });
    expect((await describeOne(VpnConnectionId)).Status).toBe('ipsec_sa_established');
  });
});

describe('ModifyVpnConnectionAttribute', () => {
  test('merges: members of IkeConfig that are not sent keep their value', async () => {
    const { body } = await modify({ IkeConfig: '{"Psk":"FAKE-new"}', Name: 'renamed' });
    expect(body).toMatchObject({
      Name: 'renamed',
      IkeConfig: { Psk: 'FAKE-new', IkeVersion: 'ikev2', IkePfs: 'group14' },
    });
    expect(body.VcoHealthCheck).toEqual({ Enable: 'true', Dip: '172.16.0.1', Sip: '10.0.0.5', Interval: 3, Retry: 3 });
  });

  test('replaces where the platform does: the rest falls back to the defaults of a change, the key to a random one', async () => {
    await tiny.reset({ ike_config: 'replace' });
    const { body } = await modify({ IkeConfig: '{"IkeVersion":"ikev2"}' });
    expect(body.IkeConfig).toMatchObject({
      IkeVersion: 'ikev2',
      IkeAuthAlg: 'sha1',
      IkePfs: 'group2',
      IkeEncAlg: 'aes',
    });
    expect(body.IkeConfig.Psk).not.toBe('FAKE-psk-one');
    expect(body.IpsecConfig.IpsecPfs).toBe('group14');
  });

  test('takes asterisks for a key like any other text', async () => {
    await tiny.reset({ psk_masking: 'masked' });
    expect((await describeOne()).IkeConfig.Psk).toBe('****************');
    await modify({ IkeConfig: '{"Psk":"****************"}' });
    expect(tiny.cloud.world.data.connections[0]?.IkeConfig.Psk).toBe('****************');
  });

  test('overwrites subnets as a whole', async () => {
    expect((await modify({ RemoteSubnet: '172.18.0.0/16' })).body).toMatchObject({
      RemoteSubnet: '172.18.0.0/16',
      LocalSubnet: '10.0.0.0/16',
    });
  });

  test('answers an unknown connection with 404 and a busy gateway with Configuring', async () => {
    const unknown = await modify({ VpnConnectionId: 'vco-9' });
    expect([unknown.status, unknown.body.Code]).toEqual([404, 'InvalidVpnConnectionInstanceId.NotFound']);
    await tiny.control('patch', { 'vpn-1.Status': 'updating for 2 polls' });
    const codes = [await modify({ Name: 'aa' }), await modify({ Name: 'aa' }), await modify({ Name: 'aa' })];
    expect(codes.map((one) => one.body.Code)).toEqual(['VpnGateway.Configuring', 'VpnGateway.Configuring', undefined]);
  });
});

describe('DescribeVpnConnections', () => {
  test('is narrowed by connection, gateway and customer gateway', async () => {
    const names = async (parameters: Record<string, string>) =>
      (await tiny.call('DescribeVpnConnections', parameters)).body.VpnConnections.VpnConnection.map(
        (one: { Name: string }) => one.Name,
      );
    expect(await names({})).toEqual(['first', 'second']);
    expect(await names({ CustomerGatewayId: 'cgw-2' })).toEqual(['second']);
    expect(await names({ VpnConnectionId: 'vco-1', VpnGatewayId: 'vpn-1' })).toEqual(['first']);
    expect(await names({ VpnGatewayId: 'vpn-2' })).toEqual([]);
  });

  test('never shows what only the sandbox knows', async () => {
    const { text } = await tiny.call('DescribeVpnConnections');
    expect(text).not.toMatch(/peer|FAKE-psk-other|AutoConfigRoute/);
  });
});

describe('DownloadVpnConnectionConfig', () => {
  const download = async () =>
    (await tiny.call('DownloadVpnConnectionConfig', { VpnConnectionId: 'vco-1' })).body.VpnConnectionConfig;

  test("is written from the other end, as the guide's sample is", async () => {
    expect(await download()).toMatchObject({
      ...{ Local: '198.51.100.1', Remote: '203.0.113.10', LocalSubnet: '172.16.0.0/16', RemoteSubnet: '10.0.0.0/16' },
      IkeConfig: { LocalId: '198.51.100.1', RemoteId: '203.0.113.10', Psk: 'FAKE-psk-one' },
      IpsecConfig: { IpsecPfs: 'group14' },
    });
  });

  test("may be written from the cloud's end, as the guide's table says", async () => {
    await tiny.reset({ download_orientation: 'cloud', psk_masking: 'masked' });
    expect(await download()).toMatchObject({
      Local: '203.0.113.10',
      RemoteSubnet: '172.16.0.0/16',
      IkeConfig: { Psk: '****************' },
    });
  });
});

describe('DeleteVpnConnection', () => {
  test('leaves routes behind that lead nowhere, and frees the pair', async () => {
    expect((await tiny.call('DeleteVpnConnection', { VpnConnectionId: 'vco-1' })).status).toBe(200);
    const { body } = await tiny.call('DescribeVpnRouteEntries', { VpnGatewayId: 'vpn-1' });
    expect(body.VpnRouteEntries.VpnRouteEntry[0]).toMatchObject({ NextHop: 'vco-1', Weight: 100 });
    expect((await create({ CustomerGatewayId: 'cgw-1' })).status).toBe(200);
  });

  test('is possible while the account owes money', async () => {
    await tiny.control('patch', { 'vpn-1.BusinessStatus': 'FinancialLocked' });
    expect((await modify({ Name: 'aa' })).body.Code).toBe('VpnGateway.FinancialLocked');
    expect((await tiny.call('DeleteVpnConnection', { VpnConnectionId: 'vco-1' })).status).toBe(200);
  });
});
