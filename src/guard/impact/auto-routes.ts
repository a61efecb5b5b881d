import { isSame, readBlocks } from '../../network/cidr.ts';
import { alreadyActive, type Route } from '../../network/routes.ts';
import { type Tunnels, unreadParts } from '../plan/impact.ts';
import { type Look, listOf } from '../plan/live-state.ts';
import { kindWords, planWords } from '../plan/messages.ts';
import { type Said, said, someOf } from '../text/message.ts';
import { lookAtNeighbours } from './other-gateways.ts';
import { moveNotes } from './route-creation.ts';

/** Where the ID of a connection would stand that is not there yet: nothing is called so, whatever name it is given. */
export const NEW_HOP = '(new)';

/** A connection with AutoConfigRoute. */
export interface Routed {
  readonly VpnGatewayId: string;
  readonly RemoteSubnet: unknown;
  /** Its ID, or NEW_HOP. */
  readonly hop: string;
}

export interface AutoRoutes {
  readonly blast: readonly Said[];
  readonly foreseen: readonly Said[];
  readonly undo: readonly Said[];
  /** Whether traffic of an existing route would move, or nobody can tell. */
  readonly raises: boolean;
  /** What of the table an approval is sealed to. */
  readonly entries: readonly string[];
}

export const noAutoRoutes: AutoRoutes = { blast: [], foreseen: [], undo: [], raises: false, entries: [] };

/** The routes that the cloud would add by itself: one to each block of the other side that has none, active and published. */
const freshRoutes = (table: readonly Route[], { RemoteSubnet, hop }: Routed): readonly Route[] =>
  readBlocks(RemoteSubnet)
    .blocks.filter(
      (block) =>
        !table.some(
          ({ RouteType, RouteDest, NextHop }) => RouteType === 'dbr' && NextHop === hop && isSame(RouteDest, block),
        ),
    )
    .map((RouteDest) => ({ RouteType: 'dbr', RouteDest, NextHop: hop, Weight: 100, State: 'published' }));

/** Only one route to a block may be active; what becomes of an added one beside it no document says. */
const rivalNotes = (table: readonly Route[], fresh: readonly Route[], known: Tunnels): readonly Said[] =>
  fresh.flatMap((route) =>
    alreadyActive(table, route).map(({ NextHop }) =>
      said(planWords.autoRival, { hop: known.name(NextHop), dest: route.RouteDest }),
    ),
  );

const withNewName = ({ words, values }: Said): Said =>
  said(
    words,
    Object.fromEntries(
      Object.entries(values).map(([place, value]) => [place, value === NEW_HOP ? kindWords.newConnection : value]),
    ),
  );

const undoOf = (fresh: readonly Route[], hop: string): readonly Said[] => {
  if (hop === NEW_HOP) return [said(planWords.undoAutoRoutes)];
  const dests = fresh.map(({ RouteDest }) => RouteDest);
  return dests.length > 0 ? [said(planWords.undoAddedRoutes, { dests: someOf(dests), hop })] : [];
};

/** What the routes that the cloud adds would draw, here and from other gateways of the VPC. */
export const surveyAutoRoutes = async (routed: Routed, look: Look, known: Tunnels): Promise<AutoRoutes> => {
  const { VpnGatewayId, hop } = routed;
  const seen = await look.routes(VpnGatewayId);
  const table = listOf(seen);
  const fresh = freshRoutes(table, routed);
  if (fresh.length === 0) return noAutoRoutes;
  const near = await lookAtNeighbours(
    VpnGatewayId,
    fresh.map(({ RouteDest }) => RouteDest),
    look,
  );
  const free = fresh.filter((route) => alreadyActive(table, route).length === 0);
  const moves = [
    ...free.flatMap((route) => moveNotes(table, route, known)),
    ...rivalNotes(table, fresh, known),
    ...near.overlapping,
  ];
  return {
    blast: [said(planWords.autoRoute), ...moves.map(withNewName)],
    foreseen: [...unreadParts([[kindWords.routes, seen]]), ...near.unread],
    undo: undoOf(fresh, hop),
    raises: moves.length > 0 || near.unsure || !('found' in seen),
    entries: table.map(({ RouteDest, NextHop, Weight }) => `${RouteDest} ${NextHop} ${Weight}`).sort(),
  };
};
