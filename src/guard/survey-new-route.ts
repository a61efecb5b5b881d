import type { Input } from '../catalogue/action.ts';
import type { CreateVpnPbrRouteEntry, CreateVpnRouteEntry, PublishVpnRouteEntry } from '../catalogue/vpn-route.ts';
import { alreadyActive, isPaired, type Route, wouldMove } from '../network/routes.ts';
import type { Look } from './look.ts';
import { lookAtNeighbours, noNeighbours } from './neighbours.ts';
import { planWords } from './plan-words.ts';
import { shareNotes } from './platform-notes.ts';
import { type Said, said, someOf } from './said.ts';
import { type Survey, spell, surveyOf, type Tunnels } from './survey.ts';
import { entriesOf, lookAtRouting, routeTarget, routingState } from './survey-route.ts';

type Creation = Input<typeof CreateVpnRouteEntry> | Input<typeof CreateVpnPbrRouteEntry>;
type Publication = Input<typeof PublishVpnRouteEntry>;

/** Which traffic a new or newly published entry would draw to its own tunnel, as sentences. */
export const moveNotes = (routes: readonly Route[], fresh: Route, known: Tunnels): readonly Said[] =>
  wouldMove(routes, fresh).map(({ route, range }) =>
    said(planWords.wouldMove, { range, hop: known.name(route.NextHop), fresh: known.name(fresh.NextHop) }),
  );

const freshOf = (kind: Route['RouteType'], input: Creation): Route => ({
  RouteType: kind,
  RouteDest: input.RouteDest,
  ...('RouteSource' in input && { RouteSource: input.RouteSource }),
  NextHop: input.NextHop,
  Weight: input.Weight,
  State: input.PublishVpc ? 'published' : 'normal',
});

/** A new route: harmless unless it draws traffic from another, or unless nobody can tell. */
export const surveyNewRoute =
  (action: string, kind: Route['RouteType']) =>
  async (input: Creation, look: Look): Promise<Survey> => {
    const seen = await lookAtRouting(input.VpnGatewayId, look);
    const fresh = freshOf(kind, input);
    const near = input.PublishVpc ? await lookAtNeighbours(input.VpnGatewayId, [input.RouteDest], look) : noNeighbours;
    const moves = [...moveNotes(seen.routes ?? [], fresh, seen.tunnels), ...near.overlapping];
    const rival = alreadyActive(seen.routes ?? [], fresh)[0];
    const refusal =
      seen.notes.refusal ??
      (rival ? said(planWords.twoActive, { hop: seen.tunnels.name(rival.NextHop), dest: input.RouteDest }) : undefined);
    const { RegionId: _r, ClientToken: _t, PublishVpc: _p, Description: _d, ...entry } = input;
    return surveyOf(routeTarget(input), {
      gatewayId: input.VpnGatewayId,
      changes: [{ Field: 'Route', Before: null, After: spell({ ...entry, State: fresh.State }) }],
      blast: moves,
      foreseen: [
        ...seen.notes.foreseen,
        ...shareNotes(rival, input.NextHop, seen.tunnels),
        ...seen.unread,
        ...near.unread,
      ],
      undo: [said(planWords.undoWith, { action: action.replace('Create', 'Delete'), fields: spell(entry) })],
      raises: seen.routes === undefined || moves.length > 0 || near.unsure,
      state: routingState(seen.routes, input.RouteDest, seen.tunnels),
      ...(refusal && { refusal }),
    });
  };

/** Withdrawing: who else still tells the VPC about the destination. */
const withdrawalNotes = (routes: readonly Route[], route: Route, known: Tunnels): readonly Said[] => {
  const other = routes.find(
    (each) => each !== route && isPaired(each, route) && each.State === 'published' && each.NextHop !== route.NextHop,
  );
  return other
    ? [said(planWords.stillPublished, { dest: route.RouteDest, hop: known.name(other.NextHop) })]
    : [said(planWords.withdrawn, { dest: route.RouteDest })];
};

const noSuchEntry = (routes: readonly Route[], { RouteType, RouteDest, NextHop }: Publication): Said => {
  const near = routes.filter((route) => route.NextHop === NextHop);
  return said(planWords.noEntry, {
    dest: `${RouteType} ${RouteDest}`,
    hop: NextHop,
    found: someOf(near.map((route) => `${route.RouteType} ${route.RouteDest}`)),
  });
};

/** Telling the VPC about a route, or taking that back. */
export const surveyPublication = async (input: Publication, look: Look): Promise<Survey> => {
  const target = routeTarget(input);
  const seen = await lookAtRouting(input.VpnGatewayId, look);
  const After = input.PublishVpc ? 'published' : 'normal';
  const base: Partial<Survey> = {
    gatewayId: input.VpnGatewayId,
    ...seen.notes,
    foreseen: [...seen.notes.foreseen, ...seen.unread],
    changes: [{ Field: 'State', Before: said(planWords.notKnown), After }],
    state: routingState(seen.routes, input.RouteDest, seen.tunnels),
  };
  if (!seen.routes) return surveyOf(target, { ...base, raises: true });
  const meant = entriesOf(seen.routes, input, input.RouteType);
  const route = meant[0];
  if (!route) return surveyOf(target, { ...base, gone: true, refusal: noSuchEntry(seen.routes, input) });
  const published = seen.routes.filter((each) => each.State === 'published' && each !== route);
  const near = input.PublishVpc ? await lookAtNeighbours(input.VpnGatewayId, [input.RouteDest], look) : noNeighbours;
  const moves = input.PublishVpc ? [...moveNotes(published, route, seen.tunnels), ...near.overlapping] : [];
  const { RegionId: _r, ClientToken: _t, ...entry } = input;
  const undo = { ...entry, PublishVpc: !input.PublishVpc };
  return surveyOf(target, {
    ...base,
    changes: [{ Field: 'State', Before: route.State, After }],
    blast: [
      ...moves,
      ...(input.PublishVpc ? [] : withdrawalNotes(seen.routes, route, seen.tunnels)),
      ...(meant.length > 1 ? [said(planWords.twins)] : []),
    ],
    foreseen: [...(base.foreseen ?? []), ...near.unread],
    undo: [said(planWords.undoWith, { action: 'PublishVpnRouteEntry', fields: spell(undo) })],
    same: meant.every(({ State }) => State === After),
    raises: moves.length > 0 || near.unsure,
  });
};
