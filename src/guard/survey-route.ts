import type { Input } from '../catalogue/action.ts';
import type {
  CreateVpnPbrRouteEntry,
  CreateVpnRouteEntry,
  DeleteVpnPbrRouteEntry,
  DeleteVpnRouteEntry,
  ModifyVpnPbrRouteEntryWeight,
  ModifyVpnRouteEntryWeight,
  PublishVpnRouteEntry,
} from '../catalogue/vpn-route.ts';
import { isSame, overlaps } from '../network/cidr.ts';
import { alreadyActive, handover, isPaired, type Route } from '../network/routes.ts';
import { routesAfter } from './effects.ts';
import { type Look, listOf, unreadOf } from './look.ts';
import { kindWords, planWords } from './plan-words.ts';
import { shareNotes } from './platform-notes.ts';
import { type Said, said, someOf } from './said.ts';
import {
  foundIn,
  gatewayNotes,
  type Survey,
  spell,
  surveyOf,
  type Target,
  type Tunnels,
  tunnels,
  unreadParts,
} from './survey.ts';

type Weighing = Input<typeof ModifyVpnRouteEntryWeight> | Input<typeof ModifyVpnPbrRouteEntryWeight>;
type Deletion = Input<typeof DeleteVpnRouteEntry> | Input<typeof DeleteVpnPbrRouteEntry>;
type Creation = Input<typeof CreateVpnRouteEntry> | Input<typeof CreateVpnPbrRouteEntry>;
type Publication = Input<typeof PublishVpnRouteEntry>;
type AnyRouteInput = Weighing | Deletion | Creation | Publication;

const sourceOf = (input: AnyRouteInput): string | undefined => ('RouteSource' in input ? input.RouteSource : undefined);

/** Routes have no ID of their own; the vendor's providers join the parts like this. The destination is their name. */
export const routeTarget = (input: AnyRouteInput): Target => {
  const source = sourceOf(input);
  const Id = [input.VpnGatewayId, input.NextHop, ...(source ? [source] : []), input.RouteDest].join(':');
  return { Id, Name: input.RouteDest, confirm: input.RouteDest };
};

/** What one look at a gateway's routing brings. */
export interface Routing {
  readonly routes: readonly Route[] | undefined;
  readonly tunnels: Tunnels;
  readonly notes: Pick<Survey, 'foreseen' | 'refusal'>;
  readonly unread: readonly Said[];
  /** The tunnel and the gateway that an entry belongs to. */
  readonly kin: (hop: string) => Survey['kin'];
}

export const lookAtRouting = async (VpnGatewayId: string, look: Look): Promise<Routing> => {
  const [routes, connections, gateway] = await Promise.all([
    look.routes(VpnGatewayId),
    look.connectionsOf({ VpnGatewayId }),
    look.gateway(VpnGatewayId),
  ]);
  return {
    routes: foundIn(routes),
    tunnels: tunnels(connections),
    notes: gatewayNotes(gateway),
    unread: unreadParts([
      [kindWords.routes, routes],
      [kindWords.connections, connections],
    ]),
    kin: (hop) => ({
      words: [
        ...listOf(connections).flatMap((row) => (row.VpnConnectionId === hop ? [row.Name ?? ''] : [])),
        foundIn(gateway)?.Name ?? '',
      ],
      unread: unreadOf(connections) !== undefined || unreadOf(gateway) !== undefined,
    }),
  };
};

const spelled = (route: Route): string =>
  `${route.RouteSource ? `${route.RouteSource} to ` : ''}${route.RouteDest} via ${route.NextHop} (${route.Weight}, ${route.State})`;

const facts = (route: Route) => [
  route.RouteType,
  route.RouteSource ?? '',
  route.RouteDest,
  route.NextHop,
  route.Weight,
  route.State,
];

/** What an approval about one destination is sealed to: every entry that touches it, and which tunnels are up. */
export const routingState = (routes: readonly Route[] | undefined, dest: string, known: Tunnels): Survey['state'] => {
  if (!routes) return { settings: 'unread', health: null };
  const near = routes.filter((route) => overlaps(route.RouteDest, dest));
  return {
    settings: near
      .map(facts)
      .map((row) => row.join(' '))
      .sort(),
    health: [...new Set(near.map(({ NextHop }) => NextHop))].sort().map((hop) => [hop, known.isUp(hop) ?? null]),
  };
};

/** Which entries of the table a call means, whatever their weight. */
export const entriesOf = (
  routes: readonly Route[],
  input: AnyRouteInput,
  kind: Route['RouteType'],
): readonly Route[] => {
  const source = sourceOf(input);
  return routes.filter(
    (route) =>
      route.RouteType === kind &&
      isSame(route.RouteDest, input.RouteDest) &&
      route.NextHop === input.NextHop &&
      (source === undefined || isSame(route.RouteSource ?? '', source)),
  );
};

const noSuchEntry = (routes: readonly Route[], input: AnyRouteInput): Said => {
  const near = routes.filter((route) => isSame(route.RouteDest, input.RouteDest) || route.NextHop === input.NextHop);
  return said(planWords.noEntry, {
    dest: input.RouteDest,
    hop: input.NextHop,
    found: someOf(near.map(spelled)),
  });
};

/** Where the destination's traffic goes before and after, and whether anybody carries it then. */
export const trafficNotes = (
  routes: readonly Route[],
  next: readonly Route[],
  route: Route,
  known: Tunnels,
): readonly Said[] => {
  const dest = route.RouteDest;
  const { before, after } = handover(routes, next, route, known.isUp);
  if (!after) return [said(planWords.lastRoute, { dest })];
  const group = next.filter((other) => isPaired(other, after));
  if (group.length > 1 && group.every(({ Weight }) => Weight === 0))
    return [said(planWords.noneActive, { dest, hops: someOf(group.map(({ NextHop }) => known.name(NextHop))) })];
  const to = known.name(after.NextHop);
  if (!before || before.NextHop === after.NextHop) return [said(planWords.stays, { dest, hop: to })];
  const moved = said(planWords.moves, { dest, from: known.name(before.NextHop), to });
  const down = known.isUp(after.NextHop) === false;
  return down ? [moved, said(planWords.movesToDown, { to })] : [moved];
};

const pairNotes = (next: readonly Route[], route: Route): readonly Said[] => {
  const left = next.filter((other) => isPaired(other, route));
  return left.length === 1 && left[0]?.Weight === 100 ? [said(planWords.noStandby, { dest: route.RouteDest })] : [];
};

/** The parts that every survey of a route has, once its tables were looked at. */
const common = (input: AnyRouteInput, seen: Routing): Partial<Survey> => ({
  gatewayId: input.VpnGatewayId,
  ...seen.notes,
  foreseen: [...seen.notes.foreseen, ...seen.unread],
  kin: seen.kin(input.NextHop),
  state: routingState(seen.routes, input.RouteDest, seen.tunnels),
});

const wrongWeight = (route: Route, given: number): Said => said(planWords.otherWeight, { weight: route.Weight, given });

/** Changing which of two routes is the active one. */
export const surveyWeight =
  (action: string, kind: Route['RouteType']) =>
  async (input: Weighing, look: Look): Promise<Survey> => {
    const seen = await lookAtRouting(input.VpnGatewayId, look);
    const changes = [{ Field: 'Weight', Before: input.Weight, After: input.NewWeight }];
    const base = { ...common(input, seen), changes };
    if (!seen.routes) return surveyOf(routeTarget(input), base);
    const route = entriesOf(seen.routes, input, kind)[0];
    if (!route) return surveyOf(routeTarget(input), { ...base, gone: true, refusal: noSuchEntry(seen.routes, input) });
    if (route.Weight === input.NewWeight) return surveyOf(routeTarget(input), { ...base, same: true });
    const rival = alreadyActive(seen.routes, { ...route, Weight: input.NewWeight })[0];
    const next = routesAfter(seen.routes, input.VpnGatewayId, [{ action, input }]);
    const refusal =
      seen.notes.refusal ??
      (route.Weight !== input.Weight ? wrongWeight(route, input.Weight) : undefined) ??
      (rival ? said(planWords.twoActive, { hop: seen.tunnels.name(rival.NextHop), dest: input.RouteDest }) : undefined);
    const share = shareNotes(rival, input.NextHop, seen.tunnels);
    const { NewWeight, Weight, ClientToken: _token, RegionId: _region, ...entry } = input;
    return surveyOf(routeTarget(input), {
      ...base,
      blast: [...trafficNotes(seen.routes, next, route, seen.tunnels), ...pairNotes(next, route)],
      foreseen: [...(base.foreseen ?? []), ...share, said(planWords.mayDoNothing)],
      undo: [said(planWords.undoWith, { action, fields: spell({ ...entry, Weight: NewWeight, NewWeight: Weight }) })],
      ...(refusal && { refusal }),
    });
  };

/** Taking a route out of its table. */
export const surveyRouteDeletion =
  (action: string, kind: Route['RouteType']) =>
  async (input: Deletion, look: Look): Promise<Survey> => {
    const seen = await lookAtRouting(input.VpnGatewayId, look);
    const base = common(input, seen);
    if (!seen.routes) return surveyOf(routeTarget(input), base);
    const route = entriesOf(seen.routes, input, kind)[0];
    if (!route) return surveyOf(routeTarget(input), { ...base, gone: true, refusal: noSuchEntry(seen.routes, input) });
    const next = routesAfter(seen.routes, input.VpnGatewayId, [{ action, input }]);
    const refusal =
      seen.notes.refusal ?? (route.Weight !== input.Weight ? wrongWeight(route, input.Weight) : undefined);
    const { ClientToken: _token, RegionId: _region, ...entry } = input;
    const again = { ...entry, PublishVpc: route.State === 'published' };
    return surveyOf(routeTarget(input), {
      ...base,
      changes: [{ Field: 'Route', Before: spelled(route), After: null }],
      blast: [...trafficNotes(seen.routes, next, route, seen.tunnels), ...pairNotes(next, route)],
      undo: [said(planWords.undoWith, { action: action.replace('Delete', 'Create'), fields: spell(again) })],
      ...(refusal && { refusal }),
    });
  };
