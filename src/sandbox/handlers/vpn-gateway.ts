import { Refusal } from '../state/refusal.ts';
import type { VpnGateway, World } from '../state/world.ts';
import {
  findGateway,
  flagOf,
  mustBeFree,
  mustBePaidAndFree,
  mustFitQuota,
  own,
  ownership,
  ownershipShown,
  regionRow,
  sent,
  tokenRow,
} from './checks.ts';
import { type Handlers, may, must, type Reply, type Request } from './handler.ts';
import { descriptionFromLetter, flag, idLike, name, oneOf, text } from './kinds.ts';
import { page, pageRows } from './page.ts';

/** Pay-as-you-go gateways have an end far away; the guide shows the field for them too. */
const farEnd = Date.UTC(2099, 11, 31);

const shown = (gateway: VpnGateway): Reply => {
  const { VpnGatewayId, VpcId, VSwitchId, InternetIp, CreateTime, EndTime, Spec, Name, Description } = gateway;
  const { Status, BusinessStatus, ChargeType, IpsecVpn, SslVpn, SslMaxConnections, Tag } = gateway;
  return {
    ...{ VpnGatewayId, VpcId, VSwitchId, InternetIp, CreateTime, EndTime, Spec, Name, Description, Status },
    ...{ BusinessStatus, ChargeType, IpsecVpn, SslVpn, SslMaxConnections, Tag },
    ...ownershipShown(gateway),
  };
};

/** Addresses that gateways and attachments have. */
const takenAddresses = ({ data }: World): Set<string | undefined> =>
  new Set([
    ...data.gateways.flatMap((one) => [one.InternetIp, one.DisasterRecoveryInternetIp, one.SslVpnInternetIp]),
    ...data.connections.flatMap((one) => [one.InternetIp, ...(one.tunnels ?? []).map((tunnel) => tunnel.InternetIp)]),
    ...data.orders.flatMap(({ gateway }) => [gateway?.InternetIp, gateway?.DisasterRecoveryInternetIp]),
  ]);

/** The first addresses of the documentation range that nobody has; after those, the benchmark range. */
export const freeAddresses = (world: World, count: number): string[] => {
  const taken = takenAddresses(world);
  const few = Array.from({ length: 100 }, (_, index) => `203.0.113.${index + 120}`);
  const many = Array.from({ length: 60_000 }, (_, index) => `198.18.${Math.floor(index / 250)}.${(index % 250) + 1}`);
  return [...few, ...many].filter((address) => !taken.has(address)).slice(0, count);
};

/** A gateway as a request asks for it, not yet made. */
export const orderedGateway = (request: Request, world: World, hasIpsecByDefault: boolean): VpnGateway => {
  const { input } = request;
  const withSsl = flagOf(request, 'EnableSsl', false);
  // The provider learned this from the service: a number of SSL connections without SSL is refused.
  if (input['SslConnections'] && !withSsl)
    throw new Refusal(400, 'UnnecessarySslConnection', 'SslConnections is given although SSL-VPN is not enabled.');
  mustFitQuota(own(world.data.gateways, request).length, world.platform.quotas.gateways);
  const id = world.newId('vpn');
  const [InternetIp = '198.19.255.254'] = freeAddresses(world, 1);
  return {
    ...ownership(request, world),
    VpnGatewayId: id,
    Name: input['Name'] || id,
    Description: '',
    VpcId: input['VpcId'] ?? '',
    VSwitchId: input['VSwitchId'] || world.newId('vsw'),
    InternetIp,
    IntranetIp: `172.16.${world.data.gateways.length % 250}.10`,
    Status: 'init',
    BusinessStatus: 'Normal',
    Spec: `${input['Bandwidth']}M`,
    ChargeType: 'PostpayByFlow',
    IpsecVpn: flagOf(request, 'EnableIpsec', hasIpsecByDefault) ? 'enable' : 'disable',
    SslVpn: withSsl ? 'enable' : 'disable',
    SslMaxConnections: Number(input['SslConnections'] || 5),
    CreateTime: Math.floor(world.clock.now()),
    EndTime: farEnd,
    Tag: '',
  };
};

const create = (request: Request, world: World): Reply => {
  const gateway = orderedGateway(request, world, false);
  world.data.gateways.push(gateway);
  world.begin(gateway, 'init', 'provisioning');
  return { Name: gateway.Name, VpnGatewayId: gateway.VpnGatewayId };
};

const modify = (request: Request, world: World): Reply => {
  const gateway = findGateway(world, request);
  mustBePaidAndFree(world, gateway);
  Object.assign(gateway, sent(request, 'Name', 'Description'));
  world.begin(gateway, 'updating');
  const { VpnGatewayId, VpcId, VSwitchId, InternetIp, CreateTime, EndTime } = gateway;
  const { Spec, Name, Description, Status, IntranetIp } = gateway;
  return {
    VpnGatewayId,
    VpcId,
    VSwitchId,
    InternetIp,
    CreateTime,
    EndTime,
    Spec,
    Name,
    Description,
    Status,
    IntranetIp,
  };
};

const list = (request: Request, world: World): Reply => {
  const { input } = request;
  const asked = (['VpcId', 'VpnGatewayId', 'Status', 'BusinessStatus'] as const).filter((field) => input[field]);
  const found = own(world.data.gateways, request).filter((gateway) =>
    asked.every((field) => gateway[field].toLowerCase() === input[field]?.toLowerCase()),
  );
  return page(found, input, ['VpnGateways', 'VpnGateway'], shown);
};

const remove = (request: Request, world: World): Reply => {
  const gateway = findGateway(world, request);
  const isPrepaid = gateway.ChargeType === 'Prepay' && (gateway.EndTime ?? farEnd) > world.clock.now();
  if (isPrepaid) throw new Refusal(403, 'ForbiddenRelease', 'A prepaid gateway stays until its term is over.');
  mustBeFree(world, gateway);
  mustBeEmpty(world, gateway);
  world.begin(gateway, 'deleting');
  return {};
};

/** Codes of the newer public contract; the guide forbids the deletion and names no code. */
const mustBeEmpty = (world: World, { VpnGatewayId: id }: VpnGateway): void => {
  if (world.data.connections.some((one) => one.VpnGatewayId === id))
    throw new Refusal(400, 'DependencyViolation.VpnConnection', 'The gateway still has IPsec connections.');
  if (world.data.ssl_servers.some((one) => one.VpnGatewayId === id))
    throw new Refusal(400, 'DependencyViolation.SslVpnServer', 'The gateway still has an SSL-VPN server.');
};

const idRow = { VpnGatewayId: must(text) };

export const vpnGatewayHandlers = {
  CreateVpnGateway: {
    effect: 'write',
    takes: {
      ...regionRow,
      Bandwidth: must(oneOf('5', '10', '20', '50', '100')),
      VpcId: must(idLike('vpc-')),
      EnableIpsec: may(flag),
      EnableSsl: may(flag),
      Name: may(name),
      SslConnections: may(oneOf('5', '10', '20')),
      VSwitchId: may(idLike('vsw-')),
    },
    run: create,
  },
  ModifyVpnGatewayAttribute: {
    effect: 'write',
    takes: { ...regionRow, ...idRow, ...tokenRow, Description: may(descriptionFromLetter), Name: may(name) },
    run: modify,
  },
  DescribeVpnGateways: {
    effect: 'read',
    takes: {
      ...regionRow,
      ...pageRows,
      VpcId: may(text),
      VpnGatewayId: may(text),
      // The guide writes Deleting, the SDKs deleting.
      Status: may(oneOf('init', 'provisioning', 'active', 'updating', 'Deleting', 'deleting')),
      BusinessStatus: may(oneOf('Normal', 'FinancialLocked')),
    },
    run: list,
  },
  DescribeVpnGateway: {
    effect: 'read',
    takes: { ...regionRow, ...idRow },
    run: (request, world) => shown(findGateway(world, request)),
  },
  DeleteVpnGateway: { effect: 'write', takes: { ...regionRow, ...idRow, ...tokenRow }, run: remove },
} satisfies Handlers;
