import type { Action, Fields, Input, Output } from '../../catalogue/action.ts';
import { DescribeCustomerGateway, DescribeCustomerGateways } from '../../catalogue/actions/customer-gateway.ts';
import { DescribeSslVpnClientCerts } from '../../catalogue/actions/ssl-client-cert.ts';
import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnection, DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateway, DescribeVpnGateways } from '../../catalogue/actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { type Page, type PageRequest, readPages } from '../../catalogue/pages.ts';
import { type Identified, idFields } from '../../catalogue/resource.ts';
import { BadSettings, CloudError, isKnownProblem } from '../../errors.ts';
import { type Route, routeFromRow } from '../../network/routes.ts';

/** What a read found: the thing, that there is none, or why it could not be read. */
export type Seen<T> = { readonly found: T } | { readonly missing: true } | { readonly unread: string };

type Row<A extends Action, K extends keyof Output<A>> =
  NonNullable<Output<A>[K]> extends readonly (infer R)[] ? R : never;

export type Gateway = Output<typeof DescribeVpnGateway>;
export type CustomerGateway = Output<typeof DescribeCustomerGateway>;
export type Connection = Output<typeof DescribeVpnConnection>;
export type SslServer = Row<typeof DescribeSslVpnServers, 'SslVpnServers'>;
export type Certificate = Row<typeof DescribeSslVpnClientCerts, 'SslVpnClientCertKeys'>;

/** A thing by its name, which may be empty. */
export interface Named {
  readonly Id: string;
  readonly Name: string;
  /** What it is called until an earlier step of the same plan has renamed it. */
  readonly Former?: string;
}

/** Reads of live state, each made once. None throws but for an abort and for settings that allow no call at all. */
export interface LiveState {
  readonly gateway: (id: string) => Promise<Seen<Gateway>>;
  readonly gatewaysOf: (vpcId: string) => Promise<Seen<readonly Gateway[]>>;
  readonly customerGateway: (id: string) => Promise<Seen<CustomerGateway>>;
  readonly connection: (id: string) => Promise<Seen<Connection>>;
  readonly connectionsOf: (of: {
    readonly VpnGatewayId?: string;
    readonly CustomerGatewayId?: string;
  }) => Promise<Seen<readonly Connection[]>>;
  /** Both tables of a gateway. */
  readonly routes: (gatewayId: string) => Promise<Seen<readonly Route[]>>;
  readonly sslServer: (id: string) => Promise<Seen<SslServer>>;
  readonly sslServersOf: (gatewayId: string) => Promise<Seen<readonly SslServer[]>>;
  readonly certificate: (id: string) => Promise<Seen<Certificate>>;
  readonly certificatesOf: (serverId: string) => Promise<Seen<readonly Certificate[]>>;
  /** Every thing of the kind in the region. */
  readonly namesOf: (kind: Identified) => Promise<Seen<readonly Named[]>>;
}

const ABSENT = /NotFound|NotExist|INSTANCE_NOT_EXISTS/i;

const isAbsent = (error: unknown): boolean =>
  error instanceof CloudError && (error.failure.HttpStatus === 404 || ABSENT.test(error.failure.Code));

/** Why a read failed, in few words. An abort and missing settings end the call instead. */
const whyUnread = (error: unknown, call: Call): string => {
  call.signal.throwIfAborted();
  if (error instanceof BadSettings || !isKnownProblem(error)) throw error;
  return error instanceof CloudError ? error.failure.Code : error.code;
};

const MOST_PAGES = 100;

interface InRegion {
  readonly RegionId: string;
}

type Reader = <A extends Action>(action: A, input: Input<A>) => Promise<Output<A>>;

/** How one page of a list is read. */
type PageReader<T> = (pages: PageRequest) => Promise<Page<T>>;

const readRoutes = async (read: Reader, region: InRegion, VpnGatewayId: string): Promise<readonly Route[]> => {
  const [dbr, pbr] = await Promise.all([
    readPages(async (pages) => {
      const reply = await read(DescribeVpnRouteEntries, { ...region, VpnGatewayId, ...pages });
      return { rows: reply.VpnRouteEntries ?? [], total: reply.TotalCount };
    }, MOST_PAGES),
    readPages(async (pages) => {
      const reply = await read(DescribeVpnPbrRouteEntries, { ...region, VpnGatewayId, ...pages });
      return { rows: reply.VpnPbrRouteEntries ?? [], total: reply.TotalCount };
    }, MOST_PAGES),
  ]);
  return [...dbr.map((row) => routeFromRow('dbr', row)), ...pbr.map((row) => routeFromRow('pbr', row))];
};

/** A thing is what was asked for only under its own ID: some sites answer a foreign ID with an empty reply. */
const only = <T>(thing: T | undefined, id: unknown, asked: string): Seen<T> =>
  thing !== undefined && id === asked ? { found: thing } : { missing: true };

const first = <T>(seen: Seen<readonly T[]>, fits: (row: T) => boolean): Seen<T> => {
  if (!('found' in seen)) return seen;
  const row = seen.found.find(fits);
  return row === undefined ? { missing: true } : { found: row };
};

/** Reads each thing once, so that a plan shows one moment. None of them throws for what the cloud answers. */
const createMemory = (call: Call) => {
  const memory = new Map<string, Promise<unknown>>();
  const attempt = async <T>(read: () => Promise<Seen<T>>): Promise<Seen<T>> => {
    try {
      return await read();
    } catch (error) {
      return isAbsent(error) ? { missing: true } : { unread: whyUnread(error, call) };
    }
  };
  const once = <T>(key: string, read: () => Promise<Seen<T>>): Promise<Seen<T>> => {
    const seen = memory.get(key) ?? attempt(read);
    memory.set(key, seen);
    // The key names the kind of thing, so the same key always holds the same type.
    return seen as Promise<Seen<T>>;
  };

  const list = <T>(key: string, page: PageReader<T>): Promise<Seen<readonly T[]>> =>
    once(key, async () => ({ found: await readPages(page, MOST_PAGES) }));
  return { once, list };
};

type Memory = ReturnType<typeof createMemory>;

/** One server or certificate is read as the only row of its list: an empty list is no failure. */
const sslReads = (read: Reader, region: InRegion, { list }: Memory) => {
  const servers = (filter: { SslVpnServerId?: string; VpnGatewayId?: string }) =>
    list(`servers ${JSON.stringify(filter)}`, async (pages) => {
      const reply = await read(DescribeSslVpnServers, { ...region, ...filter, ...pages });
      return { rows: reply.SslVpnServers ?? [], total: reply.TotalCount };
    });

  const certificates = (filter: { SslVpnClientCertId?: string; SslVpnServerId?: string }) =>
    list(`certificates ${JSON.stringify(filter)}`, async (pages) => {
      const reply = await read(DescribeSslVpnClientCerts, { ...region, ...filter, ...pages });
      return { rows: reply.SslVpnClientCertKeys ?? [], total: reply.TotalCount };
    });

  return {
    sslServer: async (id: string) => first(await servers({ SslVpnServerId: id }), (row) => row.SslVpnServerId === id),
    sslServersOf: (VpnGatewayId: string) => servers({ VpnGatewayId }),
    certificate: async (id: string) =>
      first(await certificates({ SslVpnClientCertId: id }), (row) => row.SslVpnClientCertId === id),
    certificatesOf: (SslVpnServerId: string) => certificates({ SslVpnServerId }),
  };
};

const gatewayReads = (read: Reader, region: InRegion, { once, list }: Memory) => ({
  gateway: (id: string) =>
    once(`gateway ${id}`, async () => {
      const reply = await read(DescribeVpnGateway, { ...region, VpnGatewayId: id });
      return only(reply, reply.VpnGatewayId, id);
    }),
  gatewaysOf: (VpcId: string) =>
    list(`gateways ${VpcId}`, async (pages) => {
      const reply = await read(DescribeVpnGateways, { ...region, VpcId, ...pages });
      return { rows: reply.VpnGateways ?? [], total: reply.TotalCount };
    }),
  customerGateway: (id: string) =>
    once(`customer gateway ${id}`, async () => {
      const reply = await read(DescribeCustomerGateway, { ...region, CustomerGatewayId: id });
      return only(reply, reply.CustomerGatewayId, id);
    }),
  routes: (id: string) => once(`routes ${id}`, async () => ({ found: await readRoutes(read, region, id) })),
});

const connectionReads = (
  read: Reader,
  region: InRegion,
  { once, list }: Memory,
): Pick<LiveState, 'connection' | 'connectionsOf'> => ({
  connection: (id) =>
    once(`connection ${id}`, async () => {
      const reply = await read(DescribeVpnConnection, { ...region, VpnConnectionId: id });
      return only(reply, reply.VpnConnectionId, id);
    }),
  connectionsOf: (of) =>
    list(`connections ${JSON.stringify(of)}`, async (pages) => {
      const reply = await read(DescribeVpnConnections, { ...region, ...of, ...pages });
      return { rows: reply.VpnConnections ?? [], total: reply.TotalCount };
    }),
});

/** One page of all things of a kind. */
const nameReaders = (
  read: Reader,
  region: InRegion,
): Readonly<Record<Identified, PageReader<Fields & { readonly Name?: string | undefined }>>> => ({
  'vpn-gateway': async (pages) => {
    const reply = await read(DescribeVpnGateways, { ...region, ...pages });
    return { rows: reply.VpnGateways ?? [], total: reply.TotalCount };
  },
  'customer-gateway': async (pages) => {
    const reply = await read(DescribeCustomerGateways, { ...region, ...pages });
    return { rows: reply.CustomerGateways ?? [], total: reply.TotalCount };
  },
  connection: async (pages) => {
    const reply = await read(DescribeVpnConnections, { ...region, ...pages });
    return { rows: reply.VpnConnections ?? [], total: reply.TotalCount };
  },
  'ssl-server': async (pages) => {
    const reply = await read(DescribeSslVpnServers, { ...region, ...pages });
    return { rows: reply.SslVpnServers ?? [], total: reply.TotalCount };
  },
  'client-certificate': async (pages) => {
    const reply = await read(DescribeSslVpnClientCerts, { ...region, ...pages });
    return { rows: reply.SslVpnClientCertKeys ?? [], total: reply.TotalCount };
  },
});

const nameReads = (read: Reader, region: InRegion, { list }: Memory): Pick<LiveState, 'namesOf'> => {
  const readers = nameReaders(read, region);
  return {
    namesOf: (kind) =>
      list(`names ${kind}`, async (pages) => {
        const { rows, total } = await readers[kind](pages);
        return { rows: rows.map((row) => ({ Id: String(row[idFields[kind]] ?? ''), Name: row.Name ?? '' })), total };
      }),
  };
};

/** Live state of one region, read through `invoke`. */
export const createLiveState = (invoke: Invoke, call: Call, RegionId: string): LiveState => {
  const region = { RegionId };
  const memory = createMemory(call);
  const read: Reader = (action, input) => invoke(action, input, call);
  return {
    ...gatewayReads(read, region, memory),
    ...connectionReads(read, region, memory),
    ...sslReads(read, region, memory),
    ...nameReads(read, region, memory),
  };
};

/** The list that was read, or none; `unreadOf` says whether it was read. */
export const listOf = <T>(seen: Seen<readonly T[]>): readonly T[] => ('found' in seen ? seen.found : []);

/** Why something is not known; undefined when it is. */
export const unreadOf = (seen: Seen<unknown>): string | undefined => ('unread' in seen ? seen.unread : undefined);
