import type { Fields } from '../../catalogue/action.ts';
import { idFields } from '../../catalogue/resource.ts';
import { isSame, overlaps, readBlocks } from '../../network/cidr.ts';
import { type Impact, isUnread } from '../plan/impact.ts';
import type { LiveState } from '../plan/live-state.ts';
import type { PlannedWrite } from '../plan/write-request.ts';
import type { CallContext, GuardContext } from './context.ts';
import { isGatewayCreation, isRoute } from './policy.ts';
import { liveStateFor } from './prepare.ts';
import type { OutgoingWrite } from './request.ts';

/** Whether a change is really there: HTTP 200 proves nothing, and some calls succeed without an effect. */
export interface ReadBack {
  /** Null where it cannot be seen. */
  readonly confirmed: boolean | null;
  readonly notes: readonly string[];
}

const WAITS_MS = [0, 500, 1_000, 2_000, 4_000, 8_000];

const judgeDelete = (now: Impact): boolean | null => (isUnread(now) ? null : now.gone || now.unchanged);

const judgeChange = (now: Impact): boolean | null => {
  if (isUnread(now)) return null;
  const seen = now.changes.filter(({ unseen }) => !unseen);
  return now.unchanged || seen.length === 0;
};

/** Whether the route that a creation should have left is there; null where nobody can tell. */
export const isRouteThere = async (input: Fields, liveState: LiveState): Promise<boolean | null> => {
  const seen = await liveState.routes(String(input['VpnGatewayId']));
  if (!('found' in seen)) return 'missing' in seen ? false : null;
  return seen.found.some(
    ({ RouteDest, NextHop }) => isSame(RouteDest, String(input['RouteDest'])) && NextHop === input['NextHop'],
  );
};

/** The newer public documents let nobody route these: AutoConfigRoute passes them over. */
const isRoutable = (block: string): boolean => !isSame(block, '0.0.0.0/0') && !overlaps(block, '100.64.0.0/10');

/** Reads a new connection under the ID that the reply gave, and the routes that the cloud adds by itself. */
const judgeConnection = async (input: Fields, reply: Fields, liveState: LiveState): Promise<boolean | null> => {
  const id = reply[idFields.connection];
  if (typeof id !== 'string' || id === '') return null;
  const seen = await liveState.connection(id);
  if (!('found' in seen)) return 'missing' in seen ? false : null;
  if (input['AutoConfigRoute'] !== true) return true;
  const routes = await liveState.routes(String(input['VpnGatewayId']));
  if (!('found' in routes)) return null;
  const dests = routes.found.flatMap(({ NextHop, RouteDest }) => (NextHop === id ? [RouteDest] : []));
  const blocks = readBlocks(input['RemoteSubnet']).blocks.filter(isRoutable);
  return blocks.every((block) => dests.some((dest) => isSame(dest, block)));
};

/** Whether a gateway that was ordered is listed under the ID that the reply gave. */
const judgeGateway = async (reply: Fields, liveState: LiveState): Promise<boolean | null> => {
  const id = reply[idFields['vpn-gateway']];
  if (typeof id !== 'string' || id === '') return null;
  const seen = await liveState.gateway(id);
  return 'unread' in seen ? null : 'found' in seen;
};

const judgeOnce = async (
  { action, sent }: OutgoingWrite,
  reply: Fields,
  liveState: LiveState,
  { impacts }: GuardContext,
): Promise<boolean | null> => {
  if (action.verb === 'create') {
    if (isRoute(action)) return isRouteThere(sent, liveState);
    if (isGatewayCreation(action)) return judgeGateway(reply, liveState);
    return action.resource === 'connection' ? judgeConnection(sent, reply, liveState) : null;
  }
  const now = await impacts(action, sent, liveState);
  return action.verb === 'delete' ? judgeDelete(now) : judgeChange(now);
};

const unseenNote = ({ impact }: PlannedWrite): readonly string[] => {
  const fields = impact.changes.filter(({ unseen }) => unseen).map(({ Field }) => Field);
  return fields.length === 0
    ? []
    : [`The cloud does not show ${fields.join(' and ')}: that part could not be read back.`];
};

const notes: Readonly<Record<'true' | 'false' | 'null', string>> = {
  true: 'Read back: the change is there.',
  false:
    'Read back: the change is NOT there yet. It may still come, or have had no effect on this platform: look again before going on.',
  null: 'The result could not be read back.',
};

/** Reads until the change is seen, for about fifteen seconds. */
const readUntilSeen = async (write: OutgoingWrite, reply: Fields, context: CallContext): Promise<boolean | null> => {
  const { clock, call } = context;
  let confirmed: boolean | null = null;
  for (const waitMs of WAITS_MS) {
    await clock.sleep(waitMs, call.signal);
    if (call.signal.aborted) break;
    confirmed = await judgeOnce(write, reply, liveStateFor(write, context), context).catch(() => null);
    if (confirmed !== false) break;
  }
  return confirmed;
};

/** The write is done and its outcome recorded: a record that fails changes nothing of that, and is logged. */
const recordReadBack = async (Id: string, Confirmed: boolean | null, { audit, call }: CallContext): Promise<void> => {
  try {
    await audit.write({ Kind: 'read-back', Id, Confirmed });
  } catch (why) {
    call.log('error', 'the read-back is not in the audit', { why, id: Id });
  }
};

/** Reads a change back and records what was seen. `reply` is what the cloud answered to the write. */
export const verify = async (write: OutgoingWrite, reply: Fields, context: CallContext): Promise<ReadBack> => {
  // A role leaves nothing in the cloud that could be read.
  if (write.action.verb === 'assume') return { confirmed: null, notes: [] };
  const confirmed = await readUntilSeen(write, reply, context);
  await recordReadBack(write.id, confirmed, context);
  return { confirmed, notes: [notes[`${confirmed}`], ...unseenNote(write)] };
};
