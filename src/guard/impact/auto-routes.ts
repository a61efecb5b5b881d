import { isSame, readBlocks } from '../../network/cidr.ts';
import { alreadyActive, type Route } from '../../network/routes.ts';
import { readClaims } from '../diversion/claims.ts';
import { assessDiversion, type Peer } from '../diversion/diversion.ts';
import type { History } from '../history/history.ts';
import { type Tunnels, unreadParts } from '../plan/impact.ts';
import type { LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { listOf } from '../plan/seen.ts';
import type { Ends } from '../plan/tunnel-state.ts';
import { eachOnce, type Message, message, someOf } from '../text/message.ts';
import { readOtherGateways } from './other-gateways.ts';
import { movedTraffic } from './route-creation.ts';

/** Where the ID of a connection would stand that is not there yet: nothing is called so, whatever name it is given. */
export const NEW_HOP = '(new)';

/** A connection with AutoConfigRoute. */
export interface Routed {
  readonly VpnGatewayId: string;
  readonly RemoteSubnet: unknown;
  /** Its ID, or NEW_HOP. */
  readonly hop: string;
  readonly ends: Ends;
  /** What it has on the VPC's side, as the call gives it. */
  readonly LocalSubnet: unknown;
}

export interface AutoRoutes {
  /** What could not be read; a plan says it first. */
  readonly unread: readonly Message[];
  readonly affected: readonly Message[];
  readonly warnings: readonly Message[];
  readonly undo: readonly Message[];
  /** Whether traffic of an existing route would move, or may do so. */
  readonly increasesRisk: boolean;
  /** What of the table an approval is sealed to. */
  readonly entries: readonly string[];
}

export const noAutoRoutes: AutoRoutes = {
  unread: [],
  affected: [],
  warnings: [],
  undo: [],
  increasesRisk: false,
  entries: [],
};

/** The routes that the cloud would add by itself: one to each block of the other side that has none, active and published. */
const addedRoutes = (table: readonly Route[], { RemoteSubnet, hop }: Routed): readonly Route[] =>
  readBlocks(RemoteSubnet)
    .blocks.filter(
      (block) =>
        !table.some(
          ({ RouteType, RouteDest, NextHop }) => RouteType === 'dbr' && NextHop === hop && isSame(RouteDest, block),
        ),
    )
    .map((RouteDest) => ({ RouteType: 'dbr', RouteDest, NextHop: hop, Weight: 100, State: 'published' }));

/** Only one route to a block may be active; what becomes of an added one beside it no document says. */
const rivalNotes = (table: readonly Route[], added: readonly Route[], known: Tunnels): readonly Message[] =>
  added.flatMap((route) =>
    alreadyActive(table, route).map(({ NextHop }) =>
      message(planMessages.autoRival, { hop: known.name(NextHop), dest: route.RouteDest }),
    ),
  );

/** A connection that is not there yet is not up either. */
const withNewHop = (known: Tunnels): Tunnels => ({
  ...known,
  isUp: (id) => (id === NEW_HOP ? false : known.isUp(id)),
});

const withNewName = ({ text, values }: Message): Message =>
  message(
    text,
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, value === NEW_HOP ? kindNames.newConnection : value]),
    ),
  );

const undoOf = (added: readonly Route[], hop: string): readonly Message[] => {
  if (hop === NEW_HOP) return [message(planMessages.undoAutoRoutes)];
  const dests = added.map(({ RouteDest }) => RouteDest);
  return dests.length > 0 ? [message(planMessages.undoAddedRoutes, { dests: someOf(dests), hop })] : [];
};

const peerOf = ({ hop, RemoteSubnet, ends, LocalSubnet }: Routed, known: Tunnels): Peer => {
  return {
    name: known.name(hop),
    remote: RemoteSubnet,
    ends,
    claims: readBlocks(LocalSubnet).blocks.map((block) => ({ kind: 'own', block, owner: hop })),
  };
};

/** What the routes that the cloud adds would take, here, from other gateways and from who else has addresses in the VPC. */
export const assessAutoRoutes = async (
  routed: Routed,
  liveState: LiveState,
  known: Tunnels,
  history: Pick<History, 'past'>,
): Promise<AutoRoutes> => {
  const { VpnGatewayId, hop } = routed;
  const [seen, around] = await Promise.all([liveState.routes(VpnGatewayId), readClaims(VpnGatewayId, liveState)]);
  const table = listOf(seen);
  const added = addedRoutes(table, routed);
  if (added.length === 0) return noAutoRoutes;
  const near = await readOtherGateways(
    VpnGatewayId,
    added.map(({ RouteDest }) => RouteDest),
    liveState,
  );
  const free = added.filter((route) => alreadyActive(table, route).length === 0);
  const drawn: Message[] = [];
  for (const route of free) drawn.push(...(await movedTraffic(table, route, withNewHop(known))));
  const moves = [...drawn, ...rivalNotes(table, added, known), ...near.overlapping];
  const taken = await assessDiversion(
    added,
    { routes: table, peer: peerOf(routed, known), around },
    liveState,
    history,
  );
  return {
    unread: eachOnce(unreadParts([[kindNames.routes, seen]]), known.bgp(), near.unread, taken.unread),
    affected: [...taken.reasons.map(withNewName), message(planMessages.autoRoute), ...moves.map(withNewName)],
    warnings: taken.warnings,
    undo: undoOf(added, hop),
    increasesRisk: moves.length > 0 || known.bgp().length > 0 || near.unsure || !('found' in seen) || taken.asks,
    entries: [
      ...table.map(({ RouteDest, NextHop, Weight }) => `${RouteDest} ${NextHop} ${Weight}`).sort(),
      ...taken.leansOn,
    ],
  };
};
