import {
  findConnection,
  findGateway,
  flagOf,
  gatewayOf,
  mustBePaidAndFree,
  ownership,
  sent,
} from '../handlers/checks.ts';
import { listOf, may, must, type Reply, type Request, structure } from '../handlers/handler.ts';
import { firstHealth, firstIke, firstIpsec } from '../handlers/ipsec-settings.ts';
import { flag, jsonObject, oneOf, text } from '../handlers/kinds.ts';
import { mustFitSides, mustTakeOneMore, shownIke, vpnConnectionHandlers } from '../handlers/vpn-connection.ts';
import { groupOf, membersOf, type PublicHandlers } from '../public/action.ts';
import { topLevel } from '../public/tunnel-reply.ts';
import { missing, Refusal } from '../state/refusal.ts';
import type { PolicyRoute, Tunnel, VpnConnection, VpnGateway, World } from '../state/world.ts';
import { freeName } from './kinds.ts';
import { newLabels, newTagsRow } from './labels.ts';
import { policiesFor } from './policies.ts';
import { dualOnly, singleOnly, singleSettings } from './single-tunnel.ts';
import { mustBeDistinct } from './tunnel-bgp.ts';
import { tunnelBgpRow, tunnelCertificateRow, tunnelRows } from './tunnel-settings.ts';
import {
  changedTunnel,
  changedTunnels,
  mustNotAsk,
  newTunnels,
  type Place,
  setTunnels,
  tunnelReply,
  withBgp,
} from './tunnels.ts';

const isDual = ({ DisasterRecoveryInternetIp }: VpnGateway): boolean => DisasterRecoveryInternetIp !== undefined;

/** Where the two tunnels of a gateway end. */
const placesOf = (world: World, gateway: VpnGateway): Place[] => {
  const zone = (id: string | undefined) => {
    const ZoneNo = world.data.vswitches.find((one) => one.VSwitchId === id)?.ZoneId;
    return ZoneNo === undefined ? {} : { ZoneNo };
  };
  const second = gateway.DisasterRecoveryInternetIp ?? '';
  return [
    { Role: 'master', InternetIp: gateway.InternetIp, ...zone(gateway.VSwitchId) },
    { Role: 'slave', InternetIp: second, ...zone(gateway.DisasterRecoveryVSwitchId) },
  ];
};

/** What a connection has beside its two tunnels is no tunnel's. */
export const emptySingle = (
  InternetIp: string,
): Pick<VpnConnection, 'IkeConfig' | 'IpsecConfig' | 'VcoHealthCheck'> => ({
  IkeConfig: firstIke({ InternetIp }, { IpAddress: '' }),
  IpsecConfig: firstIpsec,
  VcoHealthCheck: firstHealth,
});

const createDual = (request: Request, world: World, gateway: VpnGateway): Reply => {
  const { LocalSubnet = '', RemoteSubnet = '', Name = '' } = request.input;
  mustNotAsk(request, ...singleOnly);
  mustFitSides(world, LocalSubnet, RemoteSubnet);
  const connection: VpnConnection = {
    ...{ ...ownership(request, world), ...newLabels(request), ResourceGroupId: groupOf(gateway) },
    ...{ VpnConnectionId: world.newId('vco'), Name, VpnGatewayId: gateway.VpnGatewayId, CustomerGatewayId: '' },
    ...{ LocalSubnet, RemoteSubnet, EffectImmediately: flagOf(request, 'EffectImmediately', false) },
    ...{ AutoConfigRoute: flagOf(request, 'AutoConfigRoute', true), ...emptySingle(gateway.InternetIp) },
    EnableTunnelsBgp: flagOf(request, 'EnableTunnelsBgp', false),
    CreateTime: Math.floor(world.clock.now()),
  };
  const tunnels = newTunnels(request, world, { gateway, connection, places: placesOf(world, gateway), by: 'Role' });
  for (const { CustomerGatewayId } of tunnels) mustTakeOneMore(world, gateway, CustomerGatewayId);
  const routes = connection.AutoConfigRoute ? policiesFor(world, gateway, connection) : [];
  world.data.routes_pbr.push(...routes);
  world.data.connections.push(connection);
  setTunnels(world, connection, tunnels);
  world.begin(gateway, 'updating');
  const { VpnConnectionId, CreateTime } = connection;
  return { VpnConnectionId, Name, CreateTime };
};

const createSingle = async (request: Request, world: World, gateway: VpnGateway): Promise<Reply> => {
  const { input } = request;
  const { CustomerGatewayId, RemoteCaCertificate: certificate } = input;
  mustNotAsk(request, ...dualOnly);
  if (!CustomerGatewayId) throw missing('CustomerGatewayId');
  const labels = { ...newLabels(request), ResourceGroupId: groupOf(gateway) };
  const ends = { gateway, customerGatewayId: CustomerGatewayId, before: {}, certificate };
  const finish = singleSettings(request, world, ends);
  const AutoConfigRoute = flagOf(request, 'AutoConfigRoute', true);
  const subnets = { LocalSubnet: input['LocalSubnet'] ?? '', RemoteSubnet: input['RemoteSubnet'] ?? '' };
  const routes = AutoConfigRoute ? policiesFor(world, gateway, { VpnConnectionId: '', ...subnets }) : [];
  // The guide's own routes are of another kind, so it makes none.
  const asked = { ...request, input: { ...input, AutoConfigRoute: 'false' } };
  const reply = await vpnConnectionHandlers.CreateVpnConnection.run(asked, world);
  const made = world.data.connections.find((one) => one.VpnConnectionId === reply['VpnConnectionId']);
  if (!made) return reply;
  Object.assign(made, labels, { AutoConfigRoute });
  finish(made);
  world.data.routes_pbr.push(...routes.map((one) => ({ ...one, NextHop: made.VpnConnectionId })));
  return reply;
};

const create = (request: Request, world: World): Reply | Promise<Reply> => {
  const gateway = findGateway(world, request);
  mustBePaidAndFree(world, gateway);
  return isDual(gateway) ? createDual(request, world, gateway) : createSingle(request, world, gateway);
};

/** The routes that a change asks for by AutoConfigRoute. */
const newPolicies = (request: Request, world: World, gateway: VpnGateway, changed: VpnConnection): PolicyRoute[] =>
  flagOf(request, 'AutoConfigRoute', false) ? policiesFor(world, gateway, changed) : [];

const modifyDual = (request: Request, world: World, connection: VpnConnection, gateway: VpnGateway): void => {
  const { LocalSubnet, RemoteSubnet } = request.input;
  mustBePaidAndFree(world, gateway);
  mustNotAsk(request, ...singleOnly);
  mustFitSides(world, LocalSubnet, RemoteSubnet);
  const EnableTunnelsBgp = flagOf(request, 'EnableTunnelsBgp', connection.EnableTunnelsBgp ?? false);
  const tunnels = changedTunnels(request, world, connection, EnableTunnelsBgp);
  const changed: VpnConnection = {
    ...{ ...connection, ...sent(request, 'Name', 'LocalSubnet', 'RemoteSubnet'), EnableTunnelsBgp },
    EffectImmediately: flagOf(request, 'EffectImmediately', connection.EffectImmediately),
    AutoConfigRoute: flagOf(request, 'AutoConfigRoute', connection.AutoConfigRoute ?? false),
  };
  world.data.routes_pbr.push(...newPolicies(request, world, gateway, changed));
  Object.assign(connection, changed);
  setTunnels(world, connection, tunnels);
  world.begin(gateway, 'updating');
};

const modifySingle = async (request: Request, world: World, connection: VpnConnection): Promise<void> => {
  const { input } = request;
  mustNotAsk(request, ...dualOnly);
  const gateway = gatewayOf(world, connection);
  const { CustomerGatewayId: customerGatewayId, AutoConfigRoute = false } = connection;
  const ends = { gateway, customerGatewayId, before: connection, certificate: input['RemoteCaCertificate'] };
  const finish = singleSettings(request, world, ends);
  const changed = { ...connection, ...sent(request, 'LocalSubnet', 'RemoteSubnet') };
  const routes = newPolicies(request, world, gateway, changed);
  const asked = { ...request, input: { ...input, AutoConfigRoute: 'false' } };
  await vpnConnectionHandlers.ModifyVpnConnectionAttribute.run(asked, world);
  finish(connection);
  connection.AutoConfigRoute = flagOf(request, 'AutoConfigRoute', AutoConfigRoute);
  world.data.routes_pbr.push(...routes);
};

/** What both changes of a connection answer with; the tunnels come in a shape of their own. */
export const changeReply = (world: World, connection: VpnConnection): Reply => {
  const { VpnConnectionId, Name, VpnGatewayId, LocalSubnet, RemoteSubnet, CreateTime, EffectImmediately } = connection;
  const { EnableTunnelsBgp = false, Description = '', tunnels } = connection;
  const { InternetIp: _, Status: __, VcoHealthCheck, VpnBgpConfig, ...settings } = topLevel(world, connection);
  const health = Object.entries(VcoHealthCheck ?? {}).filter(([name]) => name !== 'Status');
  return {
    ...{ VpnConnectionId, Name, Description, VpnGatewayId, LocalSubnet, RemoteSubnet, CreateTime, EffectImmediately },
    ...{ ResourceGroupId: groupOf(connection), ...settings, VcoHealthCheck: Object.fromEntries(health) },
    ...(VpnBgpConfig !== undefined && { VpnBgpConfig: { EnableBgp: 'true', ...VpnBgpConfig } }),
    ...(tunnels && { EnableTunnelsBgp }),
    ...(!tunnels && { IkeConfig: shownIke(connection.IkeConfig, world) }),
  };
};

/** A connection of a gateway; those of transit routers have actions of their own. */
const findOfGateway = (world: World, request: Request): [VpnConnection, VpnGateway] => {
  const connection = findConnection(world, request);
  if (connection.VpnGatewayId) return [connection, gatewayOf(world, connection)];
  throw new Refusal(404, 'InvalidVpnConnectionInstanceId.NotFound', 'This IPsec connection is on no VPN gateway.');
};

const modify = async (request: Request, world: World): Promise<Reply> => {
  const [connection, gateway] = findOfGateway(world, request);
  if (connection.tunnels) modifyDual(request, world, connection, gateway);
  else await modifySingle(request, world, connection);
  const all = connection.tunnels?.map((one) => tunnelReply(world, connection, one));
  const reply = changeReply(world, connection);
  return { ...reply, ...(all && { TunnelOptionsSpecification: { TunnelOptions: all } }) };
};

const isOn = (connection: VpnConnection): boolean => connection.EnableTunnelsBgp ?? false;

/** One tunnel alone. BGP must be on already: the documents say that another action turns it on. */
const modifyTunnel = (request: Request, world: World): Reply => {
  const connection = findConnection(world, request);
  const gateway = world.data.gateways.find((one) => one.VpnGatewayId === connection.VpnGatewayId);
  const before = connection.tunnels?.find((one) => one.TunnelId === request.input['TunnelId']);
  if (!before) throw new Refusal(404, 'InvalidTunnelId.NotFound', 'The connection has no such tunnel.');
  if (gateway) mustBePaidAndFree(world, gateway);
  const name = 'TunnelOptionsSpecification';
  const given = membersOf(request.input, name);
  const changed = changedTunnel(request, world, connection, { before, given, name });
  const after = withBgp(world, changed, given, isOn(connection), name);
  const tunnels = (connection.tunnels ?? []).map((one): Tunnel => (one === before ? after : one));
  mustBeDistinct(world, connection, tunnels);
  setTunnels(world, connection, tunnels);
  if (gateway) world.begin(gateway, 'updating');
  const { TunnelBgpConfig, ...reply } = tunnelReply(world, connection, after);
  return {
    ...reply,
    ...(TunnelBgpConfig !== undefined && { TunnelBgpConfig: { EnableBgp: true, ...TunnelBgpConfig } }),
  };
};

const role = { Role: may(oneOf('master', 'slave')) };
const settingRows = { ...tunnelRows, ...tunnelCertificateRow };
export const connectionRows = {
  ...{ Name: may(freeName), BgpConfig: may(jsonObject), EnableDpd: may(flag), EnableNatTraversal: may(flag) },
  EnableTunnelsBgp: may(flag),
};
const { CreateVpnConnection, ModifyVpnConnectionAttribute } = vpnConnectionHandlers;
const certificateRow = { RemoteCaCertificate: may(text) };
const dryRunRow = { DryRun: may(flag) };

export const connectionWrites = {
  CreateVpnConnection: {
    effect: 'write',
    takes: {
      ...{ ...CreateVpnConnection.takes, ...connectionRows, ...certificateRow, ...newTagsRow, ...dryRunRow },
      CustomerGatewayId: may(text),
      TunnelOptionsSpecification: listOf({ ...role, ...settingRows, TunnelBgpConfig: tunnelBgpRow }, 2),
    },
    run: create,
  },
  ModifyVpnConnectionAttribute: {
    effect: 'write',
    takes: {
      ...{ ...ModifyVpnConnectionAttribute.takes, ...connectionRows, ...certificateRow },
      TunnelOptionsSpecification: listOf({ TunnelId: may(text), ...role, ...settingRows }, 2),
    },
    run: modify,
  },
  ModifyTunnelAttribute: {
    effect: 'write',
    takes: {
      RegionId: may(text),
      ClientToken: ModifyVpnConnectionAttribute.takes.ClientToken,
      ...{ VpnConnectionId: must(text), TunnelId: must(text), TunnelOptionsSpecification: structure(settingRows) },
    },
    run: modifyTunnel,
  },
} satisfies PublicHandlers;
