import { own, pick } from '../handlers/checks.ts';
import type { Parameters, Reply, Request } from '../handlers/handler.ts';
import { invalid } from '../handlers/kinds.ts';
import { membersOf, structuresOf } from '../public/action.ts';
import { shownTunnel, tunnelBgp } from '../public/tunnel-reply.ts';
import { missing, Refusal } from '../state/refusal.ts';
import type { CustomerGateway, Tunnel, VpnConnection, VpnGateway, World } from '../state/world.ts';
import { attachDevice } from '../tunnels/state.ts';
import { mustBeDistinct, mustHaveAsn, mustKnowBgp, readBgp } from './tunnel-bgp.ts';
import { firstPhases, flagIn, readCertificate, readPhases } from './tunnel-settings.ts';

const list = 'TunnelOptionsSpecification';

/** Whether a request says anything of this parameter, itself or by its members. */
export const asks = ({ input }: Request, name: string): boolean =>
  Object.entries(input).some(([key, value]) => value !== '' && (key === name || key.startsWith(`${name}.`)));

/** Settings of a connection with another number of tunnels. What the cloud says to them is not documented. */
export const mustNotAsk = (request: Request, ...names: string[]): void => {
  for (const name of names) if (asks(request, name)) throw invalid(name);
};

/** Where a new tunnel stands. */
export type Place = Pick<Tunnel, 'Role' | 'TunnelIndex' | 'InternetIp' | 'ZoneNo'>;

const customerOf = (world: World, request: Request, given: Parameters, name: string): CustomerGateway => {
  if (!given['CustomerGatewayId']) throw missing(`${name}.CustomerGatewayId`);
  return pick(own(world.data.customer_gateways, request), 'CustomerGatewayId', given['CustomerGatewayId']);
};

/** The connection that tunnels are made for. */
interface Wanted {
  readonly gateway: VpnGateway | undefined;
  readonly connection: VpnConnection;
  readonly places: readonly Place[];
  /** By what each says which place it takes. */
  readonly by: 'Role' | 'TunnelIndex';
}

/** Both tunnels of a new connection, each said once, in the order of their places. The codes are not documented. */
export const newTunnels = (request: Request, world: World, { gateway, connection, places, by }: Wanted): Tunnel[] => {
  const all = structuresOf(request.input, list);
  if (all.length === 0) throw missing(list);
  if (all.length !== places.length) throw invalid(list);
  const withBgp = connection.EnableTunnelsBgp ?? false;
  if (withBgp) mustKnowBgp(world, request.regionId);
  const tunnels = places.map((place): Tunnel => {
    const at = all.findIndex((one) => one[by] === String(place[by]));
    const given = all[at];
    if (!given) throw all.some((one) => !one[by]) ? missing(`${list}.${by}`) : invalid(`${list}.${by}`);
    return newTunnel(request, world, { gateway, place, given, name: `${list}.${at + 1}`, withBgp });
  });
  mustBeDistinct(world, connection, tunnels);
  return tunnels;
};

interface Given {
  readonly gateway: VpnGateway | undefined;
  readonly place: Place;
  readonly given: Parameters;
  readonly name: string;
  readonly withBgp: boolean;
}

const newTunnel = (request: Request, world: World, { gateway, place, given, name, withBgp }: Given): Tunnel => {
  const customer = customerOf(world, request, given, name);
  const bgp = membersOf(given, 'TunnelBgpConfig');
  if (!withBgp && Object.keys(bgp).length > 0) throw invalid(`${name}.TunnelBgpConfig`);
  if (withBgp) mustHaveAsn(world, customer.CustomerGatewayId);
  return {
    ...{ TunnelId: world.newId('tun'), ...place, CustomerGatewayId: customer.CustomerGatewayId },
    EnableDpd: flagIn(given, 'EnableDpd', true),
    EnableNatTraversal: flagIn(given, 'EnableNatTraversal', true),
    ...readCertificate(gateway, given['RemoteCaCertificate'], undefined),
    ...readPhases(world, gateway, given, firstPhases(world, gateway, place.InternetIp, customer)),
    ...(withBgp && { TunnelBgpConfig: readBgp(bgp, {}, `${name}.TunnelBgpConfig`) }),
  };
};

/** Of which tunnel a structure speaks: by its ID, or by its role or number where it names none. */
const meantBy = (connection: VpnConnection, given: Parameters, name: string): Tunnel => {
  const { TunnelId, Role, TunnelIndex } = given;
  if (!TunnelId && !Role && !TunnelIndex) throw missing(`${name}.TunnelId`);
  const found = connection.tunnels?.find((one) =>
    TunnelId ? one.TunnelId === TunnelId : Role ? one.Role === Role : String(one.TunnelIndex) === TunnelIndex,
  );
  if (!found) throw new Refusal(404, 'InvalidTunnelId.NotFound', 'The connection has no such tunnel.');
  if (Role && found.Role !== Role) throw invalid(`${name}.Role`);
  if (TunnelIndex && String(found.TunnelIndex) !== TunnelIndex) throw invalid(`${name}.TunnelIndex`);
  return found;
};

/** A tunnel as it becomes. What is not given stays, or falls back to the default: the switch that IkeConfig has, too. */
export const changedTunnel = (
  request: Request,
  world: World,
  connection: VpnConnection,
  { before, given, name }: { before: Tunnel; given: Parameters; name: string },
): Tunnel => {
  const gateway = world.data.gateways.find((one) => one.VpnGatewayId === connection.VpnGatewayId);
  const CustomerGatewayId = given['CustomerGatewayId'] || before.CustomerGatewayId;
  const customer = customerOf(world, request, { CustomerGatewayId }, name);
  const fresh = firstPhases(world, gateway, before.InternetIp, customer);
  const isReplaced = (member: string): boolean =>
    world.platform.ike_config === 'replace' && Object.keys(membersOf(given, member)).length > 0;
  const base = {
    TunnelIkeConfig: (isReplaced('TunnelIkeConfig') ? fresh : before).TunnelIkeConfig,
    TunnelIpsecConfig: (isReplaced('TunnelIpsecConfig') ? fresh : before).TunnelIpsecConfig,
  };
  const { peer, ...rest } = before;
  return {
    // Behind another customer gateway there is another device.
    ...{ ...rest, ...(peer && CustomerGatewayId === before.CustomerGatewayId && { peer }), CustomerGatewayId },
    EnableDpd: flagIn(given, 'EnableDpd', before.EnableDpd ?? true),
    EnableNatTraversal: flagIn(given, 'EnableNatTraversal', before.EnableNatTraversal ?? true),
    ...readCertificate(gateway, given['RemoteCaCertificate'], before.RemoteCaCertificate),
    ...readPhases(world, gateway, given, base),
  };
};

/** BGP of a changed tunnel: on, with what is given over what was; off, gone. */
export const withBgp = (world: World, tunnel: Tunnel, given: Parameters, isOn: boolean, name: string): Tunnel => {
  const bgp = membersOf(given, 'TunnelBgpConfig');
  const { TunnelBgpConfig, ...rest } = tunnel;
  if (!isOn && Object.keys(bgp).length > 0) throw invalid(`${name}.TunnelBgpConfig`);
  if (!isOn) return rest;
  mustHaveAsn(world, tunnel.CustomerGatewayId);
  return { ...rest, TunnelBgpConfig: readBgp(bgp, TunnelBgpConfig ?? {}, `${name}.TunnelBgpConfig`) };
};

/** All tunnels of a connection as they become, changed or not. */
export const changedTunnels = (request: Request, world: World, connection: VpnConnection, isOn: boolean): Tunnel[] => {
  const all = structuresOf(request.input, list);
  const meant = all.map((given, index) => ({ given, name: `${list}.${index + 1}` }));
  const targets = meant.map(({ given, name }) => meantBy(connection, given, name));
  if (new Set(targets).size < targets.length) throw invalid(`${list}.TunnelId`);
  if (isOn) mustKnowBgp(world, request.regionId);
  const tunnels = (connection.tunnels ?? []).map((before) => {
    const at = targets.indexOf(before);
    const { given, name } = meant[at] ?? { given: {}, name: list };
    const after = at < 0 ? before : changedTunnel(request, world, connection, { before, given, name });
    return withBgp(world, after, given, isOn, name);
  });
  mustBeDistinct(world, connection, tunnels);
  return tunnels;
};

/** Puts changed tunnels in the place of the old ones, and finds the devices of those that have none. */
export const setTunnels = (world: World, connection: VpnConnection, tunnels: Tunnel[]): void => {
  connection.tunnels = tunnels;
  connection.CustomerGatewayId = tunnels[0]?.CustomerGatewayId ?? connection.CustomerGatewayId;
  attachDevice(world.data, connection);
};

/** A tunnel as changes answer with it: its flags and numbers are none of the texts that reads have. */
export const tunnelReply = (world: World, connection: VpnConnection, tunnel: Tunnel): Reply => {
  const { Status: _, TunnelBgpConfig: __, ...rest } = shownTunnel(world, connection, tunnel);
  const { EnableDpd = true, EnableNatTraversal = true } = tunnel;
  const { BgpStatus: ___, ...bgp } = tunnelBgp(world, connection, tunnel) ?? {};
  return { ...rest, EnableDpd, EnableNatTraversal, ...('LocalAsn' in bgp && { TunnelBgpConfig: bgp }) };
};
