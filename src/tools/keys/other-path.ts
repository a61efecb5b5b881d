import { DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { isAnnounced, pairs, type Route, routeFromRow, used } from '../../network/routes.ts';
import { readRows } from '../every-page.ts';
import { type Connection, reasonOf } from '../inventory/inventory.ts';
import { isCarrying } from '../inventory/tunnel-state.ts';

/** What goes through a connection by the routes of its gateway, and what else could carry it. */
export interface Paths {
  /** Nothing else could carry these now. */
  readonly alone: readonly string[];
  /** Others that are up stand by for these. */
  readonly movable: readonly string[];
  readonly standbys: readonly string[];
  /** Others carry these; it stands by. */
  readonly elsewhere: readonly string[];
  readonly carriers: readonly string[];
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** Whose traffic stops when a connection stops. */
export const pathsOf = (id: string, routes: readonly Route[], connections: readonly Connection[]): Paths => {
  const byId = new Map(connections.map((one) => [one.VpnConnectionId ?? '', one]));
  const isUp = (hop: string): boolean | undefined => {
    const found = byId.get(hop);
    return found && isCarrying(found);
  };
  const nameOf = (hop: string): string => (byId.get(hop)?.Name ? `${byId.get(hop)?.Name} (${hop})` : hop);
  const groups = pairs(routes)
    .filter((group) => group.some(({ NextHop }) => NextHop === id))
    .map((group) => ({
      dest: group[0]?.RouteDest ?? '',
      carrier: used(group, isUp)?.NextHop ?? id,
      up: group.filter(({ NextHop }) => NextHop !== id && isUp(NextHop) === true).map(({ NextHop }) => NextHop),
    }));
  const own = groups.filter(({ carrier }) => carrier === id);
  const others = groups.filter(({ carrier }) => carrier !== id);
  const destsOf = (of: typeof groups) => unique(of.map(({ dest }) => dest));
  return {
    alone: destsOf(own.filter(({ up }) => up.length === 0)),
    movable: destsOf(own.filter(({ up }) => up.length > 0)),
    standbys: unique(own.flatMap(({ up }) => up)).map(nameOf),
    elsewhere: destsOf(others),
    carriers: unique(others.map(({ carrier }) => carrier)).map(nameOf),
  };
};

/** The same as the cloud shows it now, or why it could not be read. Rejects for an abort. */
export const readPaths = async (
  invoke: Invoke,
  call: Call,
  RegionId: string,
  { VpnConnectionId = '', VpnGatewayId }: Connection,
): Promise<Paths | { readonly unread: string }> => {
  if (!VpnGatewayId) return { unread: 'it hangs on a transit router, whose routes are not read here' };
  try {
    const place = { RegionId, VpnGatewayId };
    const [dbr, pbr, connections] = await Promise.all([
      readRows(invoke, DescribeVpnRouteEntries, place, call),
      readRows(invoke, DescribeVpnPbrRouteEntries, place, call),
      readRows(invoke, DescribeVpnConnections, place, call),
    ]);
    const unread = dbr.unread ?? pbr.unread ?? connections.unread;
    if (unread) return { unread: unread.en };
    const routes = [
      ...dbr.rows.filter((row) => !isAnnounced(row)).map((row) => routeFromRow('dbr', row)),
      ...pbr.rows.map((row) => routeFromRow('pbr', row)),
    ];
    return pathsOf(VpnConnectionId, routes, connections.rows);
  } catch (error) {
    return { unread: reasonOf(error, DescribeVpnRouteEntries.name, call.signal) };
  }
};
