import type { Action, Input } from '../../catalogue/action.ts';
import {
  type CreateVpnPbrRouteEntry,
  type CreateVpnRouteEntry,
  PublishVpnRouteEntry,
} from '../../catalogue/actions/vpn-route.ts';
import { hasPlaceholder } from '../../catalogue/schema/placeholders.ts';
import { contains, isSame } from '../../network/cidr.ts';
import type { RoutingTables } from '../../network/entries.ts';
import { isPaired, type Route } from '../../network/routes.ts';
import { type Shift, shifts } from '../../network/traffic.ts';
import { noClaims, readClaims } from '../diversion/claims.ts';
import { assessDiversion, type Diversion, noDiversion, type Peer } from '../diversion/diversion.ts';
import type { History } from '../history/history.ts';
import { foundIn, type Impact, impactOf, type Tunnels } from '../plan/impact.ts';
import type { Connection, LiveState } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import { routesAfter, tableOf, withPriority } from '../plan/projected-state.ts';
import { listOf, type Seen } from '../plan/seen.ts';
import { endsOf } from '../plan/tunnel-state.ts';
import { undoEntry } from '../plan/undo.ts';
import { eachOnce, type Message, message, someOf } from '../text/message.ts';
import { sharedPoolWarnings } from './platform-messages.ts';
import { oppositeOf } from './rename-and-create.ts';
import { type Routing, readRouting, routeTarget, routingState } from './route-change.ts';
import { type Entry, entriesOf, hostBits, repeated, rivalOf, spelled, strangeHop, twoActive } from './route-errors.ts';
import { downMessages, isMove, trafficMessages } from './traffic-messages.ts';

type Creation = Input<typeof CreateVpnRouteEntry> | Input<typeof CreateVpnPbrRouteEntry>;
type Publication = Input<typeof PublishVpnRouteEntry>;

/**
 * Published entries of other tunnels around one that is about to be published. By the model its traffic goes to it already, but
 * that is not documented, so somebody is asked.
 */
const undocumentedNotes = (routes: readonly Route[], route: Route, known: Tunnels): readonly Message[] => {
  const around = routes.filter(
    (other) =>
      other.State === 'published' &&
      other.NextHop !== route.NextHop &&
      contains(other.RouteDest, route.RouteDest) &&
      !(isPaired(other, route) && route.Weight < other.Weight),
  );
  const hops = [...new Set(around.map(({ NextHop }) => known.name(NextHop)))].sort();
  return hops.length === 0 ? [] : [message(planMessages.mayHaveGone, { dest: route.RouteDest, hops: someOf(hops) })];
};

/** What the entry would draw. Which tunnels are up now does not count: the route stays when they change. */
const drawnBy = async (fresh: Route, { routes, others }: RoutingTables): Promise<readonly Shift[]> =>
  (await shifts({ routes, others }, { routes: [...routes, fresh], others }, fresh)).filter(isMove);

/** Which traffic a new entry would draw to its own tunnel from others of its gateway, as sentences. */
export const movedTraffic = async (
  routes: readonly Route[],
  fresh: Route,
  known: Tunnels,
): Promise<readonly Message[]> => trafficMessages(await drawnBy(fresh, { routes, others: [] }), known, 'draw');

const freshOf = (kind: Route['RouteType'], input: Creation): Route => ({
  RouteType: kind,
  RouteDest: input.RouteDest,
  ...('RouteSource' in input && { RouteSource: input.RouteSource }),
  NextHop: input.NextHop,
  Weight: input.Weight,
  State: input.PublishVpc ? 'published' : 'normal',
  ...('Priority' in input && input.Priority !== undefined && { Priority: input.Priority }),
});

/** The connection that an entry leads to. What an earlier step of the same list makes is in no list of the cloud's. */
const peerOf = async (
  hop: string,
  connections: Seen<readonly Connection[]>,
  known: Tunnels,
  liveState: LiveState,
): Promise<Peer> => {
  if (hasPlaceholder(hop)) {
    const made = foundIn(await liveState.connection(hop));
    return { name: known.name(hop), remote: made?.RemoteSubnet, ends: { ids: [], unread: [] }, isToBeMade: true };
  }
  const row = listOf(connections).find(({ VpnConnectionId }) => VpnConnectionId === hop);
  const name = known.name(hop);
  return { name, remote: row?.RemoteSubnet, ends: row ? endsOf(row, name) : { ids: [], unread: [] } };
};

/** The tables, the tunnels, and who has addresses in the VPC: all that a new route is weighed against. */
const readGround = async (input: Entry, liveState: LiveState, isNew = true) => {
  const { VpnGatewayId } = input;
  const [seen, connections, around] = await Promise.all([
    readRouting(input, liveState),
    liveState.connectionsOf({ VpnGatewayId }),
    isNew ? readClaims(VpnGatewayId, liveState) : noClaims,
  ]);
  return { seen, connections, around, peer: await peerOf(input.NextHop, connections, seen.tunnels, liveState) };
};

/** State that an approval is sealed to, with what else the plan leant on. */
const leaningOn = (state: Impact['state'], { leansOn }: Diversion): Impact['state'] =>
  state.settings === 'unread' ? state : { ...state, settings: [state.settings, leansOn] };

/** A new route: harmless unless it takes traffic that goes elsewhere now, or unless that is not known. */
export const assessRouteCreation =
  (action: Action, history: Pick<History, 'past'>) =>
  async (input: Creation, liveState: LiveState): Promise<Impact> => {
    const { seen, connections, ...ground } = await readGround(input, liveState);
    const routes = seen.routes ?? [];
    const fresh = withPriority(freshOf(tableOf(action), input), routes);
    const moves = await drawnBy(fresh, { routes, others: seen.near.published });
    const near = input.PublishVpc ? seen.near : { unread: [], unsure: false };
    const taken = await assessDiversion([fresh], { ...ground, routes }, liveState, history);
    const rival = rivalOf(fresh, routes);
    const refusal =
      seen.notes.refusal ??
      hostBits(input, []) ??
      (await strangeHop(input, connections, liveState)) ??
      twoActive(rival, input.RouteDest, seen.tunnels) ??
      repeated(fresh, routes);
    const { RegionId: _r, ClientToken: _t, PublishVpc: _p, Description: _d, ...entry } = input;
    return impactOf(routeTarget(input), {
      gatewayId: input.VpnGatewayId,
      changes: [{ Field: 'Route', Before: null, After: spelled(fresh) }],
      affected: [
        ...eachOnce(seen.unread, near.unread, taken.unread),
        ...taken.reasons,
        ...trafficMessages(moves, seen.tunnels, 'draw'),
      ],
      warnings: [...seen.notes.warnings, ...taken.warnings, ...sharedPoolWarnings(rival, input.NextHop, seen.tunnels)],
      undo: [undoEntry(oppositeOf(action), entry)],
      increasesRisk: seen.routes === undefined || moves.length > 0 || near.unsure || taken.asks,
      state: leaningOn(routingState(seen.routes, input.RouteDest, seen.tunnels), taken),
      ...(refusal && { refusal }),
    });
  };

/** Entries as far as the VPC sees them: which of them carries what arrives does not change. */
const asVpcSees = (routes: readonly Route[]): readonly Route[] =>
  routes.map(({ RouteDest, State }) => ({ RouteType: 'dbr', RouteDest, State, NextHop: '', Weight: 100 }));

/** What the VPC would send elsewhere than now when an entry is published or withdrawn. */
const publicationNotes = async (seen: Routing, next: readonly Route[], route: Route, isWithdrawn: boolean) => {
  const others = seen.near.published;
  const parts = await shifts(
    { routes: asVpcSees(seen.routes ?? []), others },
    { routes: asVpcSees(next), others },
    { ...route, RouteType: 'dbr' },
  );
  if (!isWithdrawn) return { affected: trafficMessages(parts, seen.tunnels, 'draw'), moves: parts.some(isMove) };
  const alike = next.filter((each) => each.State === 'published' && isSame(each.RouteDest, route.RouteDest));
  const hops = [...new Set(alike.map(({ NextHop }) => NextHop))].toSorted().map(seen.tunnels.name);
  const affected =
    alike.length > 0
      ? [message(planMessages.stillPublished, { dest: route.RouteDest, hop: hops.join(', ') })]
      : trafficMessages(parts, seen.tunnels, 'withdraw');
  return { affected, moves: false };
};

/** Published entries of the other table: on the public cloud a block that is withdrawn goes for both, by the vendor's word. */
const alsoPublished = (routes: readonly Route[], { RouteType, RouteDest }: Route): readonly Route[] =>
  routes.filter(
    (each) => each.RouteType !== RouteType && each.State === 'published' && isSame(each.RouteDest, RouteDest),
  );

/** What carries the entry's destinations once it is published or withdrawn. */
const carriedAfter = (
  { routes = [], near: { published: others }, tunnels }: Routing,
  next: readonly Route[],
  of: Route,
) => shifts({ routes, others }, { routes: next, others }, of, tunnels.isUp);

const noSuchEntry = (routes: readonly Route[], { RouteType, RouteDest, NextHop }: Publication): Message => {
  const near = routes.filter((route) => route.NextHop === NextHop);
  return message(planMessages.noEntry, {
    dest: `${RouteType} ${RouteDest}`,
    hop: NextHop,
    found: someOf(near.map((route) => `${route.RouteType} ${route.RouteDest}`)),
  });
};

/** Telling the VPC about a route, or taking that back. */
export const assessPublication =
  (history: Pick<History, 'past'>) =>
  async (input: Publication, liveState: LiveState): Promise<Impact> => {
    const target = routeTarget(input);
    const { seen, ...ground } = await readGround(input, liveState, input.PublishVpc);
    const After = input.PublishVpc ? 'published' : 'normal';
    const ends = input.PublishVpc ? ground.peer.ends.unread : [];
    const unread = eachOnce(seen.unread, seen.near.unread, ground.around.unread, ends);
    const base: Partial<Impact> = {
      gatewayId: input.VpnGatewayId,
      ...seen.notes,
      affected: unread,
      changes: [{ Field: 'State', Before: message(planMessages.notKnown), After }],
      state: routingState(seen.routes, input.RouteDest, seen.tunnels),
    };
    if (!seen.routes) return impactOf(target, { ...base, increasesRisk: true });
    const meant = entriesOf(seen.routes, input, input.RouteType);
    const route = meant.find(({ State }) => State !== After) ?? meant[0];
    const refusal = seen.notes.refusal ?? hostBits(input, seen.routes);
    if (!route) return impactOf(target, { ...base, gone: true, refusal: refusal ?? noSuchEntry(seen.routes, input) });
    const isNew = input.PublishVpc && route.State !== After;
    const taken = isNew
      ? await assessDiversion([{ ...route, State: After }], { ...ground, routes: seen.routes }, liveState, history)
      : noDiversion;
    const together = liveState.platform === 'public' && !input.PublishVpc ? alsoPublished(seen.routes, route) : [];
    const next = routesAfter(seen.routes, input.VpnGatewayId, [{ action: PublishVpnRouteEntry, input }]).map((each) =>
      together.includes(each) ? { ...each, State: After } : each,
    );
    const { affected, moves } = await publicationNotes(seen, next, route, !input.PublishVpc);
    const down = downMessages(await carriedAfter(seen, next, route), seen.tunnels);
    const undocumented = isNew && !moves ? undocumentedNotes(seen.routes, route, seen.tunnels) : [];
    const { RegionId: _r, ClientToken: _t, ...entry } = input;
    const undo = { ...entry, PublishVpc: !input.PublishVpc };
    return impactOf(target, {
      ...base,
      changes: [{ Field: 'State', Before: route.State, After }],
      affected: [
        ...down,
        ...unread,
        ...taken.reasons,
        ...affected,
        ...undocumented,
        ...(meant.length > 1 ? [message(planMessages.severalEntries)] : []),
        ...(together.length > 0
          ? [message(planMessages.alsoWithdrawn, { dest: route.RouteDest, routes: someOf(together.map(spelled)) })]
          : []),
      ],
      warnings: [...seen.notes.warnings, ...taken.warnings],
      undo: [undoEntry(PublishVpnRouteEntry.name, undo)],
      unchanged: meant.every(({ State }) => State === After),
      increasesRisk: moves || undocumented.length > 0 || seen.near.unsure || taken.asks,
      state: leaningOn(routingState(seen.routes, input.RouteDest, seen.tunnels), taken),
      ...(refusal && { refusal }),
    });
  };
