import { contains, isSame, shared } from '../../network/cidr.ts';
import { carrier, type Health, isPaired } from '../../network/routes.ts';
import { blocksIn } from '../../vendors/end.ts';
import { wasRead } from '../causes/unread.ts';
import type { OwnedRoute } from '../inventory/inventory.ts';
import { isCarrying } from '../inventory/tunnel-state.ts';
import { isOnRouter, type TunnelFacts } from './tunnel-facts.ts';

const ANY = '0.0.0.0/0';

/** Whether both tables of the gateway were read to their end. */
export const areRoutesRead = (facts: TunnelFacts): boolean =>
  !isOnRouter(facts.connection) &&
  wasRead(facts, 'DescribeVpnRouteEntries') &&
  wasRead(facts, 'DescribeVpnPbrRouteEntries');

/** What has to be routed: the remote subnets, or in routed mode the destinations that already lead here. */
export const destinations = ({ connection, routes }: TunnelFacts): readonly string[] => {
  const remote = blocksIn(connection.RemoteSubnet).filter((block) => block !== ANY);
  if (remote.length > 0) return remote;
  return routes.filter(({ NextHop }) => NextHop === connection.VpnConnectionId).map(({ RouteDest }) => RouteDest);
};

/** Whether an active route stays on a connection: not while all its tunnels are down, nor while its health check fails. */
export const servingIn = ({ connection, siblings }: TunnelFacts): Health => {
  const byId = new Map([...siblings, connection].map((one) => [one.VpnConnectionId, one]));
  return (nextHop) => {
    const found = byId.get(nextHop);
    return found && isCarrying(found);
  };
};

/** The local networks; all addresses where none is known. */
const sourcesOf = ({ connection }: TunnelFacts): readonly string[] => {
  const local = blocksIn(connection.LocalSubnet);
  return local.length > 0 ? local : [ANY];
};

/** The next hop that takes all traffic of the local side to a destination; undefined for none, or several. */
export const carrierOf = (facts: TunnelFacts, dest: string): string | undefined => {
  const isUp = servingIn(facts);
  const hops = sourcesOf(facts).map((source) => carrier(facts.routes, dest, source, isUp)?.NextHop);
  return new Set(hops).size === 1 ? hops[0] : undefined;
};

/** What a route takes of the traffic from the local side to a destination. */
export interface Taking {
  /** The destinations that it takes. */
  readonly dest: string;
  /** All of the destination, from all of the local side. */
  readonly isWhole: boolean;
}

/** What an entry takes of a destination, before every other one; undefined for nothing, as of a standby that stands by. */
export const takenBy = (facts: TunnelFacts, route: OwnedRoute, dest: string): Taking | undefined => {
  const { routes } = facts;
  const range = shared(route.RouteDest, dest);
  const isActive = routes.some((one) => one.Weight === 100 && isPaired(one, route));
  if (range === undefined || !isActive) return undefined;
  const isUp = servingIn(facts);
  const parts = sourcesOf(facts).map((local) => {
    const source = route.RouteType === 'pbr' ? shared(local, route.RouteSource ?? ANY) : local;
    const isTaken = source !== undefined && carrier(routes, range, source, isUp) === route;
    return { isTaken, isWhole: isTaken && isSame(source, local) };
  });
  if (!parts.some(({ isTaken }) => isTaken)) return undefined;
  return { dest: range, isWhole: contains(range, dest) && parts.every(({ isWhole }) => isWhole) };
};
