import { DescribeSslVpnClientCerts } from '../../catalogue/actions/ssl-client-cert.ts';
import { DescribeSslVpnServers, DescribeVpnSslServerLogs } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { readList } from '../../catalogue/schema/list-replies.ts';
import type { Read } from '../causes/unread.ts';
import { readRows } from '../every-page.ts';
import {
  type Certificate,
  type Gateway,
  type Unseen as InventoryUnseen,
  readInventory,
  reasonOf,
  type SslServer,
} from '../inventory/inventory.ts';
import { readServerLog, type SslLogReading } from './read-log.ts';

/** One SSL server with what surrounds it. */
export interface ServerFacts {
  readonly server: SslServer;
  readonly gateway: Gateway | undefined;
  /** Undefined when the log could not be read. */
  readonly log: SslLogReading | undefined;
  readonly isLogComplete: boolean;
}

/** Everything the API shows about one person's access. */
export interface SslFacts extends Read {
  /** The region to name in a fix; undefined where the default one was enough. */
  readonly regionId: string | undefined;
  readonly asked: string | undefined;
  /** Certificates that the question may mean; all pages were searched. */
  readonly matchingCertificates: readonly Certificate[];
  /** Every certificate of the region, by which a common name in the log becomes a person. */
  readonly certificates: readonly Certificate[];
  readonly servers: readonly ServerFacts[];
  readonly minutes: number;
}

/** Items of exactly this ID or name, else those whose name contains it, as with a person's name. */
export const matchesByIdOrName = <T extends { readonly Name?: string | undefined }>(
  items: readonly T[],
  idOf: (item: T) => string | undefined,
  asked: string,
): readonly T[] => {
  const exact = items.filter((item) => idOf(item) === asked || item.Name === asked);
  if (exact.length > 0) return exact;
  const part = asked.toLowerCase();
  return items.filter(({ Name }) => (Name ?? '').toLowerCase().includes(part));
};

interface Lists {
  readonly regionId: string | undefined;
  readonly servers: readonly SslServer[];
  readonly certificates: readonly Certificate[];
  readonly unseen: readonly Unseen[];
}

const listsOf = async (invoke: Invoke, call: Call, regionId: string | undefined): Promise<Lists> => {
  const [servers, certificates] = await Promise.all([
    readRows(invoke, DescribeSslVpnServers, { RegionId: regionId }, call),
    readRows(invoke, DescribeSslVpnClientCerts, { RegionId: regionId }, call),
  ]);
  const unseen = [
    ...(servers.unread ? [{ Action: DescribeSslVpnServers.name, Reason: servers.unread.en }] : []),
    ...(certificates.unread ? [{ Action: DescribeSslVpnClientCerts.name, Reason: certificates.unread.en }] : []),
  ];
  return { regionId, servers: servers.rows, certificates: certificates.rows, unseen };
};

/** Certificates that match the question; without any, the server of that name. */
const selectAsked = ({ servers, certificates }: Lists, asked: string | undefined) => {
  if (asked === undefined) return { matchingCertificates: [], servers };
  const matchingCertificates = matchesByIdOrName(certificates, ({ SslVpnClientCertId }) => SslVpnClientCertId, asked);
  const named = matchesByIdOrName(servers, ({ SslVpnServerId }) => SslVpnServerId, asked);
  const serversOfCertificates = servers.filter(({ SslVpnServerId }) =>
    matchingCertificates.some((one) => one.SslVpnServerId === SslVpnServerId),
  );
  return {
    matchingCertificates,
    servers: named.length > 0 && matchingCertificates.length === 0 ? named : serversOfCertificates,
  };
};

/** Searches the other regions when the default region has nobody of this name; `unseen` is what was not searched. */
const searchAll = async (invoke: Invoke, call: Call, asked: string) => {
  const { regions, unseen } = await readInventory(invoke, call, { kinds: ['sslServers', 'certificates'] });
  const found = regions
    .map(({ RegionId, sslServers, certificates }) => ({
      regionId: RegionId,
      servers: sslServers,
      certificates,
      unseen: unseen.filter((one) => one.RegionId === RegionId),
    }))
    .find(
      (lists) =>
        selectAsked(lists, asked).matchingCertificates.length > 0 || selectAsked(lists, asked).servers.length > 0,
    );
  return { found, unseen };
};

type Unseen = SslFacts['unseen'][number];

/** The lines of a log. It is complete only where the cloud says so: a line that is missing proves something then. */
const readLog = async (
  invoke: Invoke,
  call: Call,
  when: { readonly RegionId: string | undefined; readonly MinutePeriod: number },
  VpnSslServerId: string,
) => {
  const { rows, unread, last } = await readList(invoke, DescribeVpnSslServerLogs, { ...when, VpnSslServerId }, call);
  return { rows, isComplete: !unread && last['IsCompleted'] === true, ...(unread && { doubt: unread.en }) };
};

const aroundServer = async (
  invoke: Invoke,
  call: Call,
  where: { readonly regionId: string | undefined; readonly minutes: number },
  server: SslServer,
  unseen: Unseen[],
): Promise<ServerFacts> => {
  const attempt = async <T>(action: string, read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      unseen.push({ Action: action, Reason: reasonOf(error, action, call.signal) });
      return undefined;
    }
  };
  const { VpnGatewayId, SslVpnServerId } = server;
  const { regionId: RegionId, minutes: MinutePeriod } = where;
  const [gateway, lines] = await Promise.all([
    VpnGatewayId
      ? attempt('DescribeVpnGateway', () => invoke(DescribeVpnGateway, { RegionId, VpnGatewayId }, call))
      : undefined,
    SslVpnServerId
      ? attempt('DescribeVpnSslServerLogs', () => readLog(invoke, call, { RegionId, MinutePeriod }, SslVpnServerId))
      : undefined,
  ]);
  if (lines?.doubt) unseen.push({ Action: 'DescribeVpnSslServerLogs', Reason: lines.doubt });
  return {
    server,
    gateway,
    log: lines && readServerLog(lines.rows),
    isLogComplete: lines?.isComplete === true,
  };
};

const withRegion = ({ RegionId, Action, Reason }: InventoryUnseen): Unseen => ({
  Action,
  Reason: `${RegionId}: ${Reason}`,
});

/**
 * Reads certificates (all pages), servers, gateways and logs around a person, a certificate or a server; with nobody
 * named, all servers of the region. Reads that are refused and lists that are not whole
 * are listed in `unseen`. Rejects as `invoke` does.
 */
export const gatherSsl = async (
  invoke: Invoke,
  call: Call,
  question: { readonly asked: string | undefined; readonly regionId: string | undefined; readonly minutes: number },
): Promise<SslFacts> => {
  const { asked, minutes } = question;
  const near = await listsOf(invoke, call, question.regionId);
  const found = selectAsked(near, asked);
  const isNothingFound = asked !== undefined && found.matchingCertificates.length === 0 && found.servers.length === 0;
  const search = isNothingFound && question.regionId === undefined ? await searchAll(invoke, call, asked) : undefined;
  const far = search?.found;
  const lists = far ?? near;
  const { matchingCertificates, servers } = far ? selectAsked(far, asked) : found;
  const unseen: Unseen[] = [...lists.unseen, ...(search && !far ? search.unseen.map(withRegion) : [])];
  const where = { regionId: lists.regionId, minutes };
  // Somebody without a certificate still has a server that they tried to reach.
  const serversToRead = servers.length > 0 ? servers : lists.servers;
  const facts = await Promise.all(
    serversToRead.slice(0, 20).map((one) => aroundServer(invoke, call, where, one, unseen)),
  );
  return {
    regionId: lists.regionId,
    asked,
    matchingCertificates,
    certificates: lists.certificates,
    servers: facts,
    minutes,
    unseen,
  };
};
