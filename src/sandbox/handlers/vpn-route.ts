import { overlapCidr } from 'cidr-tools';
import { Refusal } from '../state/refusal.ts';
import type { DestinationRoute, VpnGateway, World } from '../state/world.ts';
import {
  findConnection,
  findGateway,
  flagOf,
  mustBePaidAndFree,
  mustFitQuota,
  own,
  regionRow,
  tokenRow,
} from './checks.ts';
import { type Handlers, may, must, type Reply, type Request } from './handler.ts';
import { cidr, flag, invalid, oneOf, text, textUpTo } from './kinds.ts';
import { page, pageRows } from './page.ts';

/** The two tables of a gateway: only entries of `routes_pbr` have a source. */
type Table = 'routes_dbr' | 'routes_pbr';

type Route = DestinationRoute & { RouteSource?: string };

const routesOf = (world: World, table: Table, gateway: VpnGateway): Route[] =>
  world.data[table].filter((one) => one.VpnInstanceId === gateway.VpnGatewayId);

/** Whether an entry is the one that a request describes, whatever its weight. */
const isMeant = (route: Route, { input }: Request): boolean =>
  route.RouteDest === input['RouteDest'] &&
  route.NextHop === input['NextHop'] &&
  (!input['RouteSource'] || route.RouteSource === input['RouteSource']);

const notFound = (): Refusal =>
  new Refusal(404, 'InvalidRouteEntry.NotFound', 'The specified route entry does not exist.');

/** The entry with exactly this destination, next hop, source and current weight. */
const findRoute = (request: Request, world: World, table: Table, gateway: VpnGateway): Route => {
  const weight = Number(request.input['Weight']);
  const found = routesOf(world, table, gateway).find((one) => isMeant(one, request) && one.Weight === weight);
  if (!found) throw notFound();
  return found;
};

/**
 * Two entries for one destination may not both be active [guide 6.5.1, 6.5.6]. Of policy routes only those with the same
 * source conflict: the guide's note leaves the source out, but traffic from another source is other traffic. Code
 * from the newer public contract.
 */
const mustNotConflict = (route: Route, others: readonly Route[], weight: number): void => {
  const conflicts = (one: Route): boolean =>
    one !== route && one.RouteDest === route.RouteDest && one.RouteSource === route.RouteSource && one.Weight === 100;
  if (weight === 100 && others.some(conflicts))
    throw new Refusal(400, 'VpnRouteEntry.Conflict', 'Another entry for this destination already has weight 100.');
};

/** The newer public documents exclude the default route and the cloud's own service range. */
export const isRoutable = (block: string): boolean => block !== '0.0.0.0/0' && !overlapCidr(block, '100.64.0.0/10');

/** On gateways of two tunnels they exclude the default route only, and that of destination routes only. */
const mayLeadTo = (world: World, gateway: VpnGateway, { RouteDest, RouteSource }: Route): boolean => {
  const isDual = world.platform.kind === 'public' && gateway.DisasterRecoveryInternetIp !== undefined;
  if (!isDual) return isRoutable(RouteDest);
  return RouteSource !== undefined || RouteDest !== '0.0.0.0/0';
};

const isSame = (a: Route, b: Route): boolean =>
  a.RouteDest === b.RouteDest && a.NextHop === b.NextHop && a.RouteSource === b.RouteSource;

const mustBeNew = (world: World, table: Table, gateway: VpnGateway, route: Route): void => {
  const others = routesOf(world, table, gateway);
  if (!mayLeadTo(world, gateway, route)) throw invalid('RouteDest', 'IllegalParam.RouteDest');
  if (others.some((one) => isSame(one, route)))
    throw new Refusal(400, 'VpnRouteEntry.AlreadyExists', 'The specified route entry is already exist.');
  mustNotConflict(route, others, route.Weight);
  mustFitQuota(others.length, quotaOf(world, table));
};

const quotaOf = (world: World, table: Table): number => {
  const { routes_per_gateway, policy_routes_per_gateway } = world.platform.quotas;
  return table === 'routes_dbr' ? routes_per_gateway : policy_routes_per_gateway;
};

const add = (world: World, route: Route): void => {
  if (route.RouteSource === undefined) world.data.routes_dbr.push(route);
  else world.data.routes_pbr.push({ ...route, RouteSource: route.RouteSource });
};

const create =
  (table: Table) =>
  (request: Request, world: World): Reply => {
    const { input } = request;
    const gateway = findGateway(world, request);
    mustBePaidAndFree(world, gateway);
    mustBeOn(gateway, request, world);
    const route: Route = {
      VpnInstanceId: gateway.VpnGatewayId,
      RouteDest: input['RouteDest'] ?? '',
      ...(table === 'routes_pbr' && { RouteSource: input['RouteSource'] ?? '' }),
      NextHop: input['NextHop'] ?? '',
      Weight: Number(input['Weight']),
      State: flagOf(request, 'PublishVpc', false) ? 'published' : 'normal',
      CreateTime: Math.floor(world.clock.now()),
      Description: input['Description'] ?? '',
      OverlayMode: input['OverlayMode'] || 'Ipsec',
    };
    mustBeNew(world, table, gateway, route);
    add(world, route);
    world.begin(gateway, 'updating');
    return { ...route };
  };

/** A new entry leads to a connection of this very gateway. */
const mustBeOn = (gateway: VpnGateway, request: Request, world: World): void => {
  if (findConnection(world, request, 'NextHop').VpnGatewayId !== gateway.VpnGatewayId) throw invalid('NextHop');
};

const changeWeight =
  (table: Table) =>
  (request: Request, world: World): Reply => {
    const gateway = findGateway(world, request);
    mustBePaidAndFree(world, gateway);
    const route = findRoute(request, world, table, gateway);
    const others = routesOf(world, table, gateway).filter((one) => one !== route);
    const weight = Number(request.input['NewWeight']);
    mustFollowContract(world, route, others);
    if (world.platform.weight_contract !== 'dual-tunnel') {
      mustNotConflict(route, others, weight);
      route.Weight = weight;
    }
    world.begin(gateway, 'updating');
    return {};
  };

/** The newer public contract: of an active and a standby entry, one must be deleted before the other is changed. */
const mustFollowContract = (world: World, route: Route, others: readonly Route[]): void => {
  const isPair = others.some((one) => one.RouteDest === route.RouteDest && one.RouteSource === route.RouteSource);
  if (world.platform.weight_contract === 'public' && isPair)
    throw new Refusal(400, 'VpnRouteEntry.BackupRoute', 'Validate backup route entry failed.');
};

const remove =
  (table: Table) =>
  (request: Request, world: World): Reply => {
    const gateway = findGateway(world, request);
    mustBePaidAndFree(world, gateway);
    const route = findRoute(request, world, table, gateway);
    if (table === 'routes_dbr') world.data.routes_dbr = world.data.routes_dbr.filter((one) => one !== route);
    else world.data.routes_pbr = world.data.routes_pbr.filter((one) => one !== route);
    world.begin(gateway, 'updating');
    return {};
  };

/** The call has no RouteSource, so for policy routes it means every entry with that destination and next hop. */
const publish = (request: Request, world: World): Reply => {
  const gateway = findGateway(world, request);
  mustBePaidAndFree(world, gateway);
  const table = request.input['RouteType'] === 'pbr' ? 'routes_pbr' : 'routes_dbr';
  const meant = routesOf(world, table, gateway).filter((one) => isMeant(one, request));
  if (meant.length === 0) throw notFound();
  for (const route of meant) route.State = flagOf(request, 'PublishVpc', false) ? 'published' : 'normal';
  world.begin(gateway, 'updating');
  return {};
};

/** What a list says of an entry. */
const shown = ({ VpnInstanceId, RouteDest, RouteSource, NextHop, Weight, State, CreateTime }: Route): Reply => ({
  ...{ VpnInstanceId, RouteDest, ...(RouteSource !== undefined && { RouteSource }) },
  ...{ NextHop, Weight, State, CreateTime },
});

/** A gateway that is not there has no routes: list operations answer with an empty list. */
const list =
  (table: Table, ...names: [outer: string, inner: string]) =>
  (request: Request, world: World): Reply => {
    const gateway = own(world.data.gateways, request).find((one) => one.VpnGatewayId === request.input['VpnGatewayId']);
    const routes = gateway ? routesOf(world, table, gateway) : [];
    return page(routes, request.input, names, shown);
  };

/**
 * What AutoConfigRoute does: one published destination route for each remote block, standing by where another
 * connection already carries the destination. Blocks that cannot be routed, or have their entry, are left out.
 */
export const configureRoutes = (
  world: World,
  gateway: VpnGateway,
  NextHop: string,
  blocks: readonly string[],
): void => {
  const known = routesOf(world, 'routes_dbr', gateway);
  const added = blocks
    .filter((block) => isRoutable(block) && !known.some((one) => one.RouteDest === block && one.NextHop === NextHop))
    .map((RouteDest): Route => {
      const Weight = known.some((one) => one.RouteDest === RouteDest && one.Weight === 100) ? 0 : 100;
      const CreateTime = Math.floor(world.clock.now());
      const VpnInstanceId = gateway.VpnGatewayId;
      return { VpnInstanceId, RouteDest, NextHop, Weight, State: 'published', CreateTime, OverlayMode: 'Ipsec' };
    });
  if (added.length > 0) mustFitQuota(known.length + added.length - 1, quotaOf(world, 'routes_dbr'));
  for (const route of added) add(world, route);
};

const weight = oneOf('0', '100');
const entryRows = { ...regionRow, ...tokenRow, VpnGatewayId: must(text), NextHop: must(text), RouteDest: must(cidr) };
const sourceRow = { RouteSource: must(cidr) };
const overlayRow = { OverlayMode: may(oneOf('Ipsec')) };
const weighedRows = { ...entryRows, ...overlayRow, Weight: must(weight) };
const newRows = { ...weighedRows, PublishVpc: must(flag), Description: may(textUpTo(256)) };
const listRows = { ...regionRow, ...pageRows, VpnGatewayId: must(text) };

export const vpnRouteHandlers = {
  CreateVpnRouteEntry: { effect: 'write', takes: newRows, run: create('routes_dbr') },
  ModifyVpnRouteEntryWeight: {
    effect: 'write',
    takes: { ...weighedRows, NewWeight: must(weight) },
    run: changeWeight('routes_dbr'),
  },
  DeleteVpnRouteEntry: { effect: 'write', takes: weighedRows, run: remove('routes_dbr') },
  DescribeVpnRouteEntries: {
    effect: 'read',
    takes: listRows,
    run: list('routes_dbr', 'VpnRouteEntries', 'VpnRouteEntry'),
  },
  PublishVpnRouteEntry: {
    effect: 'write',
    takes: { ...entryRows, PublishVpc: must(flag), RouteType: must(oneOf('pbr', 'dbr')) },
    run: publish,
  },
  CreateVpnPbrRouteEntry: { effect: 'write', takes: { ...newRows, ...sourceRow }, run: create('routes_pbr') },
  ModifyVpnPbrRouteEntryWeight: {
    effect: 'write',
    takes: { ...weighedRows, ...sourceRow, NewWeight: must(weight) },
    run: changeWeight('routes_pbr'),
  },
  DeleteVpnPbrRouteEntry: { effect: 'write', takes: { ...weighedRows, ...sourceRow }, run: remove('routes_pbr') },
  DescribeVpnPbrRouteEntries: {
    effect: 'read',
    takes: listRows,
    run: list('routes_pbr', 'VpnPbrRouteEntries', 'VpnPbrRouteEntry'),
  },
} satisfies Handlers;
