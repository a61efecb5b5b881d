import { beforeEach, describe, expect, test, vi } from 'vitest';
import { stillDate } from '../../support/still-date.ts';
import { startTiny } from '../start-tiny.ts';

const tiny = startTiny();
beforeEach(() => tiny.reset());

const good = { VpcId: 'vpc-any', Bandwidth: '10' };
const create = (parameters: Record<string, string> = {}) => tiny.call('CreateVpnGateway', { ...good, ...parameters });
const describeOne = async (VpnGatewayId: string) => (await tiny.call('DescribeVpnGateway', { VpnGatewayId })).body;

describe('CreateVpnGateway', () => {
  const table: { name: string; parameters: Record<string, string>; code: string }[] = [
    { name: 'a bandwidth that is not sold', parameters: { Bandwidth: '15' }, code: 'InvalidBandwidth' },
    { name: 'no bandwidth', parameters: { Bandwidth: '' }, code: 'MissingBandwidth' },
    { name: 'no VPC', parameters: { VpcId: '' }, code: 'MissingVpcId' },
    { name: 'something that is no VPC', parameters: { VpcId: 'vsw-1' }, code: 'InvalidVpcId' },
    { name: 'something that is no vSwitch', parameters: { VSwitchId: 'vpc-1' }, code: 'InvalidVSwitchId' },
    {
      name: 'a number of clients that is not sold',
      parameters: { EnableSsl: 'true', SslConnections: '7' },
      code: 'InvalidSslConnections',
    },
    { name: 'clients without SSL', parameters: { SslConnections: '5' }, code: 'UnnecessarySslConnection' },
    { name: 'yes instead of true', parameters: { EnableIpsec: 'yes' }, code: 'InvalidEnableIpsec' },
    { name: 'a name of one letter', parameters: { Name: 'a' }, code: 'InvalidName' },
    { name: 'a name that starts with a digit', parameters: { Name: '1ab' }, code: 'InvalidName' },
    { name: 'a name that is a URL', parameters: { Name: 'http://x' }, code: 'InvalidName' },
  ];
  for (const { name, parameters, code } of table)
    test(`refuses ${name}`, async () => expect((await create(parameters)).body.Code).toBe(code));

  test('makes a gateway that carries neither IPsec nor SSL unless told so', async () => {
    const { body } = await create();
    expect(body.Name).toBe(body.VpnGatewayId);
    expect(await describeOne(body.VpnGatewayId)).toMatchObject({
      ...{ Spec: '10M', IpsecVpn: 'disable', SslVpn: 'disable', Status: 'active', BusinessStatus: 'Normal' },
      ...{ VpcId: 'vpc-any', ChargeType: 'PostpayByFlow', SslMaxConnections: 5 },
    });
  });

  test('takes what it is given', async () => {
    const { body } = await create({
      EnableIpsec: 'true',
      EnableSsl: 'true',
      SslConnections: '20',
      Name: 'gw.one',
      VSwitchId: 'vsw-9',
    });
    expect(await describeOne(body.VpnGatewayId)).toMatchObject({
      ...{ Name: 'gw.one', IpsecVpn: 'enable', SslVpn: 'enable', SslMaxConnections: 20, VSwitchId: 'vsw-9' },
    });
  });

  test('knows no ClientToken as the guide has it, and knows it where the platform does', async () => {
    const twice = async () =>
      [await create({ ClientToken: 'FAKE-t' }), await create({ ClientToken: 'FAKE-t' })].map(
        (one) => one.body.VpnGatewayId,
      );
    const [a, b] = await twice();
    expect(a).not.toBe(b);
    await tiny.reset({ gateway_client_token: 'honoured' });
    const [c, d] = await twice();
    expect(c).toBe(d);
  });

  test('ends at the quota', async () => {
    await tiny.reset({ quotas: { gateways: 3 } });
    expect((await create()).status).toBe(200);
    expect((await create()).body.Code).toBe('Resource.QuotaFull');
  });

  test('gives every gateway its own address', async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, async () => (await create()).body.VpnGatewayId));
    const addresses = await Promise.all(ids.map(async (id) => (await describeOne(id)).InternetIp));
    expect(new Set([...addresses, '203.0.113.10', '203.0.113.11']).size).toBe(6);
  });
});

describe('a new gateway', () => {
  test('is at work in the background for a while, and refuses changes meanwhile', async () => {
    await tiny.reset({ pace: 'quick' });
    const { VpnGatewayId } = (await create({ EnableIpsec: 'true' })).body;
    expect((await describeOne(VpnGatewayId)).Status).toBe('init');
    const early = await tiny.call('ModifyVpnGatewayAttribute', { VpnGatewayId, Name: 'early' });
    expect([early.status, early.body.Code]).toEqual([400, 'VpnGateway.Configuring']);
    tiny.cloud.clock.advance(2000);
    expect((await describeOne(VpnGatewayId)).Status).toBe('active');
  });

  test('becomes active by real time alone', async () => {
    await tiny.reset({ pace: 'quick' });
    stillDate();
    const { VpnGatewayId } = (await create()).body;
    const statuses = [];
    for (let ms = 0; ms < 10_000; ms += 500) {
      statuses.push((await describeOne(VpnGatewayId)).Status);
      vi.advanceTimersByTime(500);
    }
    expect([...new Set(statuses)]).toEqual(['init', 'provisioning', 'active']);
  });
});

describe('ModifyVpnGatewayAttribute', () => {
  test('changes what is given, answers with the gateway, and keeps it busy', async () => {
    await tiny.reset({ pace: 'quick' });
    const { body } = await tiny.call('ModifyVpnGatewayAttribute', {
      VpnGatewayId: 'vpn-1',
      Description: 'the main one',
    });
    expect(body).toMatchObject({
      VpnGatewayId: 'vpn-1',
      Name: 'main',
      Description: 'the main one',
      Status: 'updating',
    });
    expect((await tiny.call('DeleteVpnConnection', { VpnConnectionId: 'vco-1' })).body.Code).toBe(
      'VpnGateway.Configuring',
    );
    tiny.cloud.clock.advance(500);
    expect((await tiny.call('DeleteVpnConnection', { VpnConnectionId: 'vco-1' })).status).toBe(200);
  });

  test('refuses descriptions that are URLs or start with a digit', async () => {
    for (const Description of ['http://x.example', '9 lives', 'x'])
      expect((await tiny.call('ModifyVpnGatewayAttribute', { VpnGatewayId: 'vpn-1', Description })).body.Code).toBe(
        'InvalidDescription',
      );
  });

  test('is refused while the account owes money', async () => {
    await tiny.control('patch', { 'vpn-1.BusinessStatus': 'FinancialLocked' });
    expect((await tiny.call('ModifyVpnGatewayAttribute', { VpnGatewayId: 'vpn-1', Name: 'new' })).body.Code).toBe(
      'VpnGateway.FinancialLocked',
    );
  });
});

describe('DescribeVpnGateways', () => {
  const ids = async (parameters: Record<string, string>) =>
    (await tiny.call('DescribeVpnGateways', parameters)).body.VpnGateways.VpnGateway.map(
      (one: { VpnGatewayId: string }) => one.VpnGatewayId,
    );

  test('lists the gateways of a region, narrowed by each filter', async () => {
    expect(await ids({})).toEqual(['vpn-1', 'vpn-2']);
    expect(await ids({ RegionId: 'cn-test-2' })).toEqual([]);
    expect(await ids({ VpcId: 'vpc-2' })).toEqual(['vpn-2']);
    expect(await ids({ VpnGatewayId: 'vpn-1' })).toEqual(['vpn-1']);
    expect(await ids({ VpnGatewayId: 'vpn-9' })).toEqual([]);
    expect(await ids({ Status: 'active' })).toEqual(['vpn-1', 'vpn-2']);
    expect(await ids({ Status: 'Deleting' })).toEqual([]);
    expect(await ids({ BusinessStatus: 'FinancialLocked' })).toEqual([]);
  });

  test('refuses a status that there is not', async () => {
    expect((await tiny.call('DescribeVpnGateways', { Status: 'Active' })).body.Code).toBe('InvalidStatus');
  });
});

describe('DeleteVpnGateway', () => {
  const remove = (VpnGatewayId: string) => tiny.call('DeleteVpnGateway', { VpnGatewayId });

  test('is refused while connections are there, and in another region knows nothing of it', async () => {
    const { status, body } = await remove('vpn-1');
    expect([status, body.Code]).toEqual([400, 'DependencyViolation.VpnConnection']);
    const elsewhere = await tiny.call('DeleteVpnGateway', { VpnGatewayId: 'vpn-1', RegionId: 'cn-test-2' });
    expect([elsewhere.status, elsewhere.body.Code]).toEqual([404, 'InvalidVpnGatewayInstanceId.NotFound']);
  });

  test('is refused while an SSL server is there', async () => {
    await tiny.control('patch', {
      'ssl_servers+': { SslVpnServerId: 'vss-1', VpnGatewayId: 'vpn-2', RegionId: 'cn-test-1' },
    });
    expect((await remove('vpn-2')).body.Code).toBe('DependencyViolation.SslVpnServer');
  });

  test('is refused for a prepaid gateway until it ends', async () => {
    await tiny.control('patch', { 'vpn-2.ChargeType': 'Prepay', 'vpn-2.EndTime': Date.now() + 86_400_000 });
    const { status, body } = await remove('vpn-2');
    expect([status, body.Code]).toEqual([403, 'ForbiddenRelease']);
    tiny.cloud.clock.advance(2 * 86_400_000);
    expect((await remove('vpn-2')).status).toBe(200);
  });

  test('takes a while, then the gateway is gone with its routes', async () => {
    await tiny.reset({ pace: 'quick' });
    expect((await remove('vpn-2')).status).toBe(200);
    expect((await describeOne('vpn-2')).Status).toBe('deleting');
    tiny.cloud.clock.advance(1000);
    expect((await describeOne('vpn-2')).Code).toBe('InvalidVpnGatewayInstanceId.NotFound');
  });
});
