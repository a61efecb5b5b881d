import { contains, isSame } from '../../network/cidr.ts';
import { alreadyActive, carrier, isPaired, type Route } from '../../network/routes.ts';
import { refuse } from '../change/refuse.ts';
import type { Asked } from './change.ts';
import { activeOf, type Link } from './links.ts';

/** The documents of the public cloud allow so many entries in either table of a gateway. */
const MOST_ROUTES = 20;

/** The routes that new networks need, and those that need none. */
export interface NewRoutes {
  /** To be created: the active one of a pair before the one that stands by. */
  readonly fresh: readonly Route[];
  /** Blocks that a wider entry of the same connections carries already, with that entry's block. */
  readonly covered: readonly (readonly [block: string, by: string])[];
  /** Whether there was no entry to take the publish flag from. */
  readonly isGuess: boolean;
}

const own = (routes: readonly Route[], links: readonly Link[]): readonly Route[] =>
  routes.filter(({ NextHop, isLearned }) => !isLearned && links.some(({ id }) => id === NextHop));

/** Published as the entries of the same hop are, else as those of the pair, else yes. */
const stateFor = (hop: string, models: readonly Route[]): string => {
  const ofHop = models.filter(({ NextHop }) => NextHop === hop);
  const alike = ofHop.length > 0 ? ofHop : models;
  return alike.length === 0 || alike.some(({ State }) => State === 'published') ? 'published' : 'normal';
};

/** One entry for each connection of a pair: 100 for the one that carries, 0 for the others. */
const pairFor = (
  like: Omit<Route, 'NextHop' | 'Weight' | 'State'>,
  links: readonly Link[],
  models: readonly Route[],
): readonly Route[] =>
  links.toReversed().map(({ id }) => ({
    ...like,
    NextHop: id,
    Weight: id === activeOf(links)?.id ? 100 : 0,
    State: stateFor(id, models),
  }));

/** Sources and priorities of the policy routes that lead to the pair, each once. */
const policiesIn = (models: readonly Route[]): readonly Route[] =>
  models.filter(
    (route, at) =>
      models.findIndex(
        (other) => isSame(other.RouteSource ?? '', route.RouteSource ?? '') && other.Priority === route.Priority,
      ) === at,
  );

/** Without any destination route to go by, policy routes say how these connections are routed. */
const isByPolicy = (mine: readonly Route[]): boolean =>
  mine.some(({ RouteType }) => RouteType === 'pbr') && mine.every(({ RouteType }) => RouteType === 'pbr');

const remoteRoutes = (block: string, links: readonly Link[], mine: readonly Route[]): readonly Route[] => {
  if (!isByPolicy(mine))
    return pairFor(
      { RouteType: 'dbr', RouteDest: block },
      links,
      mine.filter(({ RouteType }) => RouteType === 'dbr'),
    );
  return policiesIn(mine).flatMap(({ RouteSource, Priority }) =>
    pairFor(
      {
        ...{ RouteType: 'pbr', RouteDest: block },
        ...(RouteSource !== undefined && { RouteSource }),
        ...(Priority !== undefined && { Priority }),
      },
      links,
      mine,
    ),
  );
};

/** A new network on this side needs entries only where policy routes name the sources: the same as for the others. */
const localRoutes = (block: string, mine: readonly Route[]): readonly Route[] =>
  (isByPolicy(mine) ? mine : [])
    .toSorted((a, b) => b.Weight - a.Weight)
    .map((route) => ({ ...route, RouteSource: block }))
    .filter(
      (route, at, all) => all.findIndex((other) => other.NextHop === route.NextHop && isPaired(other, route)) === at,
    );

/** Where a block has an active entry already: the new one stands by for it, if it is of the same pair. */
const beside = (route: Route, routes: readonly Route[], links: readonly Link[]): Route => {
  const [rival] = alreadyActive(routes, route);
  if (!rival) return route;
  if (links.some(({ id }) => id === rival.NextHop)) return { ...route, Weight: 0 };
  return refuse(
    `${route.RouteDest} goes through ${rival.NextHop} already, with weight 100: only one entry for a destination may be active.`,
    `If it is to move, delete that entry or change its weight first; else name another network.`,
  );
};

const checkQuota = (fresh: readonly Route[], routes: readonly Route[]): void => {
  for (const kind of ['dbr', 'pbr'] as const) {
    const count = (list: readonly Route[]): number => list.filter(({ RouteType }) => RouteType === kind).length;
    if (count(fresh) > 0 && count(routes) + count(fresh) > MOST_ROUTES)
      refuse(
        `The gateway has ${count(routes)} ${kind === 'dbr' ? 'destination' : 'policy'} routes and ${count(fresh)} more are needed; ${MOST_ROUTES} are allowed (documents of the public cloud).`,
        'Delete routes that are not needed, or name one wider block instead of several.',
      );
  }
};

/** The routes that are missing for new networks. Those of a wider block that leads the same way are not made. */
export const newRoutes = (asked: Asked, links: readonly Link[], routes: readonly Route[]): NewRoutes => {
  const mine = own(routes, links);
  const active = activeOf(links)?.id;
  const coverOf = (block: string): string | undefined => {
    const found = asked.side === 'remote' ? carrier(routes, block) : undefined;
    return found?.RouteType === 'dbr' && found.NextHop === active && !isSame(found.RouteDest, block)
      ? found.RouteDest
      : undefined;
  };
  const isCovered = (block: string): boolean => coverOf(block) !== undefined;
  const fresh = asked.blocks
    .filter((block) => !isCovered(block))
    .flatMap((block) => (asked.side === 'remote' ? remoteRoutes(block, links, mine) : localRoutes(block, mine)))
    .filter((route) => !routes.some((other) => other.NextHop === route.NextHop && isPaired(other, route)))
    .map((route) => beside(route, routes, links));
  checkQuota(fresh, routes);
  return {
    fresh,
    covered: asked.blocks.flatMap((block) => {
      const by = coverOf(block);
      return by === undefined ? [] : [[block, by] as const];
    }),
    isGuess: fresh.length > 0 && mine.length === 0,
  };
};

/** The routes that go with networks that are taken away: the ones that stand by first, so that the traffic stays to the last. */
export const oldRoutes = (
  asked: Asked,
  kept: readonly string[],
  links: readonly Link[],
  routes: readonly Route[],
): readonly Route[] => {
  const isGone = (block: string): boolean =>
    asked.blocks.some((one) => contains(one, block)) &&
    !kept.some((one) => !isSame(one, '0.0.0.0/0') && contains(one, block));
  return own(routes, links)
    .filter(({ RouteDest, RouteSource = '' }) => isGone(asked.side === 'remote' ? RouteDest : RouteSource))
    .toSorted((a, b) => a.Weight - b.Weight);
};
