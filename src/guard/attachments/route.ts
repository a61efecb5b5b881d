import type { Input } from '../../catalogue/action.ts';
import {
  CreateVcoRouteEntry,
  DeleteVcoRouteEntry,
  ModifyVcoRouteEntryWeight,
} from '../../catalogue/actions/attachment.ts';
import { isSame } from '../../network/cidr.ts';
import { called, foundIn, type Impact, impactOf, type Target, unreadParts } from '../plan/impact.ts';
import type { Connection, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import type { ConnectionRouteRow } from '../plan/public-reads.ts';
import { listOf, type Seen } from '../plan/seen.ts';
import { undoEntry } from '../plan/undo.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { attachmentMessages } from './messages.ts';

type Creation = Input<typeof CreateVcoRouteEntry>;
type Weighing = Input<typeof ModifyVcoRouteEntryWeight>;
type Deletion = Input<typeof DeleteVcoRouteEntry>;
type Entry = Creation | Weighing | Deletion;

const targetOf = ({ VpnConnectionId, RouteDest }: Entry): Target => ({
  Id: `${VpnConnectionId}:${RouteDest}`,
  Name: RouteDest,
  confirm: RouteDest,
});

const spelled = ({
  RouteDest,
  NextHop,
  Weight,
}: Pick<ConnectionRouteRow, 'RouteDest' | 'NextHop' | 'Weight'>): string =>
  `${RouteDest ?? ''} via ${NextHop ?? ''} (${Weight ?? ''})`;

/** Entries of the connection to the same block; those that BGP brought are none that a call writes. */
const entriesTo = (rows: readonly ConnectionRouteRow[], { RouteDest, NextHop }: Entry): readonly ConnectionRouteRow[] =>
  rows.filter(
    (row) => row.RouteEntryType !== 'bgp' && row.NextHop === NextHop && isSame(row.RouteDest ?? '', RouteDest),
  );

/** Why no call about its routes can be made on a connection. */
const hopRefusal = (seen: Seen<Connection>, { VpnConnectionId: id, RegionId }: Entry): Message | undefined => {
  if ('missing' in seen)
    return message(planMessages.gone, { what: kindNames.connection, id, region: String(RegionId ?? '') });
  const live = foundIn(seen);
  return live?.VpnGatewayId
    ? message(attachmentMessages.onGateway, { name: called(id, live.Name), gateway: live.VpnGatewayId })
    : undefined;
};

/** The connection, its routes, and what every plan about one of them has. */
const readGround = async (input: Entry, liveState: LiveState) => {
  const id = input.VpnConnectionId;
  const [connection, routes] = await Promise.all([
    liveState.connection(id),
    liveState.publicReads?.connectionRoutes(id) ?? { missing: true as const },
  ]);
  const live = foundIn(connection);
  const rows = listOf(routes);
  const near = entriesTo(rows, input);
  const values = { router: live?.TransitRouterId || '?', dest: input.RouteDest, name: called(id, live?.Name) };
  return {
    rows,
    near,
    values,
    isRead: 'found' in routes,
    isGone: 'missing' in connection || ('found' in routes && near.length === 0),
    refusal: hopRefusal(connection, input),
    base: {
      affected: unreadParts([
        [kindNames.connection, connection],
        [attachmentMessages.routes, routes],
      ]),
      related: { words: [id, live?.Name ?? ''], unread: 'unread' in connection },
      state: { settings: 'found' in routes ? near.map(spelled).toSorted() : 'unread', health: null },
    } satisfies Partial<Impact>,
  };
};

type Ground = Awaited<ReturnType<typeof readGround>>;

const noEntry = ({ rows, values }: Ground, { Weight }: Entry): Message =>
  message(attachmentMessages.noEntry, {
    ...{ dest: values.dest, name: values.name, weight: Weight },
    found: someOf(rows.map(spelled)),
  });

const withoutCommon = ({ RegionId: _region, ClientToken: _token, ...entry }: Entry) => entry;

/** A new route of a connection on a transit router. */
export const assessRouterRoute = async (input: Creation, liveState: LiveState): Promise<Impact> => {
  const ground = await readGround(input, liveState);
  const { base, values, near } = ground;
  const [existing] = near;
  const exists = existing && message(planMessages.routeExists, { route: spelled(existing) });
  const refusal = ground.refusal ?? exists;
  const isActive = input.Weight === 100;
  const { Description: _words, ...entry } = { Description: undefined, ...withoutCommon(input) };
  return impactOf(targetOf(input), {
    ...base,
    changes: [{ Field: 'Route', Before: null, After: spelled(input) }],
    affected: [...base.affected, message(isActive ? attachmentMessages.mayDraw : attachmentMessages.standsBy, values)],
    undo: [undoEntry(DeleteVcoRouteEntry.name, entry)],
    increasesRisk: isActive || base.affected.length > 0,
    ...(refusal && { refusal }),
  });
};

/** Another weight of such a route. */
export const assessRouterRouteWeight = async (input: Weighing, liveState: LiveState): Promise<Impact> => {
  const ground = await readGround(input, liveState);
  const { base, values, near, isRead } = ground;
  const { Weight, NewWeight } = input;
  const isThere = near.some((row) => row.Weight === Weight);
  const isSo = near.some((row) => row.Weight === NewWeight);
  const refusal = ground.refusal ?? (isRead && !isThere ? noEntry(ground, input) : undefined);
  return impactOf(targetOf(input), {
    ...base,
    changes: [{ Field: 'Weight', Before: Weight, After: NewWeight }],
    affected: [
      ...base.affected,
      message(NewWeight === 100 ? attachmentMessages.mayDraw : attachmentMessages.mayStop, values),
    ],
    undo: [
      undoEntry(ModifyVcoRouteEntryWeight.name, { ...withoutCommon(input), Weight: NewWeight, NewWeight: Weight }),
    ],
    unchanged: isRead && !isThere && isSo,
    gone: ground.isGone,
    ...(refusal && { refusal }),
  });
};

/** Taking such a route away. */
export const assessRouterRouteDeletion = async (input: Deletion, liveState: LiveState): Promise<Impact> => {
  const ground = await readGround(input, liveState);
  const { base, values, near, isRead } = ground;
  const isThere = near.some((row) => row.Weight === input.Weight);
  const refusal = ground.refusal ?? (isRead && !isThere ? noEntry(ground, input) : undefined);
  return impactOf(targetOf(input), {
    ...base,
    changes: [{ Field: 'Route', Before: spelled(input), After: null }],
    affected: [
      ...base.affected,
      message(input.Weight === 100 ? attachmentMessages.mayStop : attachmentMessages.standsBy, values),
    ],
    undo: [undoEntry(CreateVcoRouteEntry.name, withoutCommon(input))],
    gone: ground.isGone,
    ...(refusal && { refusal }),
  });
};
