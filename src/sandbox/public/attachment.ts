import { findConnection, own, regionRow } from '../handlers/checks.ts';
import { may, must, type Reply, type Request } from '../handlers/handler.ts';
import { oneOf, text } from '../handlers/kinds.ts';
import { pageRows } from '../handlers/page.ts';
import type { ConnectionRoute, VpnConnection, World } from '../state/world.ts';
import { type PublicHandlers, pageOf, readTokenRow } from './action.ts';
import { attachTypeOf } from './connection.ts';
import { type CarriedRoute, carriedRoutes, countRoutes, shownCarried, tunnelsUp } from './route.ts';

const shown = (connection: VpnConnection): Reply => {
  const { VpnConnectionId: InstanceId, Name, Description = '', TransitRouterId, TransitRouterName = '' } = connection;
  const { CrossAccountAuthorized = false, TunnelBandwidth, Tags = [] } = connection;
  return {
    ...{ InstanceId, Name, Description, AttachType: attachTypeOf(connection), TransitRouterId, TransitRouterName },
    ...{ CrossAccountAuthorized, Tag: JSON.stringify({ BGPSupport: 'true', description: 'simulated' }), Tags },
    ...(TunnelBandwidth && { TunnelBandwidth }),
  };
};

const list = (request: Request, world: World): Reply => {
  const id = request.input['VpnConnectionId'];
  const found = own(world.data.connections, request).filter(
    (one) => attachTypeOf(one) === 'CEN' && (!id || one.VpnConnectionId === id),
  );
  return pageOf(found, request.input, 'VpnAttachments', shown);
};

/** Tunnels are named only for a connection with two, and only those that are up. */
const listRoutes = (request: Request, world: World): Reply => {
  const connection = findConnection(world, request);
  const { VpnConnectionId: NextHop, tunnels } = connection;
  const custom = world.data.routes_vco.filter((one) => one.VpnConnectionId === NextHop);
  const carried = carriedRoutes(world, connection);
  const hops = (ids: readonly string[]): Reply => (tunnels ? { NextHopTunnelIdList: ids } : {});
  const up = tunnelsUp(world, connection).map((one) => one.TunnelId);
  const showCustom = ({ RouteDest, Weight, State, CreateTime, VpnConnectionId }: ConnectionRoute): Reply => ({
    ...{ VpnConnectionId, RouteDest, NextHop, Weight, State, CreateTime, RouteEntryType: 'custom', ...hops(up) },
  });
  const once = carried.filter((one, index) => index === carried.findIndex((other) => isSame(one, other)));
  const showCarried = (route: CarriedRoute): Reply => {
    const through = carried.flatMap((one) => (isSame(one, route) && one.TunnelId) || []);
    return { VpnConnectionId: NextHop, ...shownCarried(route), ...hops(through) };
  };
  const entries =
    request.input['RouteEntryType'] === 'bgp'
      ? pageOf(once, request.input, 'VcoRouteEntries', showCarried)
      : pageOf(custom, request.input, 'VcoRouteEntries', showCustom);
  return { ...entries, ...(tunnels && { VpnRouteCounts: countRoutes(custom.length, once) }) };
};

const isSame = (a: CarriedRoute, b: CarriedRoute): boolean => a.RouteDest === b.RouteDest && a.Source === b.Source;

export const attachmentHandlers = {
  DescribeVpnAttachments: {
    effect: 'read',
    takes: { ...regionRow, ...pageRows, AttachType: may(oneOf('CEN')), VpnConnectionId: may(text) },
    run: list,
  },
  DescribeVcoRouteEntries: {
    effect: 'read',
    takes: {
      ...{ ...regionRow, ...pageRows, ...readTokenRow },
      ...{ VpnConnectionId: must(text), RouteEntryType: may(oneOf('custom', 'bgp')) },
    },
    run: listRoutes,
  },
} satisfies PublicHandlers;
