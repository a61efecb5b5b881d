import { z } from 'zod';
import { DescribeVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { type Job, jobTool } from '../change/job.ts';
import type { Connection } from '../inventory/inventory.ts';
import { findConnection } from '../peer-config/find-connection.ts';
import { type KeyedTunnel, keyedTunnels, newKeyStep } from './keyed-tunnels.ts';
import { readPaths } from './other-path.ts';
import { notesOf } from './plan-notes.ts';
import { refuseWithoutFolder } from './refuse.ts';
import { nextOf, type Stand, standOf, type Wanted, wantedOf } from './rotation.ts';
import { standingOf, withFiles } from './standing.ts';

/** A connection as it is read, and how it is read again. */
interface Read {
  readonly connection: Connection;
  readonly stands: readonly Stand[];
}

type ReadAgain = () => Promise<Read>;

const reader =
  (invoke: Invoke, call: Call, RegionId: string, VpnConnectionId: string): ReadAgain =>
  async () => {
    const connection = await invoke(DescribeVpnConnection, { RegionId, VpnConnectionId }, call);
    const changes = await call.history([VpnConnectionId]);
    const stands = keyedTunnels(connection).map((tunnel) => standOf(tunnel, changes));
    return { connection, stands: await withFiles(VpnConnectionId, stands, call) };
  };

const [TRIES, STEP_MS] = [15, 2_000];

/** Looks, for half a minute, whether the tunnel that was done first carries, so that never both are down. */
export const holdUntilUp =
  (first: KeyedTunnel, read: ReadAgain): NonNullable<Step['hold']> =>
  async (_signal, pause) => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (tries > 0) await pause(STEP_MS);
      const { stands } = await read();
      const now = stands.find(({ tunnel }) => tunnel.field === first.field);
      if (now?.tunnel.isUp === true) return undefined;
    }
    return `${first.name} does not carry any more: with this key changed too, nothing would. Bring it up first (DiagnoseTunnel).`;
  };

const planJob = async (wanted: Wanted, id: string, region: string, call: Call, invoke: Invoke): Promise<Job> => {
  const read = reader(invoke, call, region, id);
  const { connection, stands } = await read();
  const meant = wantedOf(stands, wanted);
  const next = nextOf(meant);
  const before = stands.map(({ tunnel }) => tunnel);
  const other = next && before.find(({ field }) => field !== next.tunnel.field);
  const paths = next && !other ? await readPaths(invoke, call, region, connection) : undefined;
  const isSecond = other !== undefined && meant.some(({ state }) => state === 'done');
  return {
    ...standingOf(id, meant),
    summary: next ? notesOf(next, { connection, paths, isOnPage: call.secrets.files === 'on a page' }) : [],
    steps: next
      ? [{ ...newKeyStep(region, connection, next.tunnel), ...(isSecond && { hold: holdUntilUp(other, read) }) }]
      : [],
    afterwards: async () => {
      const now = wantedOf((await read()).stands, wanted);
      // Nobody can have given the key to the peer yet: that the tunnel is up is from before.
      const isNew = ({ tunnel }: Stand): boolean => tunnel.field === next?.tunnel.field;
      return standingOf(
        id,
        now.map((stand) => (isNew(stand) && stand.state === 'done' ? { ...stand, state: 'at the peer' } : stand)),
        before,
      );
    },
  };
};

/** Gives a connection a new key that nobody has seen, one tunnel after the other, and says what its peer has to do. */
export const RotatePsk = jobTool({
  name: 'RotatePsk',
  description:
    'Change the pre-shared key of an IPsec connection to a new one, made to a file for people; with two tunnels one after the other. Repeat the call to go on.',
  risk: 'disrupt',
  input: z.strictObject(
    {
      VpnConnectionId: z.string({ error: say }).trim().min(1).max(128).describe('ID or name'),
      TunnelId: z.string({ error: say }).min(1).max(128).optional(),
      Role: z.enum(['master', 'slave'], { error: say }).optional(),
      RegionId: regionId,
    },
    { error: say },
  ),
  plan: async ({ VpnConnectionId, RegionId, ...wanted }, call, invoke) => {
    refuseWithoutFolder(call);
    const { id, regionId: region } = await findConnection(invoke, call, RegionId, VpnConnectionId);
    return planJob(wanted, id, region, call, invoke);
  },
});
