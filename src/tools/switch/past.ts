import type { PastChange } from '../../catalogue/invoke.ts';
import { isSame } from '../../network/cidr.ts';
import { isPaired, type Route } from '../../network/routes.ts';
import { type Dropped, halvesOf } from './routing.ts';

// What an earlier call of this tool has done that the tables do not show: entries that it deleted on the way.

const TOOL = 'SwitchRoutes';

const entryIn = ({ action, input }: PastChange): Dropped => {
  const source = input['RouteSource'];
  return {
    RouteType: action.includes('Pbr') ? 'pbr' : 'dbr',
    RouteDest: String(input['RouteDest'] ?? ''),
    ...(typeof source === 'string' && { RouteSource: source }),
    NextHop: String(input['NextHop'] ?? ''),
  };
};

const keyOf = ({ RouteType, RouteDest, RouteSource = '', NextHop }: Dropped): string =>
  [RouteType, RouteDest, RouteSource, NextHop].join();

const isRoute = ({ action }: PastChange): boolean => /^(Create|Delete)Vpn(Pbr)?RouteEntry$/.test(action);

/** A half that was taken away again is not missing: the wider route carries its addresses. */
const isHalf = ({ RouteType, RouteDest }: Dropped, routes: readonly Route[]): boolean =>
  RouteType === 'dbr' &&
  routes.some(
    (route) => route.RouteType === 'dbr' && halvesOf(route.RouteDest).some((half) => isSame(half, RouteDest)),
  );

/** The entries that this tool has deleted on a gateway and nobody has made again. */
export const droppedBefore = (
  past: readonly PastChange[],
  routes: readonly Route[],
  VpnGatewayId: string,
): readonly Dropped[] => {
  const dropped = new Map<string, Dropped>();
  for (const change of past) {
    if (!isRoute(change) || change.result === 'failed' || change.input['VpnGatewayId'] !== VpnGatewayId) continue;
    const entry = entryIn(change);
    // One of unknown outcome that did make it shows in the tables.
    if (change.action.startsWith('Create')) {
      if (change.result === 'ok') dropped.delete(keyOf(entry));
    } else if (change.tool === TOOL) dropped.set(keyOf(entry), entry);
  }
  return [...dropped.values()].filter(
    (one) =>
      !isHalf(one, routes) &&
      !routes.some((route) => route.NextHop === one.NextHop && isPaired(route, { ...route, ...one })),
  );
};

/** Whether a refusal says that there is no room for another entry. */
export const isFull = (code: string): boolean => /quota/i.test(code);

/** Whether the cloud lately took no more entries of this tool. */
export const wasFull = (past: readonly PastChange[]): boolean =>
  past.some(
    ({ tool, action, result, code = '' }) =>
      tool === TOOL && action === 'CreateVpnRouteEntry' && result === 'failed' && isFull(code),
  );
