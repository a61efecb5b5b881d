import { describe, expect, it } from 'vitest';
import { startPublic } from './start-public.ts';

const world = startPublic();
const idsOf = async (parameters: Record<string, string>): Promise<string[]> => {
  const { VpnGateways } = await world.ask('DescribeVpnGateways', parameters);
  return VpnGateways.VpnGateway.map((one: { VpnGatewayId: string }) => one.VpnGatewayId);
};

describe('a gateway', () => {
  it('of two tunnels has two addresses, two vSwitches and two interfaces, and another address for SSL', async () => {
    expect(await world.ask('DescribeVpnGateway', { VpnGatewayId: 'vpn-shop0001' })).toMatchObject({
      ...{ InternetIp: '203.0.113.10', DisasterRecoveryInternetIp: '203.0.113.11', SslVpnInternetIp: '203.0.113.12' },
      ...{ VSwitchId: 'vsw-shop000h', DisasterRecoveryVSwitchId: 'vsw-shop000i', ChargeType: 'POSTPAY' },
      EniInstanceIds: { EniInstanceId: ['eni-shop0001a', 'eni-shop0001b'] },
    });
  });

  it('of one tunnel has none of the second, and ends when it is paid to', async () => {
    const old = await world.ask('DescribeVpnGateway', { VpnGatewayId: 'vpn-old00001' });
    expect(old).not.toHaveProperty('DisasterRecoveryInternetIp');
    expect(old).not.toHaveProperty('SslVpnInternetIp');
    expect(old.ChargeType).toBe('Prepay');
    expect(Math.round((old.EndTime - world.cloud.clock.now()) / 86_400_000)).toBe(9);
    expect(JSON.parse(old.Tag)).toMatchObject({ VpnNewImage: 'false', VpnEnableBgp: 'false' });
  });

  it('shows what is ordered for later only when asked', async () => {
    const ReservationData = { ReservationOrderType: 'RENEW', Status: '1' };
    await world.patch({ 'vpn-old00001.ReservationData': ReservationData });
    const asked = { VpnGatewayId: 'vpn-old00001' };
    expect(await world.ask('DescribeVpnGateway', asked)).not.toHaveProperty('ReservationData');
    const summary = await world.ask('DescribeVpnGateway', { ...asked, IncludeReservationData: 'true' });
    expect(summary.ReservationData).toEqual(ReservationData);
  });

  it('is found by tag, by group, by type and by what it always was found by', async () => {
    expect(await idsOf({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'prod' })).toEqual(['vpn-shop0001', 'vpn-data0001']);
    expect(await idsOf({ ResourceGroupId: 'rg-shop000000001' })).toEqual(['vpn-shop0001']);
    expect(await idsOf({ GatewayType: 'Enhanced.SiteToSite' })).toEqual([]);
    expect(await idsOf({ VpcId: 'vpc-lab00001', Status: 'ACTIVE'.toLowerCase() })).toEqual(['vpn-lab00001']);
    expect((await world.ask('DescribeVpnGateways', { GatewayType: 'Small' })).Code).toBe('InvalidGatewayType');
  });
});

it('zones are those of the region, or else those of its vSwitches', async () => {
  const zones = async () => (await world.ask('DescribeVpnGatewayAvailableZones', { Spec: '5M' })).AvailableZoneIdList;
  expect(await zones()).toHaveLength(3);
  const [region] = world.cloud.world.data.regions;
  delete region?.zones;
  const [ZoneId, ...others] = await zones();
  expect(ZoneId).toEqual({ ZoneId: 'cn-hangzhou-h', ZoneName: 'cn-hangzhou-h' });
  expect(others).toEqual([{ ZoneId: 'cn-hangzhou-i', ZoneName: 'cn-hangzhou-i' }]);
  expect((await world.ask('DescribeVpnGatewayAvailableZones', { Spec: '7M' })).Code).toBe('InvalidSpec');
});

it('BGP can be used where the region has it', async () => {
  expect(await world.ask('CheckVpnBgpEnabled')).toMatchObject({ BgpEnabled: true });
  expect(await world.ask('CheckVpnBgpEnabled', { RegionId: 'eu-central-1' })).toMatchObject({ BgpEnabled: false });
});
