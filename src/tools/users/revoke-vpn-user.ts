import { z } from 'zod';
import { DeleteSslVpnClientCert } from '../../catalogue/actions/ssl-client-cert.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { type BoardLine, type Job, jobTool, type Standing } from '../change/job.ts';
import { type Access, type Held, placed, readAccess, unseenWords } from './access.ts';
import { choose, perhapsTheirs } from './choose.ts';
import { droppedBy, readOnline } from './dropped.ts';
import { deleteSteps, dropNotes, names, note, unseenNotes } from './revocation.ts';

/** Certificates of which an earlier try to delete them has no known outcome. */
const openOf = async (held: readonly Held[], { history }: Call): Promise<readonly Held[]> => {
  const open: Held[] = [];
  for (const one of held) {
    const last = (await history([one.id])).findLast(({ action }) => action === DeleteSslVpnClientCert.name);
    if (last?.result === 'unknown' || last?.result === 'running') open.push(one);
  }
  return open;
};

const absence = ({ regions, unseen }: Access): string =>
  `in no list of ${regions.join(', ')}${unseen.length > 0 ? ', as far as they were read' : ''}`;

const watchNext = (held: readonly Held[]): readonly string[] =>
  held
    .slice(0, 5)
    .map(
      ({ id, regionId, serverId }) =>
        `In a while: DescribeVpnSslServerLogs (RegionId ${regionId}, VpnSslServerId ${serverId}, MinutePeriod 60) shows whether anybody still tries CN=${id}; it has to be refused.`,
    );

const KEYS_NEXT =
  'Pre-shared keys of IPsec connections that this person knew are as they were: ask which, and change each with RotatePsk.';

/** What is so after the deletes, by a list that was read anew. */
const standingAfter = (gone: readonly string[], meant: readonly Held[], now: Access): Standing => {
  const left = meant.filter(({ id }) => now.held.some((one) => one.id === id));
  const doubt: BoardLine['State'] = now.unseen.length > 0 ? 'not known' : 'done';
  const theirs = perhapsTheirs(now, meant);
  return {
    board: [
      // The record alone says so where not every list was read, and its outcome may not have been known.
      ...gone.map((name): BoardLine => ({ What: `${name}: deleted before, ${absence(now)}`, State: doubt })),
      ...meant.map(
        (one): BoardLine =>
          left.includes(one)
            ? { What: `${placed(one)}: still listed`, State: 'to do' }
            : { What: `${placed(one)}: ${absence(now)}`, State: doubt },
      ),
      ...theirs.map(
        (one): BoardLine => ({ What: `${placed(one)}: perhaps of the same person, not touched`, State: 'not known' }),
      ),
    ],
    next: [
      ...(now.unseen.length > 0 ? [`Not all was read: ${unseenWords(now)}. Repeat the call when it can be read.`] : []),
      ...watchNext(meant.filter((one) => !left.includes(one))),
      KEYS_NEXT,
    ],
  };
};

const planJob = async (
  who: readonly string[],
  RegionId: string | undefined,
  call: Call,
  invoke: Invoke,
): Promise<Job> => {
  const access = await readAccess(invoke, call, RegionId);
  const { held, gone } = await choose(access, who, call);
  const online = await readOnline(invoke, call, held);
  const open = await openOf(held, call);
  const theirs = perhapsTheirs(access, held);
  return {
    ...standingAfter(gone, held, access),
    summary: [
      ...unseenNotes(access),
      ...(open.length > 0 ? [note('noOutcome', { names: names(open) })] : []),
      ...(theirs.length > 0 ? [note('perhaps', { names: names(theirs) })] : []),
      note('revokes', { count: held.length, names: names(held) }),
      ...dropNotes(droppedBy(held, access, online)),
      note('noWayBack'),
    ],
    steps: deleteSteps(held),
    afterwards: async () => standingAfter(gone, held, await readAccess(invoke, call, RegionId)),
  };
};

/** Takes from a person every way to dial in that is theirs, and shows that it is gone. */
export const RevokeVpnUser = jobTool({
  name: 'RevokeVpnUser',
  description:
    'Delete all SSL-VPN client certificates of a person who has left. A name that leaves doubt is refused with the list to choose from.',
  risk: 'destroy',
  input: z.strictObject(
    {
      Who: z
        .array(z.string({ error: say }).trim().min(1).max(128), { error: say })
        .min(1)
        .max(30)
        .describe('IDs or whole names of certificates; a person’s name lists theirs'),
      RegionId: regionId.describe('default: all regions'),
    },
    { error: say },
  ),
  plan: ({ Who, RegionId }, call, invoke) => planJob(Who, RegionId, call, invoke),
});
