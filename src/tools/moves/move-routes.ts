import {
  CreateVpnPbrRouteEntry,
  CreateVpnRouteEntry,
  DeleteVpnPbrRouteEntry,
  DeleteVpnRouteEntry,
  ModifyVpnPbrRouteEntryWeight,
  ModifyVpnRouteEntryWeight,
} from '../../catalogue/actions/vpn-route.ts';
import type { Step } from '../../catalogue/invoke.ts';
import { contains, readBlocks } from '../../network/cidr.ts';
import { isPaired, pairs } from '../../network/routes.ts';
import type { OwnedRoute } from '../inventory/inventory.ts';
import { step } from '../sites/read-ground.ts';

/** Routes of a gateway that are to lead to another connection. */
export interface Moving {
  readonly RegionId: string;
  readonly routes: readonly OwnedRoute[];
  readonly from: string;
  readonly to: string;
  /** What the connection carries. */
  readonly remote: unknown;
  readonly isUp: (hop: string) => boolean;
  /** Looks before each step that takes something from the old tunnel. */
  readonly hold: NonNullable<Step['hold']>;
}

const actionsOf = ({ RouteType }: OwnedRoute) =>
  RouteType === 'pbr'
    ? { create: CreateVpnPbrRouteEntry, weigh: ModifyVpnPbrRouteEntryWeight, remove: DeleteVpnPbrRouteEntry }
    : { create: CreateVpnRouteEntry, weigh: ModifyVpnRouteEntryWeight, remove: DeleteVpnRouteEntry };

const entryOf = ({ RegionId }: Moving, route: OwnedRoute, NextHop: string) => ({
  ...{ RegionId, VpnGatewayId: route.VpnGatewayId, RouteDest: route.RouteDest, NextHop },
  ...(route.RouteType === 'pbr' && {
    RouteSource: route.RouteSource ?? '',
    ...(route.Priority !== undefined && { Priority: route.Priority }),
  }),
});

/** Steps of one table: what the actions take is what the entry has. */
const plain = (action: Step['action'], input: object, hold?: Step['hold']): Step => step(action, { ...input }, hold);

const create = (moving: Moving, route: OwnedRoute, Weight: 0 | 100): Step =>
  plain(actionsOf(route).create, {
    ...{ ...entryOf(moving, route, moving.to), Weight, PublishVpc: route.State === 'published' },
  });

const remove = (moving: Moving, route: OwnedRoute): Step =>
  plain(actionsOf(route).remove, { ...entryOf(moving, route, route.NextHop), Weight: route.Weight }, moving.hold);

const promote = (moving: Moving, route: OwnedRoute): Step =>
  plain(actionsOf(route).weigh, { ...entryOf(moving, route, moving.to), Weight: 0, NewWeight: 100 });

/**
 * One entry. A standby that is up carries while the active one is exchanged, whatever rules the platform has for weights;
 * without one the new entry stands by first, so that there is one at every moment.
 */
const exchange = (moving: Moving, route: OwnedRoute): readonly Step[] => {
  const group = moving.routes.filter((one) => isPaired(one, route));
  const mine = group.find(({ NextHop }) => NextHop === moving.to);
  if (route.Weight !== 100 || mine?.Weight === 100)
    return [...(mine ? [] : [create(moving, route, 0)]), remove(moving, route)];
  const isCarried = group.some(({ NextHop }) => ![moving.from, moving.to].includes(NextHop) && moving.isUp(NextHop));
  if (isCarried && !mine) return [remove(moving, route), create(moving, route, 100)];
  return [...(mine ? [] : [create(moving, route, 0)]), remove(moving, route), promote(moving, route)];
};

/**
 * A destination of the connection that has standby entries only, and none to the new one: what a call leaves that is cut off
 * between taking the active entry away and making it anew.
 */
const orphans = (moving: Moving): readonly Step[] =>
  pairs(moving.routes.filter(({ isLearned }) => !isLearned)).flatMap(([first, ...others]) => {
    const group = first ? [first, ...others] : [];
    const isOurs = first && readBlocks(moving.remote).blocks.some((block) => contains(block, first.RouteDest));
    const isAlone = group.every(({ Weight, NextHop }) => Weight === 0 && ![moving.from, moving.to].includes(NextHop));
    return first && isOurs && isAlone ? [create(moving, first, 100)] : [];
  });

/** Everything that leads to the old connection leads to the new one afterwards. */
export const moveRoutes = (moving: Moving): readonly Step[] => [
  ...orphans(moving),
  ...moving.routes
    .filter(({ NextHop, isLearned }) => NextHop === moving.from && !isLearned)
    .flatMap((route) => exchange(moving, route)),
];

/** Entries of the new connection that carry only as standbys: no active one is beside them. */
export const leftAtZero = (routes: readonly OwnedRoute[], to: string): readonly OwnedRoute[] =>
  routes.filter(
    (route) =>
      route.NextHop === to && route.Weight === 0 && !routes.some((one) => one.Weight === 100 && isPaired(one, route)),
  );
