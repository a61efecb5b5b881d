import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { type Certificate, readInventory, type SslServer, type Unseen } from '../inventory/inventory.ts';

/** A client certificate, where it is and what it opens. */
export interface Held {
  readonly id: string;
  /** Empty where it has none. */
  readonly name: string;
  readonly regionId: string;
  readonly serverId: string;
  /** Absent where its server was not seen. */
  readonly server: SslServer | undefined;
  readonly createdMs: number | undefined;
  readonly endMs: number | undefined;
}

/** Who may dial in, by all servers and all pages of the regions that were read. */
export interface Access {
  readonly held: readonly Held[];
  readonly regions: readonly string[];
  /** What may be missing. */
  readonly unseen: readonly Unseen[];
}

const heldOf = (certificate: Certificate, regionId: string, servers: readonly SslServer[]): readonly Held[] => {
  const { SslVpnClientCertId: id, SslVpnServerId: serverId = '', Name: name = '', CreateTime, EndTime } = certificate;
  if (!id) return [];
  const server = servers.find((one) => one.SslVpnServerId === serverId);
  return [{ id, name, regionId, serverId, server, createdMs: CreateTime, endMs: EndTime }];
};

/** Reads the certificates and servers of one region, or of all. */
export const readAccess = async (invoke: Invoke, call: Call, RegionId: string | undefined): Promise<Access> => {
  const { regions, unseen } = await readInventory(invoke, call, { RegionId, kinds: ['sslServers', 'certificates'] });
  return {
    held: regions.flatMap((region) =>
      region.certificates.flatMap((one) => heldOf(one, region.RegionId, region.sslServers)),
    ),
    regions: regions.map((region) => region.RegionId),
    unseen,
  };
};

/** The reads that failed, for a person. */
export const unseenWords = ({ unseen }: Access): string =>
  [...new Set(unseen.map(({ RegionId, Action, Reason }) => `${Action} in ${RegionId} (${Reason})`))]
    .slice(0, 3)
    .join(', ');

/** `name (ID)`, or the ID alone. */
export const calledBy = ({ id, name }: Pick<Held, 'id' | 'name'>): string => (name ? `${name} (${id})` : id);

/** The same with where it is. */
export const placed = (held: Held): string =>
  `${calledBy(held)} on ${held.server?.Name || held.serverId}, ${held.regionId}`;
