import {
  findConnection,
  flagOf,
  mustFitQuota,
  own,
  ownership,
  pick,
  regionRow,
  sent,
  tokenRow,
} from '../handlers/checks.ts';
import { listOf, may, must, type Reply, type Request } from '../handlers/handler.ts';
import {
  defaultIke,
  defaultIpsec,
  firstHealth,
  firstIke,
  readHealth,
  readIke,
  readIpsec,
} from '../handlers/ipsec-settings.ts';
import { cidrList, flag, integer, jsonObject, oneOf, text } from '../handlers/kinds.ts';
import { mustFitSides } from '../handlers/vpn-connection.ts';
import { freeAddresses } from '../handlers/vpn-gateway.ts';
import { dryRunRow, type PublicHandlers } from '../public/action.ts';
import { attachTypeOf } from '../public/connection.ts';
import { missing, Refusal } from '../state/refusal.ts';
import type { VpnConnection, World } from '../state/world.ts';
import { attachDevice, tunnelState } from '../tunnels/state.ts';
import { changeReply, connectionRows, emptySingle } from './connection.ts';
import { newGroupRow, newLabels, newTagsRow } from './labels.ts';
import { dualOnly, singleOnly, singleSettings } from './single-tunnel.ts';
import { tunnelRows } from './tunnel-settings.ts';
import { asks, changedTunnels, mustNotAsk, newTunnels, setTunnels, tunnelReply } from './tunnels.ts';

/** What these actions answer with beside their own: the words of a task that went well. */
const done = { Code: '200', Message: 'successful', Success: true };

/** A new attachment hangs on nothing; a transit router takes it by an action of another service. */
const begun = (request: Request, world: World, InternetIp: string): VpnConnection => {
  const { LocalSubnet = '', RemoteSubnet = '', Name = '', NetworkType = 'public', TunnelBandwidth } = request.input;
  mustFitSides(world, LocalSubnet, RemoteSubnet);
  return {
    ...{ ...ownership(request, world), ...newLabels(request), VpnConnectionId: world.newId('vco'), Name },
    ...{ VpnGatewayId: '', CustomerGatewayId: '', LocalSubnet, RemoteSubnet, NetworkType },
    ...(TunnelBandwidth && { TunnelBandwidth }),
    EffectImmediately: flagOf(request, 'EffectImmediately', false),
    AutoConfigRoute: flagOf(request, 'AutoConfigRoute', true),
    ...emptySingle(InternetIp),
    CreateTime: Math.floor(world.clock.now()),
  };
};

const zonesOf = (world: World, regionId: string): string[] =>
  world.data.regions.find((one) => one.RegionId === regionId)?.zones ?? [];

const createDual = (request: Request, world: World): VpnConnection => {
  mustNotAsk(request, ...singleOnly);
  const [first = '', second = ''] = freeAddresses(world, 2);
  const [near, far = near] = zonesOf(world, request.regionId);
  const connection = begun(request, world, first);
  connection.EnableTunnelsBgp = flagOf(request, 'EnableTunnelsBgp', false);
  const places = [
    { TunnelIndex: 1, InternetIp: first, ...(near && { ZoneNo: near }) },
    { TunnelIndex: 2, InternetIp: second, ...(far && { ZoneNo: far }) },
  ];
  const tunnels = newTunnels(request, world, { gateway: undefined, connection, places, by: 'TunnelIndex' });
  world.data.connections.push(connection);
  setTunnels(world, connection, tunnels);
  return connection;
};

/** IkeConfig, IpsecConfig and HealthCheckConfig, over what is there. */
const phasesOf = ({ input }: Request, world: World, base: VpnConnection): Partial<VpnConnection> => ({
  IkeConfig: readIke(input['IkeConfig'], base.IkeConfig, world),
  IpsecConfig: readIpsec(input['IpsecConfig'], base.IpsecConfig, world),
  VcoHealthCheck: readHealth(input['HealthCheckConfig'], base.VcoHealthCheck),
});

const defaultsOf = (request: Request, world: World, customerId: string, InternetIp: string): Partial<VpnConnection> => {
  const customer = pick(own(world.data.customer_gateways, request), 'CustomerGatewayId', customerId);
  return {
    IkeConfig: defaultIke(firstIke({ InternetIp }, customer), world.platform, 'md5'),
    IpsecConfig: defaultIpsec(world.platform, 'md5'),
    VcoHealthCheck: firstHealth,
  };
};

const createSingle = (request: Request, world: World): VpnConnection => {
  const { CustomerGatewayId, RemoteCaCert: certificate } = request.input;
  mustNotAsk(request, 'EnableTunnelsBgp');
  if (!CustomerGatewayId) throw missing('CustomerGatewayId');
  const [InternetIp = ''] = freeAddresses(world, 1);
  const empty = { ...begun(request, world, InternetIp), CustomerGatewayId, InternetIp };
  const connection = { ...empty, ...defaultsOf(request, world, CustomerGatewayId, InternetIp) };
  Object.assign(connection, phasesOf(request, world, connection));
  const ends = { gateway: undefined, customerGatewayId: CustomerGatewayId, before: {}, certificate };
  singleSettings(request, world, ends)(connection);
  world.data.connections.push(connection);
  attachDevice(world.data, connection);
  return connection;
};

const create = (request: Request, world: World): Reply => {
  const here = own(world.data.connections, request).filter((one) => one.VpnGatewayId === '');
  mustFitQuota(here.length, world.platform.quotas.attachments);
  const make = asks(request, 'TunnelOptionsSpecification') ? createDual : createSingle;
  const { VpnConnectionId, Name, CreateTime } = make(request, world);
  return { ...done, VpnConnectionId, Name, CreateTime };
};

/** A connection of a gateway is none of these. */
const findAttachment = (request: Request, world: World): VpnConnection => {
  const connection = findConnection(world, request);
  if (connection.VpnGatewayId === '') return connection;
  throw new Refusal(404, 'InvalidVpnConnectionInstanceId.NotFound', 'This IPsec connection is on a VPN gateway.');
};

const modifyDual = (request: Request, world: World, connection: VpnConnection): void => {
  mustNotAsk(request, ...singleOnly);
  const EnableTunnelsBgp = flagOf(request, 'EnableTunnelsBgp', connection.EnableTunnelsBgp ?? false);
  const tunnels = changedTunnels(request, world, connection, EnableTunnelsBgp);
  connection.EnableTunnelsBgp = EnableTunnelsBgp;
  setTunnels(world, connection, tunnels);
};

const modifySingle = (request: Request, world: World, connection: VpnConnection): void => {
  const { CustomerGatewayId: asked, RemoteCaCert: certificate } = request.input;
  mustNotAsk(request, ...dualOnly);
  const customerGatewayId = asked || connection.CustomerGatewayId;
  const fresh = defaultsOf(request, world, customerGatewayId, connection.InternetIp ?? '');
  const base = world.platform.ike_config === 'merge' ? connection : { ...connection, ...fresh };
  const phases = phasesOf(request, world, base);
  const finish = singleSettings(request, world, {
    gateway: undefined,
    customerGatewayId,
    before: connection,
    certificate,
  });
  const names = { IkeConfig: 'IkeConfig', IpsecConfig: 'IpsecConfig', HealthCheckConfig: 'VcoHealthCheck' } as const;
  for (const [parameter, field] of Object.entries(names))
    if (request.input[parameter]) Object.assign(connection, { [field]: phases[field] });
  if (customerGatewayId !== connection.CustomerGatewayId) delete connection.peer;
  connection.CustomerGatewayId = customerGatewayId;
  finish(connection);
  attachDevice(world.data, connection);
};

const modify = (request: Request, world: World): Reply => {
  const connection = findAttachment(request, world);
  mustFitSides(world, request.input['LocalSubnet'], request.input['RemoteSubnet']);
  if (connection.tunnels) modifyDual(request, world, connection);
  else modifySingle(request, world, connection);
  Object.assign(connection, sent(request, 'Name', 'LocalSubnet', 'RemoteSubnet', 'NetworkType'), {
    EffectImmediately: flagOf(request, 'EffectImmediately', connection.EffectImmediately),
    AutoConfigRoute: flagOf(request, 'AutoConfigRoute', connection.AutoConfigRoute ?? false),
  });
  const { AttachInstanceId, NetworkType = 'public', Spec = '1000M', tunnels } = connection;
  const { VpnGatewayId: _, RemoteCaCertificate: __, ...reply } = changeReply(world, connection);
  return {
    ...{ ...reply, AttachType: attachTypeOf(connection), NetworkType, Spec },
    ...{ Status: tunnelState(world, connection).Status, ...(AttachInstanceId && { AttachInstanceId }) },
    ...(tunnels && {
      TunnelOptionsSpecification: tunnels.map((one) => withoutZone(tunnelReply(world, connection, one))),
    }),
  };
};

const withoutZone = ({ ZoneNo: _, ...tunnel }: Reply): Reply => tunnel;

/** One that is on a transit router must leave it first; what the cloud says then is not documented. */
const remove = (request: Request, world: World): Reply => {
  const connection = findAttachment(request, world);
  if (connection.TransitRouterId)
    throw new Refusal(400, 'DependencyViolation.TransitRouter', 'The IPsec connection is on a transit router.');
  world.data.connections = world.data.connections.filter((one) => one !== connection);
  world.data.routes_vco = world.data.routes_vco.filter((one) => one.VpnConnectionId !== connection.VpnConnectionId);
  return done;
};

const rows = {
  ...{ ...regionRow, ...tokenRow, ...connectionRows, CustomerGatewayId: may(text), RemoteCaCert: may(text) },
  ...{ EffectImmediately: may(flag), AutoConfigRoute: may(flag), NetworkType: may(oneOf('public', 'private')) },
  ...{ IkeConfig: may(jsonObject), IpsecConfig: may(jsonObject), HealthCheckConfig: may(jsonObject) },
};
const tunnel = { ...tunnelRows, TunnelIndex: may(integer(1, 2)) };

export const attachmentWrites = {
  CreateVpnAttachment: {
    effect: 'write',
    takes: {
      ...{ ...rows, ...newGroupRow, ...newTagsRow, ...dryRunRow, LocalSubnet: must(cidrList) },
      ...{ RemoteSubnet: must(cidrList), TunnelBandwidth: may(oneOf('Standard', 'Large')) },
      TunnelOptionsSpecification: listOf(tunnel, 2),
    },
    run: create,
  },
  ModifyVpnAttachmentAttribute: {
    effect: 'write',
    takes: {
      ...{ ...rows, VpnConnectionId: must(text), LocalSubnet: may(cidrList), RemoteSubnet: may(cidrList) },
      TunnelOptionsSpecification: listOf({ ...tunnel, TunnelId: may(text) }, 2),
    },
    run: modify,
  },
  DeleteVpnAttachment: {
    effect: 'write',
    takes: { ...regionRow, ...tokenRow, VpnConnectionId: must(text) },
    run: remove,
  },
} satisfies PublicHandlers;
