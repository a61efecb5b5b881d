import type { Action, Input } from '../../catalogue/action.ts';
import type {
  DeleteVpnPbrRouteEntry,
  DeleteVpnRouteEntry,
  ModifyVpnPbrRouteEntryAttribute,
  ModifyVpnPbrRouteEntryPriority,
  ModifyVpnPbrRouteEntryWeight,
  ModifyVpnRouteEntryWeight,
} from '../../catalogue/actions/vpn-route.ts';
import { isSame, overlaps } from '../../network/cidr.ts';
import { isPaired, type Route } from '../../network/routes.ts';
import { shifts } from '../../network/traffic.ts';
import {
  type Change,
  foundIn,
  gatewayWarnings,
  type Impact,
  impactOf,
  type Target,
  type Tunnels,
  tunnels,
  unreadParts,
} from '../plan/impact.ts';
import type { Gateway, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { routesAfter, tableOf } from '../plan/projected-state.ts';
import { listOf, type Seen, unreadOf } from '../plan/seen.ts';
import { undoEntry } from '../plan/undo.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { affectedBySwap, swapNotes } from '../traffic/swap.ts';
import { type OtherGateways, readPublished } from './other-gateways.ts';
import { sharedPoolWarnings } from './platform-messages.ts';
import { oppositeOf } from './rename-and-create.ts';
import { type Entry, entriesOf, hostBits, rivalOf, spelled, twoActive } from './route-errors.ts';
import { trafficMessages } from './traffic-messages.ts';

type Weighing =
  | Input<typeof ModifyVpnRouteEntryWeight>
  | Input<typeof ModifyVpnPbrRouteEntryWeight>
  | Input<typeof ModifyVpnPbrRouteEntryPriority>
  | Input<typeof ModifyVpnPbrRouteEntryAttribute>;
type Deletion = Input<typeof DeleteVpnRouteEntry> | Input<typeof DeleteVpnPbrRouteEntry>;
/** Routes have no ID of their own; the vendor's providers join the parts like this. The destination is their name. */
export const routeTarget = ({ VpnGatewayId, NextHop, RouteDest, RouteSource }: Entry): Target => {
  const Id = [VpnGatewayId, NextHop, ...(RouteSource ? [RouteSource] : []), RouteDest].join(':');
  return { Id, Name: RouteDest, confirm: RouteDest };
};

/** The routing around a gateway, read once. */
export interface Routing {
  readonly near: OtherGateways;
  readonly routes: readonly Route[] | undefined;
  readonly tunnels: Tunnels;
  readonly notes: Pick<Impact, 'warnings' | 'refusal'>;
  readonly unread: readonly Message[];
  /** The tunnel and the gateway that an entry belongs to. */
  readonly related: (hop: string) => Impact['related'];
}

/** Why a call on this gateway cannot be made: there is no such gateway, or it is locked. */
const notesOf = (seen: Seen<Gateway>, { VpnGatewayId: id, RegionId }: Entry): Routing['notes'] =>
  'missing' in seen
    ? {
        warnings: [],
        refusal: message(planMessages.gone, { what: kindNames.gateway, id, region: String(RegionId ?? '') }),
      }
    : gatewayWarnings(seen);

/** Both tables of the gateway that an entry is on, its tunnels, and what the other gateways of its VPC publish. */
export const readRouting = async (entry: Entry, liveState: LiveState): Promise<Routing> => {
  const { VpnGatewayId } = entry;
  const [routes, connections, gateway, near] = await Promise.all([
    liveState.routes(VpnGatewayId),
    liveState.connectionsOf({ VpnGatewayId }),
    liveState.gateway(VpnGatewayId),
    readPublished(VpnGatewayId, liveState),
  ]);
  const known = tunnels(connections);
  return {
    near,
    routes: foundIn(routes),
    tunnels: known,
    notes: notesOf(gateway, entry),
    unread: [
      ...unreadParts([
        [kindNames.routes, routes],
        [kindNames.connections, connections],
      ]),
      ...known.bgp(),
    ],
    related: (hop) => ({
      words: [
        ...listOf(connections).flatMap((row) => (row.VpnConnectionId === hop ? [row.Name ?? ''] : [])),
        foundIn(gateway)?.Name ?? '',
      ],
      unread: unreadOf(connections) !== undefined || unreadOf(gateway) !== undefined,
    }),
  };
};

const facts = (route: Route) => [
  route.RouteType,
  route.RouteSource ?? '',
  route.RouteDest,
  route.NextHop,
  route.Weight,
  route.State,
  ...(route.Priority === undefined ? [] : [route.Priority]),
];

/** What an approval about one destination is sealed to: every entry that touches it, and which tunnels are up. */
export const routingState = (routes: readonly Route[] | undefined, dest: string, known: Tunnels): Impact['state'] => {
  if (!routes) return { settings: 'unread', health: null };
  const near = routes.filter((route) => overlaps(route.RouteDest, dest));
  return {
    settings: near
      .map(facts)
      .map((row) => row.join(' '))
      .sort(),
    health: [...new Set(near.map(({ NextHop }) => NextHop))].sort().map((hop) => [hop, known.stateOf(hop)]),
  };
};

const noSuchEntry = (routes: readonly Route[], input: Entry): Message => {
  const near = routes.filter((route) => isSame(route.RouteDest, input.RouteDest) || route.NextHop === input.NextHop);
  return message(planMessages.noEntry, {
    dest: input.RouteDest,
    hop: input.NextHop,
    found: someOf(near.map(spelled)),
  });
};

/** What becomes of what an entry matches when the tables change. */
const changeNotes = async (seen: Routing, next: readonly Route[], route: Route): Promise<readonly Message[]> => {
  const others = seen.near.published;
  const before = { routes: seen.routes ?? [], others };
  const parts = await shifts(before, { routes: next, others }, route, seen.tunnels.isUp);
  const left = next.filter((other) => isPaired(other, route));
  const isAlone = left.length === 1 && left[0]?.Weight === 100;
  return [
    ...trafficMessages(parts, seen.tunnels, 'change'),
    ...(isAlone ? [message(planMessages.noStandby, { dest: route.RouteDest })] : []),
  ];
};

/** The parts that every impact on a route has, once its tables were read. */
const common = (input: Entry, seen: Routing): Partial<Impact> => ({
  gatewayId: input.VpnGatewayId,
  ...seen.notes,
  warnings: [...seen.notes.warnings, ...seen.unread, ...seen.near.unread],
  related: seen.related(input.NextHop),
  state: routingState(seen.routes, input.RouteDest, seen.tunnels),
});

const priorityIn = (input: Weighing | Deletion): number | undefined =>
  'Priority' in input ? input.Priority : undefined;

/** What the call says of the entry that is not so. */
const wrongEntry = (route: Route, input: Weighing | Deletion): Message | undefined => {
  if (route.Weight !== input.Weight)
    return message(planMessages.otherWeight, { weight: route.Weight, given: input.Weight });
  const given = priorityIn(input);
  if (given === undefined || route.Priority === undefined || route.Priority === given) return undefined;
  return message(planMessages.otherPriority, { priority: route.Priority, given });
};

/** The entry that a call with a weight means; one of another weight where there is no such. */
const meantBy = (routes: readonly Route[], input: Weighing | Deletion, kind: Route['RouteType']): Route | undefined => {
  const entries = entriesOf(routes, input, kind);
  const priority = priorityIn(input);
  const fitting = entries.filter(({ Priority }) => priority === undefined || Priority === priority);
  return [...fitting, ...entries].find(({ Weight }) => Weight === input.Weight) ?? fitting[0] ?? entries[0];
};

/** The impact on an entry that is not in the table: the cloud would refuse the call. */
const withoutEntry = (input: Entry, base: Partial<Impact>, seen: Routing): Impact => {
  const routes = seen.routes ?? [];
  const refusal = seen.notes.refusal ?? hostBits(input, routes) ?? noSuchEntry(routes, input);
  return impactOf(routeTarget(input), { ...base, gone: true, refusal });
};

/** Weight and priority as a call wants them, and as it says they are. */
const wishOf = (input: Weighing) => ({
  NewWeight: ('NewWeight' in input ? input.NewWeight : undefined) ?? input.Weight,
  NewPriority: 'NewPriority' in input ? input.NewPriority : undefined,
});

const changesOf = (input: Weighing, route: Route | undefined): readonly Change[] => {
  const { NewWeight, NewPriority } = wishOf(input);
  const priority = priorityIn(input) ?? route?.Priority ?? null;
  return [
    ...(NewWeight === input.Weight ? [] : [{ Field: 'Weight', Before: input.Weight, After: NewWeight }]),
    ...(NewPriority === undefined ? [] : [{ Field: 'Priority', Before: priority, After: NewPriority }]),
  ];
};

const undoOf = (action: Action, input: Weighing, route: Route) => {
  const { NewWeight, NewPriority } = wishOf(input);
  const { ClientToken: _token, RegionId: _region, ...entry } = input;
  return undoEntry(action.name, {
    ...entry,
    Weight: NewWeight,
    ...('NewWeight' in input && { NewWeight: input.Weight }),
    ...(NewPriority !== undefined && { Priority: NewPriority, NewPriority: priorityIn(input) ?? route.Priority }),
  });
};

/** Changing which of two routes is the active one, or which policy route comes first. */
export const assessWeightChange =
  (action: Action) =>
  async (input: Weighing, liveState: LiveState): Promise<Impact> => {
    const seen = await readRouting(input, liveState);
    const { NewWeight, NewPriority } = wishOf(input);
    const route = seen.routes && meantBy(seen.routes, input, tableOf(action));
    const base = { ...common(input, seen), changes: changesOf(input, route) };
    if (!seen.routes) return impactOf(routeTarget(input), base);
    if (!route) return withoutEntry(input, base, seen);
    if (route.Weight === NewWeight && (NewPriority === undefined || route.Priority === NewPriority))
      return impactOf(routeTarget(input), { ...base, unchanged: true });
    const after = { ...route, Weight: NewWeight, ...(NewPriority !== undefined && { Priority: NewPriority }) };
    const rival = rivalOf(after, seen.routes);
    const next = routesAfter(seen.routes, input.VpnGatewayId, [{ action, input }]);
    const refusal =
      seen.notes.refusal ??
      hostBits(input, seen.routes) ??
      wrongEntry(route, input) ??
      twoActive(rival, input.RouteDest, seen.tunnels);
    const isWeighed = NewWeight !== input.Weight;
    const swap = isWeighed
      ? swapNotes({ route, NewWeight, routes: seen.routes, action: action.name }, seen.tunnels)
      : undefined;
    const notes = swap?.alone ? [] : await changeNotes(seen, next, route);
    return impactOf(routeTarget(input), {
      ...base,
      affected: swap ? affectedBySwap(swap, notes) : notes,
      warnings: [
        ...(base.warnings ?? []),
        ...sharedPoolWarnings(rival, input.NextHop, seen.tunnels),
        ...(isWeighed ? [message(planMessages.mayDoNothing)] : []),
      ],
      undo: [undoOf(action, input, route)],
      ...(refusal && { refusal }),
    });
  };

/** Taking a route out of its table. */
export const assessRouteDeletion =
  (action: Action) =>
  async (input: Deletion, liveState: LiveState): Promise<Impact> => {
    const seen = await readRouting(input, liveState);
    const base = common(input, seen);
    if (!seen.routes) return impactOf(routeTarget(input), base);
    const route = meantBy(seen.routes, input, tableOf(action));
    if (!route) return withoutEntry(input, base, seen);
    const next = routesAfter(seen.routes, input.VpnGatewayId, [{ action, input }]);
    const refusal = seen.notes.refusal ?? hostBits(input, seen.routes) ?? wrongEntry(route, input);
    const { ClientToken: _token, RegionId: _region, ...entry } = input;
    const again = { ...entry, PublishVpc: route.State === 'published' };
    return impactOf(routeTarget(input), {
      ...base,
      changes: [{ Field: 'Route', Before: spelled(route), After: null }],
      affected: await changeNotes(seen, next, route),
      undo: [undoEntry(oppositeOf(action), again)],
      ...(refusal && { refusal }),
    });
  };
