import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { createEvidenceReader } from '../cloud-evidence/evidence-reader.ts';
import { fetchOnlineClients, type OnlineClients } from '../cloud-evidence/online-clients.ts';
import { type Access, calledBy, type Held } from './access.ts';

// A deleted certificate makes its server start again: everybody who is connected to it drops.

/** Who is connected to the gateways of some certificates, by the cloud's own list where it has one. */
export const readOnline = async (
  invoke: Invoke,
  call: Call,
  held: readonly Held[],
): Promise<ReadonlyMap<string, OnlineClients>> => {
  const reader = createEvidenceReader(invoke, call);
  if (!reader) return new Map();
  const regions = [...new Set(held.map(({ regionId }) => regionId))];
  const found = await Promise.all(
    regions.map((regionId) => {
      const own = held.filter((one) => one.regionId === regionId);
      return fetchOnlineClients(
        reader,
        regionId,
        own.flatMap(({ server }) => server?.VpnGatewayId || []),
      );
    }),
  );
  return new Map(found.flatMap((one) => [...one]));
};

/** The clients of one server that drop. */
export interface Dropped {
  readonly server: string;
  /** Not known where the server was not seen. */
  readonly count: number | undefined;
  /** Who they are; empty where the cloud has no list of them. */
  readonly names: readonly string[];
}

const MOST_NAMED = 12;

/** Everybody who drops when these certificates are deleted, server by server. */
export const droppedBy = (
  deleted: readonly Held[],
  { held }: Access,
  online: ReadonlyMap<string, OnlineClients>,
): readonly Dropped[] => {
  const byId = new Map(held.map((one) => [one.id, one]));
  const servers = new Map(deleted.map((one) => [one.serverId, one]));
  return [...servers].map(([serverId, { server }]) => {
    const clients = online.get(server?.VpnGatewayId ?? '')?.clients ?? [];
    const own = clients.filter(({ cn }) => (byId.get(cn)?.serverId ?? serverId) === serverId);
    const names = [...new Set(own.map(({ cn }) => calledBy(byId.get(cn) ?? { id: cn, name: '' })))];
    const more = names.length - MOST_NAMED;
    return {
      server: server?.Name ? `${server.Name} (${serverId})` : serverId,
      count: server?.Connections ?? (clients.length > 0 ? own.length : undefined),
      names: more > 0 ? [...names.slice(0, MOST_NAMED), `${more} more`] : names,
    };
  });
};
