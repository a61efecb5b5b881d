import { findGateway, flagOf } from '../handlers/checks.ts';
import { may, must, type Reply, type Request } from '../handlers/handler.ts';
import { flag, idLike, invalid, oneOf } from '../handlers/kinds.ts';
import { freeAddresses, orderedGateway, vpnGatewayHandlers } from '../handlers/vpn-gateway.ts';
import { groupOf, type PublicHandlers } from '../public/action.ts';
import { placeOrder } from '../state/orders.ts';
import { Refusal } from '../state/refusal.ts';
import type { VpnGateway, VSwitch, World } from '../state/world.ts';
import { gatewayName, resourceGroup, shortDescription } from './kinds.ts';

/** Today's gateways have two ends. One that is not named is as one that is not there (public issues of the provider). */
const findVSwitch = (request: Request, world: World, parameter: string): VSwitch => {
  const id = request.input[parameter];
  const found = world.data.vswitches.find((one) => one.VSwitchId === id && one.VpcId === request.input['VpcId']);
  if (!found)
    throw new Refusal(400, 'InvalidVSwitchId.NotFound', `The specified vswitchId is not found: ${parameter}.`);
  return found;
};

/** The two ends are in different zones, where the region has more than one. The code is not documented. */
const findEnds = (request: Request, world: World): [VSwitch, VSwitch] => {
  const { regionId, input } = request;
  if (!world.data.vpcs.some((one) => one.VpcId === input['VpcId'] && one.RegionId === regionId))
    throw new Refusal(404, 'InvalidVpcId.NotFound', 'The specified VPC does not exist.');
  const first = findVSwitch(request, world, 'VSwitchId');
  const second = findVSwitch(request, world, 'DisasterRecoveryVSwitchId');
  const { zones = [] } = world.data.regions.find((one) => one.RegionId === regionId) ?? {};
  if (first.ZoneId === second.ZoneId && zones.length !== 1) throw invalid('DisasterRecoveryVSwitchId');
  return [first, second];
};

/** Addresses of a gateway that is reached from private networks only: near the end of its vSwitches. */
const privateAddress = ({ CidrBlock }: VSwitch, last: number): string => CidrBlock.replace(/\d+\/\d+$/, String(last));

const endOfTerm = (world: World, months: number): number => {
  const end = new Date(world.clock.now());
  end.setUTCMonth(end.getUTCMonth() + months);
  return end.getTime();
};

/**
 * A gateway that is paid by month waits in its order until somebody pays, unless it may pay itself. Samples of the public
 * documents answer with the ID of the gateway all the same; before the payment no read knows it.
 */
const create = (request: Request, world: World): Reply => {
  const { input } = request;
  const { InstanceChargeType, NetworkType = 'public', VpnType = 'Normal', ResourceGroupId } = input;
  const isPrivate = NetworkType === 'private';
  if (isPrivate && !['200', '1000'].includes(input['Bandwidth'] ?? '')) throw invalid('Bandwidth');
  const [first, second] = findEnds(request, world);
  const ordered = orderedGateway(request, world, true);
  const [InternetIp = '', DisasterRecoveryInternetIp = '', SslVpnInternetIp = ''] = isPrivate
    ? [privateAddress(first, 250), privateAddress(second, 251), privateAddress(first, 252)]
    : freeAddresses(world, 3);
  const isPrepaid = InstanceChargeType === 'PREPAY';
  const gateway: VpnGateway = {
    ...{ ...ordered, InternetIp, DisasterRecoveryInternetIp, DisasterRecoveryVSwitchId: second.VSwitchId },
    ...(ordered.SslVpn === 'enable' && { SslVpnInternetIp }),
    ...{ NetworkType, VpnType, ...(ResourceGroupId && { ResourceGroupId }) },
    ChargeType: isPrepaid ? 'Prepay' : 'POSTPAY',
    ...(isPrepaid && { EndTime: endOfTerm(world, Number(input['Period'])) }),
  };
  const { OrderId } = placeOrder(world, gateway, !isPrepaid || flagOf(request, 'AutoPay', false));
  return { Name: gateway.Name, VpnGatewayId: gateway.VpnGatewayId, OrderId };
};

const modify = async (request: Request, world: World): Promise<Reply> => {
  const gateway = findGateway(world, request);
  const reply = await vpnGatewayHandlers.ModifyVpnGatewayAttribute.run(request, world);
  gateway.AutoPropagate = flagOf(request, 'AutoPropagate', gateway.AutoPropagate ?? false);
  const { AutoPropagate, BusinessStatus, EnableBgp = false } = gateway;
  const { DisasterRecoveryInternetIp, DisasterRecoveryVSwitchId, SslVpnInternetIp } = gateway;
  return {
    ...{ ...reply, AutoPropagate, BusinessStatus, EnableBgp, ResourceGroupId: groupOf(gateway) },
    ...(DisasterRecoveryInternetIp && { DisasterRecoveryInternetIp, DisasterRecoveryVSwitchId }),
    ...(SslVpnInternetIp && { SslVpnInternetIp }),
  };
};

const steps = oneOf('5', '10', '20', '50', '100', '200', '500', '1000');
const months = oneOf(...['1', '2', '3', '4', '5', '6', '7', '8', '9', '12', '24', '36']);
const { CreateVpnGateway, ModifyVpnGatewayAttribute, DeleteVpnGateway } = vpnGatewayHandlers;
const { ClientToken } = ModifyVpnGatewayAttribute.takes;

/** With a gateway its certificates are let go; they belong to another service. */
const remove = async (request: Request, world: World): Promise<Reply> => {
  const reply = await DeleteVpnGateway.run(request, world);
  const isOther = ({ VpnGatewayId }: { VpnGatewayId: string }): boolean =>
    VpnGatewayId !== request.input['VpnGatewayId'];
  world.data.certificate_associations = world.data.certificate_associations.filter(isOther);
  return reply;
};

export const gatewayWrites = {
  CreateVpnGateway: {
    effect: 'write',
    takes: {
      ...{ ...CreateVpnGateway.takes, ClientToken, Name: may(gatewayName), Bandwidth: must(steps) },
      ...{ SslConnections: may(steps), InstanceChargeType: must(oneOf('PREPAY', 'POSTPAY')), Period: must(months) },
      ...{ AutoPay: may(flag), VSwitchId: may(idLike('vsw-')), DisasterRecoveryVSwitchId: may(idLike('vsw-')) },
      ...{ NetworkType: may(oneOf('public', 'private')), VpnType: may(oneOf('Normal', 'NationalStandard')) },
      ResourceGroupId: may(resourceGroup),
    },
    run: create,
  },
  ModifyVpnGatewayAttribute: {
    effect: 'write',
    takes: {
      ...{ ...ModifyVpnGatewayAttribute.takes, Name: may(gatewayName), Description: may(shortDescription) },
      AutoPropagate: may(flag),
    },
    run: modify,
  },
  DeleteVpnGateway: { ...DeleteVpnGateway, run: remove },
} satisfies PublicHandlers;
