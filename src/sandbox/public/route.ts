import { own, regionRow } from '../handlers/checks.ts';
import { may, must, type Reply, type Request } from '../handlers/handler.ts';
import { oneOf, text } from '../handlers/kinds.ts';
import { page, pageRows } from '../handlers/page.ts';
import { vpnRouteHandlers } from '../handlers/vpn-route.ts';
import type { BgpRoute, DestinationRoute, PolicyRoute, Tunnel, VpnConnection, World } from '../state/world.ts';
import { tunnelState, tunnelStatus } from '../tunnels/state.ts';
import type { PublicHandlers } from './action.ts';
import { tunnelBgp } from './tunnel-reply.ts';

/** The tunnels of a connection that carry traffic, the master first. */
export const tunnelsUp = (world: World, connection: VpnConnection | undefined): Tunnel[] =>
  connection?.tunnels?.filter((one) => tunnelStatus(world, connection, one) === 'ipsec_sa_established') ?? [];

const connectionOf = (world: World, id: string): VpnConnection | undefined =>
  world.data.connections.find((one) => one.VpnConnectionId === id);

/** The tunnel that a route takes now; none where the connection has one only, or none is up. */
const tunnelTaken = (world: World, { NextHop }: DestinationRoute): Reply => {
  const [first] = tunnelsUp(world, connectionOf(world, NextHop));
  return first ? { NextHopTunnelId: first.TunnelId } : {};
};

/** A route that BGP carries now, and the tunnel whose session brought it; none of them where there is one tunnel. */
export interface CarriedRoute extends BgpRoute {
  TunnelId?: string;
}

/** The BGP routes of a connection at this moment: each once for every session that is up. */
export const carriedRoutes = (world: World, connection: VpnConnection): CarriedRoute[] => {
  const { tunnels, VpnConnectionId, VpnBgpConfig } = connection;
  const routes = world.data.routes_bgp.filter((one) => one.NextHop === VpnConnectionId);
  if (!tunnels) {
    const { Status } = tunnelState(world, connection);
    const isUp = VpnBgpConfig && (VpnBgpConfig.BgpStatus ?? 'success') === 'success';
    return isUp && Status === 'ipsec_sa_established' ? routes : [];
  }
  const sessions = tunnels.filter((one) => tunnelBgp(world, connection, one)?.BgpStatus === 'success');
  return routes.flatMap((route) => sessions.map(({ TunnelId }) => ({ ...route, TunnelId })));
};

/** How many routes there are of each type and source, whichever of them were asked for. */
export const countRoutes = (custom: number, carried: readonly BgpRoute[]): Reply[] => {
  const sources = [...new Set(carried.map((one) => one.Source))].sort();
  const learned = sources.map((Source) => ({
    RouteEntryType: 'bgp',
    Source,
    RouteCount: carried.filter((one) => one.Source === Source).length,
  }));
  return [...(custom > 0 ? [{ RouteEntryType: 'custom', RouteCount: custom }] : []), ...learned];
};

/** What both lists say of a BGP route. */
export const shownCarried = ({ RouteDest, NextHop, Source, Community = '', AsPath = '', CreateTime }: BgpRoute) => ({
  ...{ RouteDest, NextHop, Source, Community, AsPath, CreateTime, RouteEntryType: 'bgp', State: 'Active' },
});

const listDestinations = (request: Request, world: World): Reply => {
  const { input } = request;
  const gateway = own(world.data.gateways, request).find((one) => one.VpnGatewayId === input['VpnGatewayId']);
  const id = gateway?.VpnGatewayId;
  const custom = world.data.routes_dbr.filter((one) => one.VpnInstanceId === id);
  const here = id === undefined ? [] : world.data.connections.filter((one) => one.VpnGatewayId === id);
  const carried = here.flatMap((one) => carriedRoutes(world, one));
  const showCustom = (route: DestinationRoute): Reply => {
    const { VpnInstanceId, RouteDest, NextHop, Weight, State, CreateTime } = route;
    const entry = { VpnInstanceId, RouteDest, NextHop, Weight, State, CreateTime, RouteEntryType: 'custom' };
    return { ...entry, ...tunnelTaken(world, route) };
  };
  const showCarried = (route: CarriedRoute): Reply => ({
    ...{ VpnInstanceId: id, ...shownCarried(route) },
    ...(route.TunnelId && { NextHopTunnelId: route.TunnelId }),
  });
  const names = ['VpnRouteEntries', 'VpnRouteEntry'] as const;
  const entries =
    input['RouteEntryType'] === 'bgp'
      ? page(carried, input, names, showCarried)
      : page(custom, input, names, showCustom);
  return { ...entries, VpnRouteCounts: { VpnRouteCount: countRoutes(custom.length, carried) } };
};

const listPolicies = (request: Request, world: World): Reply => {
  const { input } = request;
  const gateway = own(world.data.gateways, request).find((one) => one.VpnGatewayId === input['VpnGatewayId']);
  const routes = world.data.routes_pbr.filter((one) => one.VpnInstanceId === gateway?.VpnGatewayId);
  return page(routes, input, ['VpnPbrRouteEntries', 'VpnPbrRouteEntry'], (route: PolicyRoute) => {
    const { VpnInstanceId, RouteDest, RouteSource, NextHop, Weight, State, CreateTime, Priority = 10 } = route;
    const entry = { VpnInstanceId, RouteDest, RouteSource, NextHop, Weight, State, CreateTime, Priority };
    return { ...entry, ...tunnelTaken(world, route) };
  });
};

export const routeReads = {
  DescribeVpnRouteEntries: {
    effect: 'read',
    takes: { ...regionRow, ...pageRows, VpnGatewayId: must(text), RouteEntryType: may(oneOf('custom', 'bgp')) },
    run: listDestinations,
  },
  DescribeVpnPbrRouteEntries: { ...vpnRouteHandlers.DescribeVpnPbrRouteEntries, run: listPolicies },
} satisfies PublicHandlers;
