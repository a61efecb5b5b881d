import { contains, isSame, overlaps, shared } from './cidr.ts';

/** One entry of either route table of a gateway; only policy routes (`pbr`) have a source. */
export interface Route {
  readonly RouteType: 'dbr' | 'pbr';
  readonly RouteDest: string;
  readonly RouteSource?: string;
  readonly NextHop: string;
  /** 100 is active, 0 is standby; there are no other values. */
  readonly Weight: number;
  /** `published` is told to the VPC's route table, `normal` is not. */
  readonly State: string;
}

/** An entry whose traffic, or a part of it, would take another way. */
export interface Move {
  readonly route: Route;
  /** The destination that moves: the narrower of the two blocks. */
  readonly range: string;
  readonly why: 'outranked' | 'more specific' | 'policy before destination' | 'order unknown';
}

/** Whether an entry is in the list of the same addresses: the members of an active/standby pair. */
export const isPaired = (a: Route, b: Route): boolean =>
  a.RouteType === b.RouteType && isSame(a.RouteDest, b.RouteDest) && isSame(a.RouteSource ?? '', b.RouteSource ?? '');

/** Entries grouped by what they match, each group with the active ones first. */
export const pairs = (routes: readonly Route[]): readonly (readonly Route[])[] => {
  const groups: Route[][] = [];
  for (const route of routes) {
    const group = groups.find(([first]) => first !== undefined && isPaired(first, route));
    if (group) group.push(route);
    else groups.push([route]);
  }
  return groups.map((group) => group.sort((a, b) => b.Weight - a.Weight));
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

/**
 * The entry that carries all of a destination: policy routes before destination routes, then the longest prefix, then
 * the pair's own order. A policy route counts only for a source that it holds whole.
 */
export const carrier = (routes: readonly Route[], dest: string, source?: string, isUp?: Health): Route | undefined => {
  const matching = pairs(routes.filter((route) => matches(route, dest, source)));
  const rank = ([first]: readonly Route[]): number =>
    first ? (first.RouteType === 'pbr' ? 1000 + prefixOf(first.RouteSource ?? '') : 0) + prefixOf(first.RouteDest) : -1;
  const best = [...matching].sort((a, b) => rank(b) - rank(a))[0];
  return best && used(best, isUp);
};

const holds = (outer: Route, inner: Route): boolean =>
  contains(outer.RouteDest, inner.RouteDest) &&
  (outer.RouteType === 'dbr' || contains(outer.RouteSource ?? '', inner.RouteSource ?? ''));

const touches = (a: Route, b: Route): boolean =>
  overlaps(a.RouteDest, b.RouteDest) &&
  (a.RouteType !== b.RouteType || a.RouteType === 'dbr' || overlaps(a.RouteSource ?? '', b.RouteSource ?? ''));

const why = (route: Route, fresh: Route): Move['why'] | undefined => {
  if (route.RouteType !== fresh.RouteType) return fresh.RouteType === 'pbr' ? 'policy before destination' : undefined;
  if (isPaired(route, fresh)) return fresh.Weight >= route.Weight ? 'outranked' : undefined;
  if (holds(route, fresh)) return 'more specific';
  return holds(fresh, route) ? undefined : 'order unknown';
};

/** Only the entries that carry something: the used one of each pair, and of nested ones the narrowest around `fresh`. */
const carrying = (routes: readonly Route[], fresh: Route): readonly Route[] => {
  const leaders = pairs(routes).flatMap((group) => used(group) ?? []);
  const around = leaders.filter((route) => route.RouteType === fresh.RouteType && holds(route, fresh));
  const narrower = (a: Route, b: Route): boolean => a !== b && holds(a, b) && !isPaired(a, b);
  return leaders.filter((route) => !around.includes(route) || !around.some((other) => narrower(route, other)));
};

/**
 * Which existing entries would lose traffic to `fresh`, through another tunnel, if it came to be (or were published).
 * Entries through the same tunnel do not count: nothing moves. `State` is not looked at; filter before if it matters.
 */
export const wouldMove = (routes: readonly Route[], fresh: Route): readonly Move[] =>
  carrying(routes, fresh)
    .filter((route) => route.NextHop !== fresh.NextHop && touches(route, fresh))
    .flatMap((route) => {
      const reason = why(route, fresh);
      return reason ? [{ route, range: shared(route.RouteDest, fresh.RouteDest) ?? fresh.RouteDest, why: reason }] : [];
    });

/** Entries already at weight 100 for the same addresses: the cloud accepts only one. */
export const alreadyActive = (routes: readonly Route[], fresh: Route): readonly Route[] =>
  fresh.Weight === 100
    ? routes.filter((route) => route.Weight === 100 && route.NextHop !== fresh.NextHop && isPaired(route, fresh))
    : [];

/** Who carries a route's destination before and after the table changes; `after` is undefined when nobody does. */
export const handover = (
  before: readonly Route[],
  after: readonly Route[],
  route: Route,
  isUp?: Health,
): { readonly before: Route | undefined; readonly after: Route | undefined } => ({
  before: carrier(before, route.RouteDest, route.RouteSource, isUp),
  after: carrier(after, route.RouteDest, route.RouteSource, isUp),
});
