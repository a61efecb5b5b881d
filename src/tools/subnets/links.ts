import { pairs, type Route, used } from '../../network/routes.ts';
import { readTunnels } from '../../network/tunnels.ts';
import { labelOf } from '../inventory/connection-words.ts';
import type { Connection } from '../inventory/inventory.ts';
import { isCarrying } from '../inventory/tunnel-state.ts';
import { type Asked, endAlike, isRouted } from './change.ts';

/** A connection that is changed, and what it does for its pair. */
export interface Link {
  readonly id: string;
  /** `name (id)`. */
  readonly label: string;
  readonly connection: Connection;
  /** Whether traffic gets through it now; undefined where that is not known. */
  readonly isUp: boolean | undefined;
}

const idOf = ({ VpnConnectionId = '' }: Connection): string => VpnConnectionId;

const groupsWith = (routes: readonly Route[], hop: string): readonly (readonly Route[])[] =>
  pairs(routes).filter((group) => group.some(({ NextHop }) => NextHop === hop));

/** Whether two connections stand by for each other: one destination at least that both have an entry for. */
const shareRoutes = (routes: readonly Route[], one: string, other: string): boolean =>
  groupsWith(routes, one).some((group) => group.some(({ NextHop }) => NextHop === other));

/** Connections that stand beside the one that was named. */
export interface Around {
  /** They back each other up, with the same lists: they are changed together. */
  readonly partners: readonly Connection[];
  /** The same lists without a destination in common, or a destination in common with other lists: left as they are, and told. */
  readonly alike: readonly Connection[];
}

/** Who is changed together with a connection. Equal lists mean nothing where routes alone decide. */
export const partnersOf = (
  named: Connection,
  all: readonly Connection[],
  routes: readonly Route[],
  asked: Asked,
): Around => {
  const own = idOf(named);
  const hasRoutes = (one: Connection): boolean => groupsWith(routes, idOf(one)).length > 0;
  const others = all.filter((one) => idOf(one) !== own && one.VpnGatewayId === named.VpnGatewayId);
  const isShared = (one: Connection): boolean => shareRoutes(routes, own, idOf(one));
  const isUnrouted = (one: Connection): boolean => !hasRoutes(named) || !hasRoutes(one);
  const isAlike = (one: Connection): boolean => !isRouted(one) && endAlike(named, one, asked);
  const isPartner = (one: Connection): boolean =>
    isRouted(named) ? isRouted(one) && isShared(one) : isAlike(one) && (isShared(one) || isUnrouted(one));
  return {
    partners: others.filter(isPartner),
    alike: others.filter((one) => !isPartner(one) && ((!isRouted(named) && isAlike(one)) || isShared(one))),
  };
};

/** How many destinations a connection carries now: the active entry counts unless its tunnel is down and another is up. */
const carriedBy = (id: string, routes: readonly Route[], connections: readonly Connection[]): number => {
  const ups = new Map(connections.map((one) => [idOf(one), isCarrying(one)]));
  return groupsWith(routes, id).filter((group) => used(group, (hop) => ups.get(hop))?.NextHop === id).length;
};

/** The connections that are changed, the one that stands by first, so that something carries the traffic all the time. */
export const linksOf = (connections: readonly Connection[], routes: readonly Route[]): readonly Link[] => {
  const links = connections.map((connection) => ({
    id: idOf(connection),
    label: labelOf(connection),
    connection,
    isUp: isCarrying(connection),
  }));
  const counts = new Map(links.map(({ id }) => [id, carriedBy(id, routes, connections)]));
  const count = ({ id }: Link): number => counts.get(id) ?? 0;
  return links.toSorted((a, b) => count(a) - count(b) || Number(a.isUp === true) - Number(b.isUp === true));
};

/** The one that carries the traffic. */
export const activeOf = (links: readonly Link[]): Link | undefined => links.at(-1);

const isFilled = (config: Connection['VpnBgpConfig']): boolean =>
  Object.values(config ?? {}).some((value) => value !== undefined && value !== '');

/** Whether a connection, or a tunnel of it, runs BGP. */
export const isBgpOn = (connection: Connection): boolean =>
  connection.EnableTunnelsBgp === true ||
  readTunnels(connection).tunnels.some((tunnel) => isFilled(tunnel.connection.VpnBgpConfig));
