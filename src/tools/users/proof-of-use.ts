import { DescribeVpnSslServerLogs } from '../../catalogue/actions/ssl-server.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { isKnownProblem } from '../../errors.ts';
import type { OnlineClients } from '../cloud-evidence/online-clients.ts';
import { readRows } from '../every-page.ts';
import type { Held } from './access.ts';

/** So far back a log is read: a day, as far as a cloud keeps one. */
const MINUTES = 1440;

/** A server writes these only of who got in. */
const GOT_IN = /Peer Connection Initiated|MULTI: Learn:|primary virtual IP for|PUSH_REPLY/;

/** Whether lines of a server's log show that somebody got in with a certificate. */
export const gotIn = (lines: readonly string[], id: string): boolean =>
  lines.some((line) => GOT_IN.test(line) && line.split(/[^\w-]+/).includes(id));

/** What shows that a certificate is in use; absent where nothing does. */
export type Proofs = ReadonlyMap<string, string>;

const linesOf = async (invoke: Invoke, call: Call, { regionId, serverId }: Held): Promise<readonly string[]> => {
  try {
    const input = { RegionId: regionId, VpnSslServerId: serverId, MinutePeriod: MINUTES };
    return (await readRows(invoke, DescribeVpnSslServerLogs, input, call)).rows.map(String);
  } catch (error) {
    // A log that is not there proves nothing.
    if (call.signal.aborted || !isKnownProblem(error)) throw error;
    return [];
  }
};

/** Looks for each certificate whether its holder was seen: in the cloud's list of clients, or in the server's log. */
export const readProofs = async (
  invoke: Invoke,
  call: Call,
  held: readonly Held[],
  online: ReadonlyMap<string, OnlineClients>,
): Promise<Proofs> => {
  const servers = new Map(held.map((one) => [`${one.regionId} ${one.serverId}`, one]));
  const logs = new Map<string, readonly string[]>();
  for (const [key, one] of servers) logs.set(key, await linesOf(invoke, call, one));
  const live = new Set([...online.values()].flatMap(({ clients }) => clients.map(({ cn }) => cn)));
  return new Map(
    held.flatMap((one): (readonly [string, string])[] => {
      if (live.has(one.id)) return [[one.id, 'connected now']];
      const lines = logs.get(`${one.regionId} ${one.serverId}`) ?? [];
      return gotIn(lines, one.id) ? [[one.id, 'got in, by the log']] : [];
    }),
  );
};
