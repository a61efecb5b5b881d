import type { Action, Fields } from '../../catalogue/action.ts';
import { type Identified, isIdentified } from '../../catalogue/resource.ts';
import { addsRoutes } from '../../catalogue/schema/connection-settings.ts';
import { isSame, overlaps, readBlocks } from '../../network/cidr.ts';
import { madeId } from '../outcome/next-steps.ts';
import { type Impact, isUnread } from '../plan/impact.ts';
import type { LiveState } from '../plan/live-state.ts';
import type { Seen } from '../plan/seen.ts';
import type { PlannedWrite } from '../plan/write-request.ts';
import type { CallContext, GuardContext } from './context.ts';
import { isRoute } from './policy.ts';
import { liveStateFor } from './prepare.ts';
import type { OutgoingWrite } from './request.ts';

/** Whether a change is really there: HTTP 200 proves nothing, and some calls succeed without an effect. */
export interface ReadBack {
  /** Null where it cannot be seen. */
  readonly confirmed: boolean | null;
  readonly notes: readonly string[];
}

const WAITS_MS = [0, 500, 1_000, 2_000, 4_000, 8_000];

/**
 * Whether it is gone. The cloud's "not found" after a lost reply counts as done, so what nobody saw before may as well be
 * somewhere else.
 */
const judgeDelete = (before: Impact, now: Impact): boolean | null | 'never seen' => {
  if (isUnread(now)) return null;
  const isGone = now.gone || now.unchanged;
  return isGone && isUnread(before) ? 'never seen' : isGone;
};

const judgeChange = (now: Impact): boolean | null => {
  if (isUnread(now)) return null;
  const seen = now.changes.filter(({ unseen }) => !unseen);
  return now.unchanged || seen.length === 0;
};

/** Whether the route that a creation should have left is there; null where nobody can tell. */
const isRouteThere = async (input: Fields, liveState: LiveState): Promise<boolean | null> => {
  const seen = await liveState.routes(String(input['VpnGatewayId']));
  // Without its gateway nobody can say that the route is not there: the look-up may have gone to the wrong place.
  if (!('found' in seen)) return null;
  return seen.found.some(
    ({ RouteDest, NextHop }) => isSame(RouteDest, String(input['RouteDest'])) && NextHop === input['NextHop'],
  );
};

/** The same for a connection on a transit router, which has routes of its own. */
const isRouterRouteThere = async (input: Fields, { publicReads }: LiveState): Promise<boolean | null> => {
  const seen = await publicReads?.connectionRoutes(String(input['VpnConnectionId']));
  if (seen === undefined || !('found' in seen)) return null;
  return seen.found.some(
    ({ RouteDest = '', NextHop, Weight }) =>
      isSame(RouteDest, String(input['RouteDest'])) && NextHop === input['NextHop'] && Weight === input['Weight'],
  );
};

/** How a thing is read by its ID. */
const readers: Readonly<Record<Identified, (liveState: LiveState, id: string) => Promise<Seen<unknown>>>> = {
  connection: (liveState, id) => liveState.connection(id),
  attachment: (liveState, id) => liveState.connection(id),
  'ssl-server': (liveState, id) => liveState.sslServer(id),
  'client-certificate': (liveState, id) => liveState.certificate(id),
  'customer-gateway': (liveState, id) => liveState.customerGateway(id),
  'vpn-gateway': (liveState, id) => liveState.gateway(id),
};

/** Whether what a create made is there; null where nobody can tell. `reply` is what the cloud answered to it. */
export const isThere = async (
  action: Action,
  input: Fields,
  reply: Fields,
  liveState: LiveState,
): Promise<boolean | null> => {
  const { resource } = action;
  if (isRoute(action)) return isRouteThere(input, liveState);
  if (resource === 'connection-route') return isRouterRouteThere(input, liveState);
  const id = madeId(action, reply);
  if (id === undefined || !isIdentified(resource)) return null;
  const seen = await readers[resource](liveState, id);
  return 'unread' in seen ? null : 'found' in seen;
};

/** The newer public documents let nobody route these: AutoConfigRoute passes them over. */
const isRoutable = (block: string): boolean => !isSame(block, '0.0.0.0/0') && !overlaps(block, '100.64.0.0/10');

/** What reading back shows; a creation whose ID the cloud gave is never called without effect: it may be made twice then. */
type Sight = boolean | null | 'not listed' | 'no routes' | 'never seen';

/** The routes that the cloud adds by itself to a new connection. */
const addedRoutes = async (input: Fields, id: string, liveState: LiveState): Promise<true | null | 'no routes'> => {
  const routes = await liveState.routes(String(input['VpnGatewayId']));
  if (!('found' in routes)) return null;
  const dests = routes.found.flatMap(({ NextHop, RouteDest }) => (NextHop === id ? [RouteDest] : []));
  const blocks = readBlocks(input['RemoteSubnet']).blocks.filter(isRoutable);
  return blocks.every((block) => dests.some((dest) => isSame(dest, block))) || 'no routes';
};

/** Reads what was made: a route in its table, anything else under the ID that the reply gave. */
const judgeCreate = async (action: Action, input: Fields, reply: Fields, liveState: LiveState): Promise<Sight> => {
  const there = await isThere(action, input, reply, liveState);
  const id = madeId(action, reply);
  if (id === undefined) return there;
  if (there !== true) return there === false ? 'not listed' : null;
  const isOnGateway = action.resource === 'connection';
  return isOnGateway && addsRoutes(liveState.platform, input) ? addedRoutes(input, id, liveState) : true;
};

const judgeOnce = async (
  { action, impact, sent }: OutgoingWrite,
  reply: Fields,
  liveState: LiveState,
  { impacts }: GuardContext,
): Promise<Sight> => {
  if (action.verb === 'create') return judgeCreate(action, sent, reply, liveState);
  const now = await impacts(action, sent, liveState);
  return action.verb === 'delete' ? judgeDelete(impact, now) : judgeChange(now);
};

/** Whether what was done before is still so; null where nobody can tell. `reply` names what it made. */
export const isStillSo = async (write: PlannedWrite, reply: Fields, context: CallContext): Promise<boolean | null> => {
  const { action, asked, impact } = write;
  if (action.verb === 'create') return isThere(action, asked, reply, liveStateFor(write, context));
  if (action.verb !== 'delete') return judgeChange(impact);
  const sight = judgeDelete(impact, impact);
  return sight === 'never seen' ? null : sight;
};

const unseenNote = ({ impact }: PlannedWrite): readonly string[] => {
  const fields = impact.changes.filter(({ unseen }) => unseen).map(({ Field }) => Field);
  return fields.length === 0
    ? []
    : [`The cloud does not show ${fields.join(' and ')}: that part could not be read back.`];
};

const notes: Readonly<Record<`${Sight}`, string>> = {
  true: 'Read back: the change is there.',
  false:
    'Read back: the change is NOT there yet. It may still come, or have had no effect on this platform: look again before going on.',
  null: 'The result could not be read back.',
  'not listed': 'The cloud named what it made, and cannot be seen to have it yet: look again, and do not make another.',
  'never seen':
    'It is not there now. Whether it was there before could not be read, and a wrong ID or RegionId looks the same: look for it where it should have been.',
  'no routes':
    'Read back: the connection is there, the routes that AutoConfigRoute adds are not yet. Look again with DescribeVpnRouteEntries.',
};

/** What is known of a write that nobody had to be asked about. */
export const notReadBack = ({ verb }: Action): ReadBack => ({
  confirmed: null,
  notes: [`Not read back: the cloud answered that it is ${verb === 'create' ? 'made' : 'done'}.`],
});

/** Reads until the change is seen, for about fifteen seconds. */
const readUntilSeen = async (write: OutgoingWrite, reply: Fields, context: CallContext): Promise<Sight> => {
  const { clock, call } = context;
  let sight: Sight = null;
  for (const waitMs of WAITS_MS) {
    await clock.sleep(waitMs, call.signal);
    if (call.signal.aborted) break;
    sight = await judgeOnce(write, reply, liveStateFor(write, context), context).catch(() => null);
    if (sight === true || sight === null) break;
  }
  return sight;
};

/** The write is done and its outcome recorded: a record that fails changes nothing of that, and is logged. */
const recordReadBack = async (
  Id: string,
  Confirmed: boolean | null,
  { audit, call, history }: CallContext,
): Promise<void> => {
  history.noteSeen(Id, Confirmed);
  try {
    await audit.write({ Kind: 'read-back', Id, Confirmed });
  } catch (why) {
    call.log('error', 'the read-back is not in the audit', { why, id: Id });
  }
};

/** Reads a change back and records what was seen. `reply` is what the cloud answered to the write. */
export const verify = async (write: OutgoingWrite, reply: Fields, context: CallContext): Promise<ReadBack> => {
  // A role leaves nothing in the cloud that could be read.
  if (write.action.verb === 'assume')
    return { confirmed: null, notes: ['It cannot be read back: the next calls show whether the role is taken.'] };
  const sight = await readUntilSeen(write, reply, context);
  const confirmed = typeof sight === 'string' ? null : sight;
  await recordReadBack(write.id, confirmed, context);
  return { confirmed, notes: [notes[`${sight}`], ...unseenNote(write)] };
};
