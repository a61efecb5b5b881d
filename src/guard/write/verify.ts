import type { Action, Fields } from '../../catalogue/action.ts';
import { isSame, overlaps, readBlocks } from '../../network/cidr.ts';
import type { Clock } from '../host/clock.ts';
import type { ImpactRegistry } from '../impact/registry.ts';
import { type Impact, isUnread } from '../plan/impact.ts';
import type { LiveState } from '../plan/live-state.ts';
import type { Planned } from '../plan/plan.ts';

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
export const isRouteThere = async (input: Fields, look: LiveState): Promise<boolean | null> => {
  const seen = await look.routes(String(input['VpnGatewayId']));
  if (!('found' in seen)) return 'missing' in seen ? false : null;
  return seen.found.some(
    ({ RouteDest, NextHop }) => isSame(RouteDest, String(input['RouteDest'])) && NextHop === input['NextHop'],
  );
};

/** The newer public documents let nobody route these: AutoConfigRoute passes them over. */
const isRoutable = (block: string): boolean => !isSame(block, '0.0.0.0/0') && !overlaps(block, '100.64.0.0/10');

/** Looks for a new connection under the ID that the reply gave, and for the routes that the cloud adds by itself. */
const judgeConnection = async (input: Fields, id: unknown, look: LiveState): Promise<boolean | null> => {
  if (typeof id !== 'string' || id === '') return null;
  const seen = await look.connection(id);
  if (!('found' in seen)) return 'missing' in seen ? false : null;
  if (input['AutoConfigRoute'] !== true) return true;
  const routes = await look.routes(String(input['VpnGatewayId']));
  if (!('found' in routes)) return null;
  const dests = routes.found.flatMap(({ NextHop, RouteDest }) => (NextHop === id ? [RouteDest] : []));
  const blocks = readBlocks(input['RemoteSubnet']).blocks.filter(isRoutable);
  return blocks.every((block) => dests.some((dest) => isSame(dest, block)));
};

const judgeOnce = async (
  action: Action,
  input: Fields,
  look: LiveState,
  { impacts, reply }: { readonly impacts: ImpactRegistry; readonly reply: Fields },
): Promise<boolean | null> => {
  if (/^CreateVpn(Pbr)?RouteEntry$/.test(action.name)) return isRouteThere(input, look);
  if (action.name === 'CreateVpnConnection') return judgeConnection(input, reply['VpnConnectionId'], look);
  if (action.name.startsWith('Create')) return null;
  const now = await impacts(action, input, look);
  return action.name.startsWith('Delete') ? judgeDelete(now) : judgeChange(now);
};

const unseenNote = ({ impact }: Planned): readonly string[] => {
  const fields = impact.changes.filter(({ unseen }) => unseen).map(({ Field }) => Field);
  return fields.length === 0
    ? []
    : [`The cloud does not show ${fields.join(' and ')}: that part could not be read back.`];
};

const told: Readonly<Record<'true' | 'false' | 'null', string>> = {
  true: 'Read back: the change is there.',
  false:
    'Read back: the change is NOT there yet. It may still come, or have had no effect on this platform: look again before going on.',
  null: 'The result could not be read back.',
};

/** Reads until the change is seen, for about fifteen seconds. `lookAgain` gives a look that remembers nothing. */
export const verify = async (
  planned: Planned,
  sent: Fields,
  parts: {
    readonly impacts: ImpactRegistry;
    /** What the cloud answered to the write. */
    readonly reply: Fields;
    readonly clock: Clock;
    readonly lookAgain: () => LiveState;
    readonly signal: AbortSignal;
  },
): Promise<ReadBack> => {
  // A role leaves nothing in the cloud that could be read.
  if (planned.action.name === 'AssumeRole') return { confirmed: null, notes: [] };
  let confirmed: boolean | null = null;
  for (const wait of WAITS_MS) {
    await parts.clock.sleep(wait, parts.signal);
    if (parts.signal.aborted) break;
    confirmed = await judgeOnce(planned.action, sent, parts.lookAgain(), parts).catch(() => null);
    if (confirmed !== false) break;
  }
  return { confirmed, notes: [told[`${confirmed}`], ...unseenNote(planned)] };
};
