import type { Fields } from '../catalogue/action.ts';
import { contains, isSame, onBoundary } from './cidr.ts';

/** One entry of either route table of a gateway; only policy routes (`pbr`) have a source. */
export interface Route {
  readonly RouteType: 'dbr' | 'pbr';
  readonly RouteDest: string;
  readonly RouteSource?: string;
  readonly NextHop: string;
  /** 100 is active, 0 is standby; there are no other values. */
  readonly Weight: number;
  /** Of policy routes that fit, the one with the least number is taken; absent where the platform has no such order. */
  readonly Priority?: number;
  /** `published` entries are also in the VPC's route table, `normal` ones are not. */
  readonly State: string;
  /** The tunnel of the next hop that it takes, where the hop has several. */
  readonly NextHopTunnelId?: string;
  /** Learned from the peer by BGP: it is active and propagated by itself, and no call writes it. */
  readonly isLearned?: true;
}

/** An entry of a route table, made from a row of the API's list. */
export const routeFromRow = (type: Route['RouteType'], row: Fields): Route => {
  const isLearned = row['RouteEntryType'] === 'bgp';
  const tunnel = row['NextHopTunnelId'];
  return {
    RouteType: type,
    RouteDest: String(row['RouteDest'] ?? ''),
    ...(type === 'pbr' && typeof row['RouteSource'] === 'string' && { RouteSource: row['RouteSource'] }),
    NextHop: String(row['NextHop'] ?? ''),
    // BGP knows no weight: what it learned is used.
    Weight: Number(row['Weight'] ?? (isLearned ? 100 : 0)),
    State: String(row['State'] ?? ''),
    ...(type === 'pbr' && typeof row['Priority'] === 'number' && { Priority: row['Priority'] }),
    ...(typeof tunnel === 'string' && tunnel !== '' && { NextHopTunnelId: tunnel }),
    ...(isLearned && { isLearned }),
  };
};

/** Whether an entry of a gateway's table is the cloud's own network, which BGP tells the peer: no way to the peer. */
export const isAnnounced = (row: Fields): boolean => row['RouteEntryType'] === 'bgp' && row['Source'] === 'CLOUD';

/** Whether an entry is in the list of the same addresses: the members of an active/standby pair. */
export const isPaired = (a: Route, b: Route): boolean =>
  a.RouteType === b.RouteType && isSame(a.RouteDest, b.RouteDest) && isSame(a.RouteSource ?? '', b.RouteSource ?? '');

/** The same for all members of a pair and for nothing else. */
const pairKey = ({ RouteType, RouteDest, RouteSource = '' }: Route): string =>
  `${RouteType} ${onBoundary(RouteDest)} ${onBoundary(RouteSource)}`;

/** Entries grouped by what they match, each group with the active ones first. */
export const pairs = <R extends Route>(routes: readonly R[]): readonly (readonly R[])[] => {
  const groups = new Map<string, R[]>();
  for (const route of routes) {
    const key = pairKey(route);
    const group = groups.get(key);
    if (group) group.push(route);
    else groups.set(key, [route]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => b.Weight - a.Weight));
};

/** Whether a tunnel would carry traffic now; undefined where that is not known. */
export type Health = (nextHop: string) => boolean | undefined;

/**
 * The member of an active/standby group that is used: the active one unless it is down and a standby is up; with
 * neither up, the active one.
 */
export const used = (group: readonly Route[], isUp: Health = () => undefined): Route | undefined => {
  const [active, ...others] = [...group].sort((a, b) => b.Weight - a.Weight);
  if (!active || isUp(active.NextHop) !== false) return active;
  return others.find((route) => isUp(route.NextHop) === true) ?? active;
};

const prefixOf = (block: string): number => Number(block.split('/')[1] ?? 0);

const matches = (route: Route, dest: string, source?: string): boolean =>
  contains(route.RouteDest, dest) &&
  (route.RouteType === 'dbr' || (source !== undefined && contains(route.RouteSource ?? '', source)));

/** Before any destination route; by priority where there is one, then by the length of the source. */
const policyRank = ({ RouteType, Priority = 100, RouteSource = '' }: Route): number =>
  RouteType === 'pbr' ? 1000 + (100 - Priority) * 100 + prefixOf(RouteSource) : 0;

/**
 * The entry that carries all of a destination: policy routes before destination routes, the least priority number first, then the longest prefix, then
 * the pair's own order. A policy route counts only for a source that it holds whole.
 */
export const carrier = (routes: readonly Route[], dest: string, source?: string, isUp?: Health): Route | undefined => {
  const matching = pairs(routes.filter((route) => matches(route, dest, source)));
  const rank = ([first]: readonly Route[]): number => (first ? policyRank(first) + prefixOf(first.RouteDest) : -1);
  const best = [...matching].sort((a, b) => rank(b) - rank(a))[0];
  return best && used(best, isUp);
};

const isSamePriority = (a: Route, b: Route): boolean => (a.Priority ?? b.Priority) === (b.Priority ?? a.Priority);

/** Entries already at weight 100 for the same addresses, and with the same priority: the cloud accepts only one. */
export const alreadyActive = (routes: readonly Route[], fresh: Route): readonly Route[] =>
  fresh.Weight === 100
    ? routes.filter(
        (route) =>
          route.Weight === 100 &&
          route.NextHop !== fresh.NextHop &&
          isPaired(route, fresh) &&
          isSamePriority(route, fresh),
      )
    : [];
