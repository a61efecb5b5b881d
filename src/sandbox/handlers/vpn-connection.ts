import { Refusal } from '../state/refusal.ts';
import type { IkeConfig, VpnConnection, VpnGateway, World } from '../state/world.ts';
import { attachDevice, cloudEnd, tunnelState } from '../tunnels/state.ts';
import {
  findConnection,
  findCustomerGateway,
  findGateway,
  flagOf,
  gatewayOf,
  mustBeFree,
  mustBePaidAndFree,
  mustFitQuota,
  ownAsked,
  ownership,
  ownershipShown,
  regionRow,
  sent,
  tokenRow,
} from './checks.ts';
import { type Handlers, may, must, type Reply, type Request } from './handler.ts';
import { defaultIke, defaultIpsec, firstHealth, firstIke, readHealth, readIke, readIpsec } from './ipsec-settings.ts';
import { cidrList, flag, jsonObject, name, text } from './kinds.ts';
import { page, pageRows } from './page.ts';
import { configureRoutes } from './vpn-route.ts';

/** Some deployments never show a key, however it is asked for. */
export const shownIke = (ike: IkeConfig, world: World): IkeConfig =>
  world.platform.psk_masking === 'masked' ? { ...ike, Psk: '*'.repeat(16) } : ike;

/** What every reply about a connection has. */
const settings = (connection: VpnConnection, world: World): Reply => {
  const { VpnConnectionId, CustomerGatewayId, VpnGatewayId, Name, LocalSubnet, RemoteSubnet } = connection;
  const { CreateTime, EffectImmediately, IkeConfig, IpsecConfig, VcoHealthCheck } = connection;
  const { Status: _, ...health } = VcoHealthCheck;
  return {
    ...{ VpnConnectionId, CustomerGatewayId, VpnGatewayId, Name, LocalSubnet, RemoteSubnet, CreateTime },
    ...{ EffectImmediately, IkeConfig: shownIke(IkeConfig, world), IpsecConfig, VcoHealthCheck: health },
  };
};

const shown = (connection: VpnConnection, world: World): Reply => {
  const { Status, health } = tunnelState(world, connection);
  const all = settings(connection, world);
  const VcoHealthCheck = { ...connection.VcoHealthCheck, Status: health };
  return { ...all, Status, VcoHealthCheck, ...ownershipShown(connection) };
};

export const mustFitSides = (world: World, ...sides: (string | undefined)[]): void => {
  for (const side of sides) if (side) mustFitQuota(side.split(',').length - 1, world.platform.quotas.cidrs_per_side);
};

const create = (request: Request, world: World): Reply => {
  const { input } = request;
  const gateway = findGateway(world, request);
  const customer = findCustomerGateway(world, request);
  mustBePaidAndFree(world, gateway);
  mustTakeOneMore(world, gateway, customer.CustomerGatewayId);
  mustFitSides(world, input['LocalSubnet'], input['RemoteSubnet']);
  const id = world.newId('vco');
  const connection: VpnConnection = {
    ...ownership(request, world),
    VpnConnectionId: id,
    Name: input['Name'] ?? '',
    VpnGatewayId: gateway.VpnGatewayId,
    CustomerGatewayId: customer.CustomerGatewayId,
    LocalSubnet: input['LocalSubnet'] ?? '',
    RemoteSubnet: input['RemoteSubnet'] ?? '',
    EffectImmediately: flagOf(request, 'EffectImmediately', false),
    AutoConfigRoute: flagOf(request, 'AutoConfigRoute', false),
    IkeConfig: readIke(input['IkeConfig'], defaultIke(firstIke(gateway, customer), world.platform, 'md5'), world),
    IpsecConfig: readIpsec(input['IpsecConfig'], defaultIpsec(world.platform, 'md5'), world),
    VcoHealthCheck: readHealth(input['HealthCheckConfig'], firstHealth),
    CreateTime: Math.floor(world.clock.now()),
  };
  if (connection.AutoConfigRoute) configureRoutes(world, gateway, id, connection.RemoteSubnet.split(','));
  world.data.connections.push(connection);
  attachDevice(world.data, connection);
  world.begin(gateway, 'updating');
  return { VpnConnectionId: id, CreateTime: connection.CreateTime, Name: connection.Name };
};

/** Refuses a further connection of a gateway without IPsec, one to the same peer, and one too many. */
export const mustTakeOneMore = (world: World, gateway: VpnGateway, customerGatewayId: string): void => {
  // The guide names no code for a gateway without IPsec; this one is formed like the provider's OperationFailed.SslNotSupport.
  if (gateway.IpsecVpn !== 'enable')
    throw new Refusal(400, 'OperationFailed.IpsecNotSupport', 'The VPN gateway has no IPsec-VPN.');
  const here = world.data.connections.filter((one) => one.VpnGatewayId === gateway.VpnGatewayId);
  const peersOf = ({ tunnels, ...one }: VpnConnection): string[] =>
    (tunnels ?? [one]).map(({ CustomerGatewayId }) => CustomerGatewayId);
  if (here.some((one) => peersOf(one).includes(customerGatewayId)))
    throw new Refusal(400, 'InvalidVpnConnection.AlreadyExists', 'The two gateways have a connection already.');
  mustFitQuota(here.length, world.platform.quotas.connections_per_gateway);
};

const modify = (request: Request, world: World): Reply => {
  const { input } = request;
  const connection = findConnection(world, request);
  const gateway = gatewayOf(world, connection);
  mustBePaidAndFree(world, gateway);
  mustFitSides(world, input['LocalSubnet'], input['RemoteSubnet']);
  const changed = changedSettings(request, connection, world);
  if (flagOf(request, 'AutoConfigRoute', false))
    configureRoutes(
      world,
      gateway,
      connection.VpnConnectionId,
      (input['RemoteSubnet'] || connection.RemoteSubnet).split(','),
    );
  Object.assign(connection, sent(request, 'Name', 'LocalSubnet', 'RemoteSubnet'), changed);
  world.begin(gateway, 'updating');
  return { ...settings(connection, world), Description: '' }; // listed by the guide, though nothing can set it
};

/** Absent members of a structured parameter keep their value or fall back to the default: a switch of the world. */
const changedSettings = (request: Request, before: VpnConnection, world: World): Partial<VpnConnection> => {
  const { IkeConfig, IpsecConfig, HealthCheckConfig } = request.input;
  const merges = world.platform.ike_config === 'merge';
  const gateway = gatewayOf(world, before);
  const customer = world.data.customer_gateways.find((one) => one.CustomerGatewayId === before.CustomerGatewayId);
  const ikeBase =
    merges || !customer ? before.IkeConfig : defaultIke(firstIke(gateway, customer), world.platform, 'sha1');
  const ipsecBase = merges ? before.IpsecConfig : defaultIpsec(world.platform, 'sha1');
  return {
    EffectImmediately: flagOf(request, 'EffectImmediately', before.EffectImmediately),
    AutoConfigRoute: flagOf(request, 'AutoConfigRoute', before.AutoConfigRoute ?? false),
    ...(IkeConfig && { IkeConfig: readIke(IkeConfig, ikeBase, world) }),
    ...(IpsecConfig && { IpsecConfig: readIpsec(IpsecConfig, ipsecBase, world) }),
    ...(HealthCheckConfig && {
      VcoHealthCheck: readHealth(HealthCheckConfig, merges ? before.VcoHealthCheck : firstHealth),
    }),
  };
};

const list = (request: Request, world: World): Reply => {
  const found = ownAsked(world.data.connections, request, 'VpnConnectionId', 'VpnGatewayId', 'CustomerGatewayId');
  return page(found, request.input, ['VpnConnections', 'VpnConnection'], (one) => shown(one, world));
};

/** Routes that lead to the connection stay and lead nowhere. */
const remove = (request: Request, world: World): Reply => {
  const connection = findConnection(world, request);
  const gateway = gatewayOf(world, connection);
  mustBeFree(world, gateway);
  world.data.connections = world.data.connections.filter((one) => one !== connection);
  world.begin(gateway, 'updating');
  return {};
};

/** The guide's sample is written for the other end: its Local is the customer gateway. */
const download = (request: Request, world: World): Reply => {
  const connection = findConnection(world, request);
  const { IkeConfig, IpsecConfig, LocalSubnet, RemoteSubnet, CustomerGatewayId } = connection;
  const customer = world.data.customer_gateways.find((one) => one.CustomerGatewayId === CustomerGatewayId);
  const cloud = { Local: cloudEnd(world.data, connection).Address, LocalSubnet, LocalId: IkeConfig.LocalId };
  const peer = { Local: customer?.IpAddress ?? '', LocalSubnet: RemoteSubnet, LocalId: IkeConfig.RemoteId };
  const [near, far] = world.platform.download_orientation === 'on-prem' ? [peer, cloud] : [cloud, peer];
  return {
    VpnConnectionConfig: {
      Local: near.Local,
      Remote: far.Local,
      LocalSubnet: near.LocalSubnet,
      RemoteSubnet: far.LocalSubnet,
      IkeConfig: { ...shownIke(IkeConfig, world), LocalId: near.LocalId, RemoteId: far.LocalId },
      IpsecConfig,
    },
  };
};

const idRow = { VpnConnectionId: must(text) };
const settingRows = {
  Name: may(name),
  EffectImmediately: may(flag),
  IkeConfig: may(jsonObject),
  IpsecConfig: may(jsonObject),
  HealthCheckConfig: may(jsonObject),
  AutoConfigRoute: may(flag),
};

export const vpnConnectionHandlers = {
  CreateVpnConnection: {
    effect: 'write',
    takes: {
      ...regionRow,
      ...tokenRow,
      CustomerGatewayId: must(text),
      LocalSubnet: must(cidrList),
      RemoteSubnet: must(cidrList),
      VpnGatewayId: must(text),
      ...settingRows,
    },
    run: create,
  },
  ModifyVpnConnectionAttribute: {
    effect: 'write',
    takes: {
      ...regionRow,
      ...tokenRow,
      ...idRow,
      LocalSubnet: may(cidrList),
      RemoteSubnet: may(cidrList),
      ...settingRows,
    },
    run: modify,
  },
  DescribeVpnConnections: {
    effect: 'read',
    takes: {
      ...regionRow,
      ...pageRows,
      VpnGatewayId: may(text),
      CustomerGatewayId: may(text),
      VpnConnectionId: may(text),
    },
    run: list,
  },
  DescribeVpnConnection: {
    effect: 'read',
    takes: { ...regionRow, ...idRow },
    run: (request, world) => shown(findConnection(world, request), world),
  },
  DownloadVpnConnectionConfig: { effect: 'read', takes: { ...regionRow, ...idRow }, run: download },
  DeleteVpnConnection: { effect: 'write', takes: { ...regionRow, ...tokenRow, ...idRow }, run: remove },
} satisfies Handlers;
