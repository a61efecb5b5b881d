import { findConnection, findGateway, mustBePaidAndFree, regionRow, tokenRow } from '../handlers/checks.ts';
import { may, must, type Reply, type Request } from '../handlers/handler.ts';
import { cidr, flag, integer, invalid, oneOf, text } from '../handlers/kinds.ts';
import { isRoutable, vpnRouteHandlers } from '../handlers/vpn-route.ts';
import { dryRunRow, type PublicHandlers } from '../public/action.ts';
import { missing, Refusal } from '../state/refusal.ts';
import type { ConnectionRoute, PolicyRoute, World } from '../state/world.ts';
import { shortDescription } from './kinds.ts';

const firstPriority = 10;

const notFound = (): Refusal =>
  new Refusal(404, 'InvalidRouteEntry.NotFound', 'The specified route entry does not exist.');

/** The policy route with this destination, source, next hop and weight; and with this priority, where one is named. */
const findPolicy = ({ input }: Request, world: World): PolicyRoute => {
  const { VpnGatewayId, RouteDest, RouteSource, NextHop, Weight, Priority } = input;
  const found = world.data.routes_pbr.find(
    (one) =>
      one.VpnInstanceId === VpnGatewayId &&
      one.RouteDest === RouteDest &&
      one.RouteSource === RouteSource &&
      one.NextHop === NextHop &&
      one.Weight === Number(Weight) &&
      (!Priority || (one.Priority ?? firstPriority) === Number(Priority)),
  );
  if (!found) throw notFound();
  return found;
};

const createPolicy = async (request: Request, world: World): Promise<Reply> => {
  const reply = await CreateVpnPbrRouteEntry.run(request, world);
  const Priority = Number(request.input['Priority'] || firstPriority);
  findPolicy({ ...request, input: { ...request.input, Priority: '' } }, world).Priority = Priority;
  return { ...reply, Priority };
};

/** As the guide has it, for the route of that priority. */
const ofPriority =
  (run: (request: Request, world: World) => Reply | Promise<Reply>) =>
  (request: Request, world: World): Reply | Promise<Reply> => {
    mustBePaidAndFree(world, findGateway(world, request));
    findPolicy(request, world);
    return run(request, world);
  };

/** A new weight keeps the guide's rules; a new priority has none. */
const modifyPolicy = async (request: Request, world: World): Promise<Reply> => {
  const { NewPriority, NewWeight } = request.input;
  if (!NewPriority && !NewWeight) throw missing('NewPriority');
  const gateway = findGateway(world, request);
  mustBePaidAndFree(world, gateway);
  const route = findPolicy(request, world);
  if (NewWeight) await ModifyVpnPbrRouteEntryWeight.run(request, world);
  if (NewPriority) route.Priority = Number(NewPriority);
  if (!NewWeight) world.begin(gateway, 'updating');
  return {};
};

const findVco = ({ input }: Request, world: World): ConnectionRoute | undefined =>
  world.data.routes_vco.find(
    (one) => one.VpnConnectionId === input['VpnConnectionId'] && one.RouteDest === input['RouteDest'],
  );

/** A route of an attachment leads to itself, and only a transit router can take it. The codes are not documented. */
const mustBeOnRouter = (request: Request, world: World): void => {
  const connection = findConnection(world, request);
  if (request.input['NextHop'] !== connection.VpnConnectionId) throw invalid('NextHop');
  if (!connection.TransitRouterId)
    throw new Refusal(400, 'OperationUnsupported.NotAttached', 'The IPsec connection is on no transit router.');
};

const createVco = (request: Request, world: World): Reply => {
  const { VpnConnectionId = '', NextHop = '', RouteDest = '', Description = '' } = request.input;
  mustBeOnRouter(request, world);
  if (!isRoutable(RouteDest)) throw invalid('RouteDest', 'IllegalParam.RouteDest');
  if (findVco(request, world))
    throw new Refusal(400, 'VpnRouteEntry.AlreadyExists', 'The specified route entry is already exist.');
  const route: ConnectionRoute = {
    ...{ VpnConnectionId, RouteDest, Weight: Number(request.input['Weight']), State: 'published', Description },
    ...{ OverlayMode: 'Ipsec', CreateTime: Math.floor(world.clock.now()) },
  };
  world.data.routes_vco.push(route);
  return { ...route, NextHop };
};

/** The route of an attachment with this destination and weight. */
const meantVco = (request: Request, world: World): ConnectionRoute => {
  mustBeOnRouter(request, world);
  const found = findVco(request, world);
  if (!found || found.Weight !== Number(request.input['Weight'])) throw notFound();
  return found;
};

const weighVco = (request: Request, world: World): Reply => {
  meantVco(request, world).Weight = Number(request.input['NewWeight']);
  return {};
};

const removeVco = (request: Request, world: World): Reply => {
  const route = meantVco(request, world);
  world.data.routes_vco = world.data.routes_vco.filter((one) => one !== route);
  return {};
};

const weight = oneOf('0', '100');
const priority = integer(1, 100);
const { CreateVpnRouteEntry, CreateVpnPbrRouteEntry } = vpnRouteHandlers;
const { ModifyVpnPbrRouteEntryWeight, DeleteVpnPbrRouteEntry } = vpnRouteHandlers;
const { OverlayMode } = CreateVpnRouteEntry.takes;
const textRow = { Description: may(shortDescription) };
const priorityRow = { Priority: may(priority) };
const policyRows = {
  ...{ ...regionRow, ...tokenRow, VpnGatewayId: must(text), NextHop: must(text), RouteDest: must(cidr) },
  ...{ RouteSource: must(cidr), Weight: must(weight) },
};
const vcoRows = {
  ...{ ...regionRow, ...tokenRow, VpnConnectionId: must(text), NextHop: must(text), RouteDest: must(cidr) },
  ...{ OverlayMode, Weight: must(weight) },
};

export const routeWrites = {
  CreateVpnRouteEntry: {
    ...CreateVpnRouteEntry,
    takes: { ...CreateVpnRouteEntry.takes, ...textRow, ...dryRunRow },
  },
  CreateVpnPbrRouteEntry: {
    effect: 'write',
    takes: { ...CreateVpnPbrRouteEntry.takes, ...textRow, ...priorityRow, ...dryRunRow },
    run: createPolicy,
  },
  ModifyVpnPbrRouteEntryWeight: {
    effect: 'write',
    takes: { ...ModifyVpnPbrRouteEntryWeight.takes, ...priorityRow },
    run: ofPriority(ModifyVpnPbrRouteEntryWeight.run),
  },
  ModifyVpnPbrRouteEntryPriority: {
    effect: 'write',
    takes: { ...policyRows, ...priorityRow, NewPriority: must(priority) },
    run: modifyPolicy,
  },
  ModifyVpnPbrRouteEntryAttribute: {
    effect: 'write',
    takes: { ...policyRows, Priority: must(priority), NewPriority: may(priority), NewWeight: may(weight) },
    run: modifyPolicy,
  },
  DeleteVpnPbrRouteEntry: {
    effect: 'write',
    takes: { ...DeleteVpnPbrRouteEntry.takes, ...priorityRow },
    run: ofPriority(DeleteVpnPbrRouteEntry.run),
  },
  CreateVcoRouteEntry: {
    effect: 'write',
    takes: { ...vcoRows, Description: may(text), DryRun: may(flag) },
    run: createVco,
  },
  ModifyVcoRouteEntryWeight: { effect: 'write', takes: { ...vcoRows, NewWeight: must(weight) }, run: weighVco },
  DeleteVcoRouteEntry: { effect: 'write', takes: vcoRows, run: removeVco },
} satisfies PublicHandlers;
