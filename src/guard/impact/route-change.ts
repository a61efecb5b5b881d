import type { Input } from '../../catalogue/action.ts';
import type {
  DeleteVpnPbrRouteEntry,
  DeleteVpnRouteEntry,
  ModifyVpnPbrRouteEntryWeight,
  ModifyVpnRouteEntryWeight,
} from '../../catalogue/actions/vpn-route.ts';
import { isSame, overlaps } from '../../network/cidr.ts';
import { isPaired, type Route } from '../../network/routes.ts';
import { shifts } from '../../network/traffic.ts';
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
} from '../plan/impact.ts';
import { type Gateway, type Look, listOf, type Seen, unreadOf } from '../plan/live-state.ts';
import { kindWords, planWords } from '../plan/messages.ts';
import { routesAfter } from '../plan/projected-state.ts';
import { type Said, said, someOf } from '../text/message.ts';
import { lookAtPublished, type Neighbours } from './other-gateways.ts';
import { shareNotes } from './platform-messages.ts';
import { type Entry, entriesOf, hostBits, rivalOf, spelled, twoActive } from './route-errors.ts';
import { trafficNotes } from './traffic-messages.ts';

type Weighing = Input<typeof ModifyVpnRouteEntryWeight> | Input<typeof ModifyVpnPbrRouteEntryWeight>;
type Deletion = Input<typeof DeleteVpnRouteEntry> | Input<typeof DeleteVpnPbrRouteEntry>;
/** Routes have no ID of their own; the vendor's providers join the parts like this. The destination is their name. */
export const routeTarget = ({ VpnGatewayId, NextHop, RouteDest, RouteSource }: Entry): Target => {
  const Id = [VpnGatewayId, NextHop, ...(RouteSource ? [RouteSource] : []), RouteDest].join(':');
  return { Id, Name: RouteDest, confirm: RouteDest };
};

/** What one look at a gateway's routing brings. */
export interface Routing {
  readonly near: Neighbours;
  readonly routes: readonly Route[] | undefined;
  readonly tunnels: Tunnels;
  readonly notes: Pick<Survey, 'foreseen' | 'refusal'>;
  readonly unread: readonly Said[];
  /** The tunnel and the gateway that an entry belongs to. */
  readonly kin: (hop: string) => Survey['kin'];
}

/** Why a call on this gateway cannot be made: there is no such gateway, or it is locked. */
const notesOf = (seen: Seen<Gateway>, { VpnGatewayId: id, RegionId }: Entry): Routing['notes'] =>
  'missing' in seen
    ? { foreseen: [], refusal: said(planWords.gone, { what: kindWords.gateway, id, region: String(RegionId ?? '') }) }
    : gatewayNotes(seen);

/** Both tables of the gateway that an entry is on, its tunnels, and what the other gateways of its VPC publish. */
export const lookAtRouting = async (entry: Entry, look: Look): Promise<Routing> => {
  const { VpnGatewayId } = entry;
  const [routes, connections, gateway, near] = await Promise.all([
    look.routes(VpnGatewayId),
    look.connectionsOf({ VpnGatewayId }),
    look.gateway(VpnGatewayId),
    lookAtPublished(VpnGatewayId, look),
  ]);
  return {
    near,
    routes: foundIn(routes),
    tunnels: tunnels(connections),
    notes: notesOf(gateway, entry),
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

const noSuchEntry = (routes: readonly Route[], input: Entry): Said => {
  const near = routes.filter((route) => isSame(route.RouteDest, input.RouteDest) || route.NextHop === input.NextHop);
  return said(planWords.noEntry, {
    dest: input.RouteDest,
    hop: input.NextHop,
    found: someOf(near.map(spelled)),
  });
};

/** What becomes of what an entry matches when the tables change. */
const changeNotes = (seen: Routing, next: readonly Route[], route: Route): readonly Said[] => {
  const others = seen.near.published;
  const parts = shifts({ routes: seen.routes ?? [], others }, { routes: next, others }, route, seen.tunnels.isUp);
  const left = next.filter((other) => isPaired(other, route));
  const isAlone = left.length === 1 && left[0]?.Weight === 100;
  return [
    ...trafficNotes(parts, seen.tunnels, 'change'),
    ...(isAlone ? [said(planWords.noStandby, { dest: route.RouteDest })] : []),
  ];
};

/** The parts that every survey of a route has, once its tables were looked at. */
const common = (input: Entry, seen: Routing): Partial<Survey> => ({
  gatewayId: input.VpnGatewayId,
  ...seen.notes,
  foreseen: [...seen.notes.foreseen, ...seen.unread, ...seen.near.unread],
  kin: seen.kin(input.NextHop),
  state: routingState(seen.routes, input.RouteDest, seen.tunnels),
});

const wrongWeight = (route: Route, given: number): Said | undefined =>
  route.Weight === given ? undefined : said(planWords.otherWeight, { weight: route.Weight, given });

/** The entry that a call with a weight means; one of another weight where there is no such. */
const meantBy = (routes: readonly Route[], input: Weighing | Deletion, kind: Route['RouteType']): Route | undefined => {
  const entries = entriesOf(routes, input, kind);
  return entries.find(({ Weight }) => Weight === input.Weight) ?? entries[0];
};

/** The survey of an entry that is not in the table, so that the cloud would refuse. */
const withoutEntry = (input: Entry, base: Partial<Survey>, seen: Routing): Survey => {
  const routes = seen.routes ?? [];
  const refusal = seen.notes.refusal ?? hostBits(input, routes) ?? noSuchEntry(routes, input);
  return surveyOf(routeTarget(input), { ...base, gone: true, refusal });
};

/** Changing which of two routes is the active one. */
export const surveyWeight =
  (action: string, kind: Route['RouteType']) =>
  async (input: Weighing, look: Look): Promise<Survey> => {
    const seen = await lookAtRouting(input, look);
    const changes = [{ Field: 'Weight', Before: input.Weight, After: input.NewWeight }];
    const base = { ...common(input, seen), changes };
    if (!seen.routes) return surveyOf(routeTarget(input), base);
    const route = meantBy(seen.routes, input, kind);
    if (!route) return withoutEntry(input, base, seen);
    if (route.Weight === input.NewWeight) return surveyOf(routeTarget(input), { ...base, same: true });
    const rival = rivalOf({ ...route, Weight: input.NewWeight }, seen.routes);
    const next = routesAfter(seen.routes, input.VpnGatewayId, [{ action, input }]);
    const refusal =
      seen.notes.refusal ??
      hostBits(input, seen.routes) ??
      wrongWeight(route, input.Weight) ??
      twoActive(rival, input.RouteDest, seen.tunnels);
    const share = shareNotes(rival, input.NextHop, seen.tunnels);
    const { NewWeight, Weight, ClientToken: _token, RegionId: _region, ...entry } = input;
    return surveyOf(routeTarget(input), {
      ...base,
      blast: changeNotes(seen, next, route),
      foreseen: [...(base.foreseen ?? []), ...share, said(planWords.mayDoNothing)],
      undo: [said(planWords.undoWith, { action, fields: spell({ ...entry, Weight: NewWeight, NewWeight: Weight }) })],
      ...(refusal && { refusal }),
    });
  };

/** Taking a route out of its table. */
export const surveyRouteDeletion =
  (action: string, kind: Route['RouteType']) =>
  async (input: Deletion, look: Look): Promise<Survey> => {
    const seen = await lookAtRouting(input, look);
    const base = common(input, seen);
    if (!seen.routes) return surveyOf(routeTarget(input), base);
    const route = meantBy(seen.routes, input, kind);
    if (!route) return withoutEntry(input, base, seen);
    const next = routesAfter(seen.routes, input.VpnGatewayId, [{ action, input }]);
    const refusal = seen.notes.refusal ?? hostBits(input, seen.routes) ?? wrongWeight(route, input.Weight);
    const { ClientToken: _token, RegionId: _region, ...entry } = input;
    const again = { ...entry, PublishVpc: route.State === 'published' };
    return surveyOf(routeTarget(input), {
      ...base,
      changes: [{ Field: 'Route', Before: spelled(route), After: null }],
      blast: changeNotes(seen, next, route),
      undo: [said(planWords.undoWith, { action: action.replace('Delete', 'Create'), fields: spell(again) })],
      ...(refusal && { refusal }),
    });
  };
