import { DescribeSslVpnClientCerts } from '../../catalogue/actions/ssl-client-cert.ts';
import { DescribeSslVpnServers, DescribeVpnSslServerLogs } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { readList } from '../../catalogue/schema/list-replies.ts';
import { placeOf } from '../../catalogue/schema/not-found.ts';
import { isKnownProblem } from '../../errors.ts';
import type { Read } from '../causes/unread.ts';
import { createEvidenceReader, type UnreadEvidence } from '../cloud-evidence/evidence-reader.ts';
import { fetchOnlineClients, type OnlineClients } from '../cloud-evidence/online-clients.ts';
import { readRows } from '../every-page.ts';
import {
  type Certificate,
  type Gateway,
  type Unseen as InventoryUnseen,
  readInventory,
  reasonOf,
  type SslServer,
} from '../inventory/inventory.ts';
import { fitting, isExact } from '../inventory/name-match.ts';
import { readServerLog, type SslLogReading } from './read-log.ts';

/** One SSL server with what surrounds it. */
export interface ServerFacts {
  readonly server: SslServer;
  readonly gateway: Gateway | undefined;
  /** Undefined when the log could not be read. */
  readonly log: SslLogReading | undefined;
  readonly isLogComplete: boolean;
  /** Who is connected, where the cloud tells it. */
  readonly clients?: OnlineClients;
}

/** Everything the API shows about one person's access. */
export interface SslFacts extends Read {
  /** The region to name in a fix; undefined where the default one was enough. */
  readonly regionId: string | undefined;
  readonly asked: string | undefined;
  /** The question is about a server, and so about all of its clients. */
  readonly isServerMeant: boolean;
  /** Where the question was looked up, by region IDs, and among how many certificates. */
  readonly searched: { readonly regions: readonly string[]; readonly certificates: number };
  /** Certificates that the question may mean; all pages were searched. */
  readonly matchingCertificates: readonly Certificate[];
  /** What fits as well in other regions, by name, ID and region; none of it was looked at. */
  readonly elsewhere: readonly string[];
  /** Every certificate of the region, by which a common name in the log becomes a person. */
  readonly certificates: readonly Certificate[];
  readonly servers: readonly ServerFacts[];
  readonly minutes: number;
  /** The cloud's lists of who is connected, as far as they were not read. */
  readonly unreadEvidence: readonly UnreadEvidence[];
}

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

const thingsOf = ({ servers, certificates }: Lists) => [
  ...certificates.map((one) => ({ Id: one.SslVpnClientCertId, Name: one.Name })),
  ...servers.map((one) => ({ Id: one.SslVpnServerId, Name: one.Name })),
];

/** Certificates that match the question; without any, the server of that name. */
const selectAsked = (lists: Lists, asked: string | undefined) => {
  const { servers, certificates } = lists;
  if (asked === undefined) return { matchingCertificates: [], servers, isServerMeant: false };
  const ids = new Set(fitting(thingsOf(lists), asked, (one) => [one]).map(({ thing }) => thing.Id));
  const matchingCertificates = certificates.filter((one) => ids.has(one.SslVpnClientCertId));
  const named = servers.filter((one) => ids.has(one.SslVpnServerId));
  const serversOfCertificates = servers.filter(({ SslVpnServerId }) =>
    matchingCertificates.some((one) => one.SslVpnServerId === SslVpnServerId),
  );
  const isServerMeant = named.length > 0 && matchingCertificates.length === 0;
  return { matchingCertificates, servers: isServerMeant ? named : serversOfCertificates, isServerMeant };
};

/** Whether nothing is left to guess: a part of a name may be the whole name of somebody else in another region. */
const isNamedExactly = (lists: Lists, asked: string): boolean => {
  const fits = fitting(thingsOf(lists), asked, (one) => [one]);
  return fits.length > 0 && fits.every(({ Match }) => isExact(Match));
};

/**
 * Searches all regions for what fits best. Of several regions that have it the one read before is kept, and the others
 * are named; `unseen` is what was not searched.
 */
const searchAll = async (invoke: Invoke, call: Call, asked: string, near: Lists) => {
  const { regions, unseen } = await readInventory(invoke, call, { kinds: ['sslServers', 'certificates'] });
  const all = regions.map(({ RegionId, sslServers, certificates }) => ({
    regionId: RegionId,
    servers: sslServers,
    certificates,
    unseen: unseen.filter((one) => one.RegionId === RegionId),
  }));
  const everything = all.flatMap((lists) => thingsOf(lists).map((thing) => ({ ...thing, lists })));
  const best = fitting(everything, asked, (one) => [one]).map(({ thing }) => thing);
  const nearIds = new Set(thingsOf(near).map(({ Id }) => Id));
  const isNear = best.some(({ Id }) => nearIds.has(Id));
  const searched = {
    regions: regions.map(({ RegionId }) => RegionId),
    certificates: regions.reduce((sum, { certificates }) => sum + certificates.length, 0),
  };
  const found = isNear ? near : best[0]?.lists;
  const isElsewhere = ({ Id, lists }: (typeof best)[number]): boolean =>
    isNear ? !nearIds.has(Id) : lists.regionId !== found?.regionId;
  const elsewhere = best
    .filter(isElsewhere)
    .map(({ Id, Name, lists }) => `${Name || (Id ?? '-')} (${Id ?? '-'}, ${lists.regionId})`);
  return { found, elsewhere, unseen, searched };
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

/** Of a gateway's clients those whose certificate is of another of its servers are not this server's. */
const ownClients = (
  { clients, isWhole }: OnlineClients,
  { SslVpnServerId }: SslServer,
  certificates: readonly Certificate[],
): OnlineClients => {
  const elsewhere = new Set(
    certificates.filter((one) => one.SslVpnServerId !== SslVpnServerId).map((one) => one.SslVpnClientCertId),
  );
  return { clients: clients.filter(({ cn }) => !elsewhere.has(cn)), isWhole };
};

/** Adds who is connected to the servers, where the cloud has a list of it. */
const withClients = async (
  invoke: Invoke,
  call: Call,
  { regionId, certificates }: Lists,
  servers: readonly ServerFacts[],
): Promise<Pick<SslFacts, 'servers' | 'unreadEvidence'>> => {
  const reader = createEvidenceReader(invoke, call);
  if (!reader) return { servers, unreadEvidence: [] };
  const gateways = servers.flatMap(({ server }) => server.VpnGatewayId || []);
  const online = await fetchOnlineClients(reader, regionId, gateways);
  const listed = servers.map((one) => {
    const all = online.get(one.server.VpnGatewayId ?? '');
    return all ? { ...one, clients: ownClients(all, one.server, certificates) } : one;
  });
  return { servers: listed, unreadEvidence: reader.unread };
};

const MOST_REGIONS_NAMED = 3;

/** Reads of other regions that failed, one row for all that failed alike: many regions say no for one reason. */
const byReason = (unseen: readonly InventoryUnseen[]): readonly Unseen[] => {
  const regions = new Map<string, { readonly row: Unseen; readonly names: string[] }>();
  for (const { RegionId, Action, Reason } of unseen) {
    const key = `${Action} ${Reason}`;
    const known = regions.get(key) ?? { row: { Action, Reason }, names: [] };
    known.names.push(RegionId);
    regions.set(key, known);
  }
  return [...regions.values()].map(({ row: { Action, Reason }, names }) => {
    const more = names.length - MOST_REGIONS_NAMED;
    const named = names.slice(0, MOST_REGIONS_NAMED).join(', ');
    return { Action, Reason: `${named}${more > 0 ? ` and ${more} more` : ''}: ${Reason}` };
  });
};

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
  const isOpen = asked !== undefined && question.regionId === undefined && !isNamedExactly(near, asked);
  const isFoundNear = asked !== undefined && fitting(thingsOf(near), asked, (one) => [one]).length > 0;
  const search = isOpen
    ? await searchAll(invoke, call, asked, near).catch((error: unknown) => {
        // Who may read no other region still gets an answer about this one.
        if (!isFoundNear || call.signal.aborted || !isKnownProblem(error)) throw error;
        return undefined;
      })
    : undefined;
  const lists = search?.found ?? near;
  const { matchingCertificates, servers, isServerMeant } = selectAsked(lists, asked);
  const unseen: Unseen[] = [...lists.unseen, ...(search && !search.found ? byReason(search.unseen) : [])];
  const where = { regionId: lists.regionId, minutes };
  // Somebody without a certificate still has a server that they tried to reach.
  const serversToRead = servers.length > 0 ? servers : lists.servers;
  const facts = await Promise.all(
    serversToRead.slice(0, 20).map((one) => aroundServer(invoke, call, where, one, unseen)),
  );
  return {
    regionId: lists.regionId,
    asked,
    isServerMeant,
    elsewhere: search?.elsewhere ?? [],
    searched: search?.searched ?? {
      regions: [(await placeOf(call, question.regionId)).en],
      certificates: near.certificates.length,
    },
    matchingCertificates,
    certificates: lists.certificates,
    ...(await withClients(invoke, call, lists, facts)),
    minutes,
    unseen,
  };
};
