import { isSame, onBoundary } from '../../network/cidr.ts';
import { alreadyActive, isPaired, type Route } from '../../network/routes.ts';
import { called, foundIn, type Tunnels } from '../plan/impact.ts';
import type { Connection, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { listOf, type Seen } from '../plan/seen.ts';
import { isOnTransitRouter } from '../plan/tunnel-state.ts';
import { type Message, message } from '../text/message.ts';

/** Which entry a call names: the parts that all calls about routes have. */
export interface Entry {
  readonly RegionId?: string | undefined;
  readonly VpnGatewayId: string;
  readonly NextHop: string;
  readonly RouteDest: string;
  readonly RouteSource?: string | undefined;
}

/** An entry as a person reads it. */
export const spelled = (route: Route): string =>
  `${route.RouteSource ? `${route.RouteSource} to ` : ''}${route.RouteDest} via ${route.NextHop} (${route.Weight}, ${route.State}${route.Priority === undefined ? '' : `, priority ${route.Priority}`})`;

/**
 * A block that is not on its boundary is not taken. Where the table itself holds an entry spelled like that, the call
 * has to spell it the same way.
 */
export const hostBits = (entry: Entry, routes: readonly Route[]): Message | undefined => {
  const fields = ['RouteDest', 'RouteSource'] as const;
  for (const field of fields) {
    const block = entry[field];
    if (block === undefined || onBoundary(block) === block || routes.some((route) => route[field] === block)) continue;
    return message(planMessages.hostBits, { field, block, network: onBoundary(block) });
  }
  return undefined;
};

/** A next hop that does not exist, or is a connection of another gateway. What could not be read is no error. */
export const strangeHop = async (
  { NextHop, VpnGatewayId, RegionId }: Entry,
  own: Seen<readonly Connection[]>,
  liveState: LiveState,
): Promise<Message | undefined> => {
  if (!('found' in own) || listOf(own).some((row) => row.VpnConnectionId === NextHop)) return undefined;
  const seen = await liveState.connection(NextHop);
  if ('missing' in seen)
    return message(planMessages.gone, { what: kindNames.connection, id: NextHop, region: String(RegionId ?? '') });
  const hop = foundIn(seen);
  if (hop && isOnTransitRouter(hop))
    return message(planMessages.hopOnRouter, { hop: called(NextHop, hop.Name), id: VpnGatewayId });
  if (!hop?.VpnGatewayId || hop.VpnGatewayId === VpnGatewayId) return undefined;
  return message(planMessages.hopElsewhere, {
    hop: called(NextHop, hop.Name),
    other: hop.VpnGatewayId,
    id: VpnGatewayId,
  });
};

/** The same destination, source and next hop once more, whatever the weight. */
export const repeated = (fresh: Route, routes: readonly Route[]): Message | undefined => {
  const existing = routes.find((route) => route.NextHop === fresh.NextHop && isPaired(route, fresh));
  return existing && message(planMessages.routeExists, { route: spelled(existing) });
};

/** The entry that already has weight 100 for the same addresses. */
export const rivalOf = (fresh: Route, routes: readonly Route[]): Route | undefined => alreadyActive(routes, fresh)[0];

export const twoActive = (rival: Route | undefined, dest: string, known: Tunnels): Message | undefined =>
  rival && message(planMessages.twoActive, { hop: known.name(rival.NextHop), dest });

/** Which entries of the table a call means, whatever their weight. */
export const entriesOf = (
  routes: readonly Route[],
  { RouteDest, RouteSource, NextHop }: Entry,
  kind: Route['RouteType'],
): readonly Route[] =>
  routes.filter(
    (route) =>
      route.RouteType === kind &&
      isSame(route.RouteDest, RouteDest) &&
      route.NextHop === NextHop &&
      (RouteSource === undefined || isSame(route.RouteSource ?? '', RouteSource)),
  );
