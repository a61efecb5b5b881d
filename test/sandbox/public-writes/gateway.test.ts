import { describe, expect, test } from 'vitest';
import { startPublic } from '../public/start-public.ts';
import { codeOf, goodCalls } from './good-calls.ts';

const world = startPublic();
const good = goodCalls.CreateVpnGateway;
const create = (more: Record<string, string> = {}) => world.ask('CreateVpnGateway', { ...good, ...more });
const summary = (VpnGatewayId: string) => world.ask('DescribeVpnGateway', { VpnGatewayId });

describe('a new gateway', () => {
  test('has two ends, is paid by use, and has an order', async () => {
    const { VpnGatewayId, OrderId, Name } = await create({ Name: 'edge', ResourceGroupId: 'rg-edge' });
    expect([Name, typeof OrderId]).toEqual(['edge', 'number']);
    const gateway = await summary(VpnGatewayId);
    expect(gateway).toMatchObject({
      ...{ Status: 'active', ChargeType: 'POSTPAY', Spec: '10M', IpsecVpn: 'enable', SslVpn: 'disable' },
      ...{ VSwitchId: 'vsw-shop000h', DisasterRecoveryVSwitchId: 'vsw-shop000i', ResourceGroupId: 'rg-edge' },
      ...{ NetworkType: 'public', VpnType: 'Normal' },
    });
    expect(gateway.DisasterRecoveryInternetIp).not.toBe(gateway.InternetIp);
    expect(gateway).not.toHaveProperty('SslVpnInternetIp');
  });

  test('of a private network has addresses of its vSwitches, and one more for clients', async () => {
    const { VpnGatewayId } = await create({ NetworkType: 'private', Bandwidth: '200', EnableSsl: 'true' });
    expect(await summary(VpnGatewayId)).toMatchObject({
      ...{ InternetIp: '10.0.1.250', DisasterRecoveryInternetIp: '10.0.2.251', SslVpnInternetIp: '10.0.1.252' },
      NetworkType: 'private',
    });
  });

  test('asked for twice with one token is there once, under one order', async () => {
    const [first, second] = [await create({ ClientToken: 'FAKE-1' }), await create({ ClientToken: 'FAKE-1' })];
    expect([second.VpnGatewayId, second.OrderId]).toEqual([first.VpnGatewayId, first.OrderId]);
    expect((await create({ ClientToken: 'FAKE-1', Bandwidth: '20' })).Code).toBe('IdempotentParameterMismatch');
  });
});

describe('a gateway that is paid by month', () => {
  const months = { InstanceChargeType: 'PREPAY', Period: '2' };

  test('is made at once where it may pay itself, and cannot be deleted before its term', async () => {
    const { VpnGatewayId } = await create({ ...months, AutoPay: 'true' });
    const { ChargeType, EndTime, Status } = await summary(VpnGatewayId);
    expect([ChargeType, Status]).toEqual(['Prepay', 'active']);
    expect(Math.round((EndTime - world.cloud.clock.now()) / 86_400_000)).toBeGreaterThan(55);
    expect((await world.ask('DeleteVpnGateway', { VpnGatewayId })).Code).toBe('ForbiddenRelease');
  });

  test('names its term; one that is paid by use has none', async () => {
    const { Period: _, ...rest } = good;
    expect(await codeOf(world, 'CreateVpnGateway', { ...rest, InstanceChargeType: 'PREPAY' })).toBe('MissingPeriod');
    expect(await codeOf(world, 'CreateVpnGateway', rest)).toBe('ok');
  });

  test.each([{}, { AutoPay: 'false' }])('waits for its payment with %j: nobody sees it before', async (more) => {
    const { VpnGatewayId, OrderId } = await create({ ...months, ...more });
    expect((await summary(VpnGatewayId)).Code).toBe('InvalidVpnGatewayInstanceId.NotFound');
    expect((await world.state()).orders).toMatchObject([{ OrderId, VpnGatewayId, isPaid: false }]);
    await world.pay(OrderId);
    expect((await summary(VpnGatewayId)).Status).toBe('active');
    await expect(world.pay(OrderId)).rejects.toThrow('is paid already');
  });
});

describe('a parameter of a new gateway', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['Bandwidth', ['5', '10', '20', '50', '100', '200', '500', '1000'], ['1', '15', '2000']],
    ['InstanceChargeType', ['POSTPAY'], ['postpay', 'PrePaid']],
    ['Period', ['1', '9', '12', '24', '36'], ['0', '10', '48']],
    ['AutoPay', ['true', 'false', 'True'], ['yes']],
    ['NetworkType', ['public'], ['internet']],
    ['VpnType', ['Normal', 'NationalStandard'], ['National']],
    ['Name', ['ab', `a${'b'.repeat(99)}`], ['a', '1a', `a${'b'.repeat(100)}`, 'http://a']],
    ['ResourceGroupId', ['rg-1'], ['group']],
  ])('%s is taken inside its limits only', async (name, inside, outside) => {
    for (const value of inside)
      expect([value, await codeOf(world, 'CreateVpnGateway', { ...good, [name]: value })]).toEqual([value, 'ok']);
    for (const value of outside)
      expect([value, await codeOf(world, 'CreateVpnGateway', { ...good, [name]: value })]).toEqual([
        value,
        `Invalid${name}`,
      ]);
  });

  test.each([
    [{ SslConnections: '1000', EnableSsl: 'true' }, 'ok'],
    [{ SslConnections: '30', EnableSsl: 'true' }, 'InvalidSslConnections'],
    [{ SslConnections: '5' }, 'UnnecessarySslConnection'],
    [{ NetworkType: 'private' }, 'InvalidBandwidth'],
    [{ VpcId: 'vpc-none' }, 'InvalidVpcId.NotFound'],
    [{ VSwitchId: '' }, 'InvalidVSwitchId.NotFound'],
    [{ DisasterRecoveryVSwitchId: '' }, 'InvalidVSwitchId.NotFound'],
    [{ DisasterRecoveryVSwitchId: 'vsw-data000i' }, 'InvalidVSwitchId.NotFound'],
    [{ DisasterRecoveryVSwitchId: 'vsw-shopdb0h' }, 'InvalidDisasterRecoveryVSwitchId'],
  ])('%j answers %s', async (more, code) => {
    expect(await codeOf(world, 'CreateVpnGateway', { ...good, ...(more as Record<string, string>) })).toBe(code);
  });
});

test('a change turns the spreading of routes on, and keeps the gateway busy', async () => {
  await world.reset({ polls: 1 });
  const asked = { VpnGatewayId: 'vpn-shop0001', AutoPropagate: 'true', Description: 'x' };
  const reply = await world.ask('ModifyVpnGatewayAttribute', asked);
  expect(reply).toMatchObject({ AutoPropagate: true, Description: 'x', DisasterRecoveryInternetIp: '203.0.113.11' });
  expect((await world.ask('ModifyVpnGatewayAttribute', asked)).Code).toBe('VpnGateway.Configuring');
  expect((await summary('vpn-shop0001')).AutoPropagate).toBe(true);
});
