import { findGateway, own, regionRow } from '../handlers/checks.ts';
import { may, must, type Reply, type Request } from '../handlers/handler.ts';
import { flag, oneOf } from '../handlers/kinds.ts';
import { page } from '../handlers/page.ts';
import { vpnGatewayHandlers } from '../handlers/vpn-gateway.ts';
import type { VpnGateway, World } from '../state/world.ts';
import { labelled, labelRows, labels, type PublicHandlers, readTokenRow } from './action.ts';

/** What the cloud says of a gateway's abilities: text in JSON, whose values are texts too. */
const abilities = ({ EnableBgp, DisasterRecoveryInternetIp }: VpnGateway): string => {
  const isNew = String(DisasterRecoveryInternetIp !== undefined);
  return JSON.stringify({
    ...{ VpnEnableBgp: String(EnableBgp ?? false), VisuallySsl: isNew, PbrPriority: isNew, VpnNewImage: isNew },
    ...{ description: 'simulated', VpnVersion: 'v1.2.4', IDaaSNewVersion: isNew },
  });
};

const shown = (gateway: VpnGateway, withReservation: boolean): Reply => {
  const { VpnGatewayId, VpcId, VSwitchId, InternetIp, CreateTime, EndTime, Spec, Name, Description = '' } = gateway;
  const { Status, BusinessStatus, IpsecVpn, SslVpn, SslMaxConnections, Tag, ReservationData } = gateway;
  const { DisasterRecoveryInternetIp, DisasterRecoveryVSwitchId, SslVpnInternetIp } = gateway;
  const ChargeType = gateway.ChargeType === 'PostpayByFlow' ? 'POSTPAY' : gateway.ChargeType;
  const { AutoPropagate = false, EnableBgp = false, GatewayType = 'Traditional' } = gateway;
  const { NetworkType = 'public', VpnType = 'Normal' } = gateway;
  const ends = DisasterRecoveryInternetIp ? ['a', 'b'] : ['a'];
  const { EniInstanceIds = ends.map((one) => `${VpnGatewayId.replace('vpn-', 'eni-')}${one}`) } = gateway;
  return {
    ...{ VpnGatewayId, VpcId, VSwitchId, InternetIp, CreateTime, EndTime, Spec, Name, Description, Status },
    ...{ BusinessStatus, ChargeType, IpsecVpn, SslVpn, SslMaxConnections, Tag: Tag || abilities(gateway) },
    ...{ AutoPropagate, EnableBgp, GatewayType, NetworkType, VpnType, ...labels(gateway) },
    EniInstanceIds: { EniInstanceId: EniInstanceIds },
    ...(DisasterRecoveryInternetIp && { DisasterRecoveryInternetIp, DisasterRecoveryVSwitchId }),
    ...(SslVpnInternetIp && SslVpn === 'enable' && { SslVpnInternetIp }),
    ...(withReservation && ReservationData && { ReservationData }),
  };
};

const asksReservation = ({ input }: Request): boolean => /^true$/i.test(input['IncludeReservationData'] ?? '');

const list = (request: Request, world: World): Reply => {
  const { input } = request;
  const asked = (['VpcId', 'VpnGatewayId', 'Status', 'BusinessStatus'] as const).filter((field) => input[field]);
  const isOfType = ({ GatewayType = 'Traditional' }: VpnGateway): boolean =>
    !input['GatewayType'] || GatewayType === input['GatewayType'];
  const found = labelled(own(world.data.gateways, request), input).filter(
    (gateway) =>
      isOfType(gateway) && asked.every((field) => gateway[field].toLowerCase() === input[field]?.toLowerCase()),
  );
  return page(found, input, ['VpnGateways', 'VpnGateway'], (one) => shown(one, asksReservation(request)));
};

/** A region says where gateways can stand; otherwise they can where it has vSwitches. */
const zonesOf = (world: World, regionId: string): string[] => {
  const { regions, vpcs, vswitches } = world.data;
  const here = vpcs.filter((one) => one.RegionId === regionId).map((one) => one.VpcId);
  const used = vswitches.filter((one) => here.includes(one.VpcId)).map((one) => one.ZoneId);
  return regions.find((one) => one.RegionId === regionId)?.zones ?? [...new Set(used)].sort();
};

const listZones = ({ regionId }: Request, world: World): Reply => ({
  RegionId: regionId,
  AvailableZoneIdList: zonesOf(world, regionId).map((zone) => ({ ZoneId: zone, ZoneName: zone })),
});

const checkBgp = ({ regionId }: Request, world: World): Reply => ({
  BgpEnabled: world.data.regions.find((one) => one.RegionId === regionId)?.bgp ?? true,
});

const gatewayTypes = oneOf('Traditional', 'Enhanced.SiteToSite');
const reservationRow = { IncludeReservationData: may(flag) };
const { DescribeVpnGateways, DescribeVpnGateway } = vpnGatewayHandlers;

export const gatewayHandlers = {
  DescribeVpnGateways: {
    effect: 'read',
    takes: { ...DescribeVpnGateways.takes, ...labelRows, ...reservationRow, GatewayType: may(gatewayTypes) },
    run: list,
  },
  DescribeVpnGateway: {
    effect: 'read',
    takes: { ...DescribeVpnGateway.takes, ...reservationRow },
    run: (request, world) => shown(findGateway(world, request), asksReservation(request)),
  },
  DescribeVpnGatewayAvailableZones: {
    effect: 'read',
    takes: {
      ...{ ...regionRow, AcceptLanguage: may(oneOf('zh-CN', 'en-US')), GatewayType: may(gatewayTypes) },
      Spec: must(oneOf('5M', '10M', '20M', '50M', '100M', '200M', '500M', '1000M')),
    },
    run: listZones,
  },
  CheckVpnBgpEnabled: { effect: 'read', takes: { ...regionRow, ...readTokenRow }, run: checkBgp },
} satisfies PublicHandlers;
