import { type Action, type Input, isFields, type Output } from '../../catalogue/action.ts';
import { DescribeCustomerGateway, DescribeCustomerGateways } from '../../catalogue/actions/customer-gateway.ts';
import { DescribeSslVpnClientCerts } from '../../catalogue/actions/ssl-client-cert.ts';
import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnection, DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateway, DescribeVpnGateways } from '../../catalogue/actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { type Identified, idFields } from '../../catalogue/resource.ts';
import { type RowOf, readList, type WholeList } from '../../catalogue/schema/list-replies.ts';
import { BadSettings, CloudError, isKnownProblem } from '../../errors.ts';
import { type Route, routeFromRow } from '../../network/routes.ts';

/**
 * What a read found: the thing, that there is none, or why it could not be read, with the rows of a list that came all the
 * same.
 */
export type Seen<T> =
  | { readonly found: T }
  | { readonly missing: true }
  | { readonly unread: string | LocalizedText; readonly some?: T };

export type Gateway = Output<typeof DescribeVpnGateway>;
export type CustomerGateway = Output<typeof DescribeCustomerGateway>;
export type Connection = Output<typeof DescribeVpnConnection>;
export type SslServer = RowOf<typeof DescribeSslVpnServers>;
export type Certificate = RowOf<typeof DescribeSslVpnClientCerts>;

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
  /** All of the region. */
  readonly sslServers: () => Promise<Seen<readonly SslServer[]>>;
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

interface InRegion {
  readonly RegionId: string;
}

type Reader = <A extends Action>(action: A, input: Input<A>) => Promise<Output<A>>;

/** How the list of an action is read to its end. */
type ListReader = <A extends Action>(action: A, input: Input<A>) => Promise<WholeList<RowOf<A>>>;

/** Both tables: half of them, or a part of one, would show other ways for the traffic than there are. */
const readRoutes = async (
  readAll: ListReader,
  region: InRegion,
  VpnGatewayId: string,
): Promise<Seen<readonly Route[]>> => {
  const [dbr, pbr] = await Promise.all([
    readAll(DescribeVpnRouteEntries, { ...region, VpnGatewayId }),
    readAll(DescribeVpnPbrRouteEntries, { ...region, VpnGatewayId }),
  ]);
  const unread = dbr.unread ?? pbr.unread;
  if (unread) return { unread };
  return {
    found: [...dbr.rows.map((row) => routeFromRow('dbr', row)), ...pbr.rows.map((row) => routeFromRow('pbr', row))],
  };
};

/** A thing is what was asked for only under its own ID: some sites answer a foreign ID with an empty reply. */
const only = <T>(thing: T | undefined, id: unknown, asked: string): Seen<T> =>
  thing !== undefined && id === asked ? { found: thing } : { missing: true };

/** One row of a list. A list of which other rows are not known shows those that came all the same. */
const first = <T>(seen: Seen<readonly T[]>, fits: (row: T) => boolean): Seen<T> => {
  const row = listOf(seen).find(fits);
  if (row !== undefined) return { found: row };
  return 'unread' in seen ? { unread: seen.unread } : { missing: true };
};

const NAMELESS: LocalizedText = { en: 'no ID is given for it', zh: '没有给出其 ID' };

/** Reads each thing once, so that a plan shows one moment. None of them throws for what the cloud answers. */
const createMemory = (call: Call, readAll: ListReader) => {
  const memory = new Map<string, Promise<unknown>>();
  const attempt = async <T>(read: () => Promise<Seen<T>>): Promise<Seen<T>> => {
    try {
      return await read();
    } catch (error) {
      return isAbsent(error) ? { missing: true } : { unread: whyUnread(error, call) };
    }
  };
  /** The ID is part of what is asked for: without one the cloud would answer about something else. */
  const once = <T>(kind: string, id: string, read: () => Promise<Seen<T>>): Promise<Seen<T>> => {
    const key = `${kind} ${id}`;
    const seen = memory.get(key) ?? (id === '' ? Promise.resolve({ unread: NAMELESS }) : attempt(read));
    memory.set(key, seen);
    // The key names the kind of thing, so the same key always holds the same type.
    return seen as Promise<Seen<T>>;
  };

  const list = <A extends Action>(
    action: A,
    filter: Readonly<Record<string, string>>,
    input: Input<A>,
  ): Promise<Seen<readonly RowOf<A>[]>> => {
    const ids = Object.values(filter).includes('') ? '' : JSON.stringify(filter);
    return once(action.name, ids, async () => {
      const { rows, unread } = await readAll(action, input);
      return unread ? { unread, some: rows } : { found: rows };
    });
  };
  return { once, list };
};

type Memory = ReturnType<typeof createMemory>;

/** One server or certificate is read as the only row of its list: an empty list is no failure. */
const sslReads = (region: InRegion, { list }: Memory) => {
  const servers = (filter: Readonly<Record<string, string>>) =>
    list(DescribeSslVpnServers, filter, { ...region, ...filter });
  const certificates = (filter: Readonly<Record<string, string>>) =>
    list(DescribeSslVpnClientCerts, filter, { ...region, ...filter });
  return {
    sslServer: async (id: string) => first(await servers({ SslVpnServerId: id }), (row) => row.SslVpnServerId === id),
    sslServersOf: (VpnGatewayId: string) => servers({ VpnGatewayId }),
    sslServers: () => servers({}),
    certificate: async (id: string) =>
      first(await certificates({ SslVpnClientCertId: id }), (row) => row.SslVpnClientCertId === id),
    certificatesOf: (SslVpnServerId: string) => certificates({ SslVpnServerId }),
  };
};

const gatewayReads = (read: Reader, readAll: ListReader, region: InRegion, { once, list }: Memory) => ({
  gateway: (id: string) =>
    once('gateway', id, async () => {
      const reply = await read(DescribeVpnGateway, { ...region, VpnGatewayId: id });
      return only(reply, reply.VpnGatewayId, id);
    }),
  gatewaysOf: (VpcId: string) => list(DescribeVpnGateways, { VpcId }, { ...region, VpcId }),
  customerGateway: (id: string) =>
    once('customer gateway', id, async () => {
      const reply = await read(DescribeCustomerGateway, { ...region, CustomerGatewayId: id });
      return only(reply, reply.CustomerGatewayId, id);
    }),
  routes: (id: string) => once('routes', id, () => readRoutes(readAll, region, id)),
});

const connectionReads = (
  read: Reader,
  region: InRegion,
  { once, list }: Memory,
): Pick<LiveState, 'connection' | 'connectionsOf'> => ({
  connection: (id) =>
    once('connection', id, async () => {
      const reply = await read(DescribeVpnConnection, { ...region, VpnConnectionId: id });
      return only(reply, reply.VpnConnectionId, id);
    }),
  connectionsOf: (of) => list(DescribeVpnConnections, { ...of }, { ...region, ...of }),
});

const lists = {
  'vpn-gateway': DescribeVpnGateways,
  'customer-gateway': DescribeCustomerGateways,
  connection: DescribeVpnConnections,
  'ssl-server': DescribeSslVpnServers,
  'client-certificate': DescribeSslVpnClientCerts,
} as const satisfies Readonly<Record<Identified, Action>>;

const nameReads = (region: InRegion, { list }: Memory): Pick<LiveState, 'namesOf'> => ({
  namesOf: async (kind) => {
    const seen = await list<Action>(lists[kind], {}, { ...region });
    const named = (rows: readonly unknown[]): readonly Named[] =>
      rows.filter(isFields).map((row) => ({ Id: String(row[idFields[kind]] ?? ''), Name: String(row['Name'] ?? '') }));
    if ('found' in seen) return { found: named(seen.found) };
    return 'missing' in seen ? seen : { unread: seen.unread, some: named(seen.some ?? []) };
  },
});

/** Live state of one region, read through `invoke`. */
export const createLiveState = (invoke: Invoke, call: Call, RegionId: string): LiveState => {
  const region = { RegionId };
  const read: Reader = (action, input) => invoke(action, input, call);
  const readAll: ListReader = (action, input) => readList(invoke, action, input, call);
  const memory = createMemory(call, readAll);
  return {
    ...gatewayReads(read, readAll, region, memory),
    ...connectionReads(read, region, memory),
    ...sslReads(region, memory),
    ...nameReads(region, memory),
  };
};

/** The rows that came, of a list that is not known to be whole too; `unreadOf` says whether it was read. */
export const listOf = <T>(seen: Seen<readonly T[]>): readonly T[] =>
  'found' in seen ? seen.found : 'some' in seen ? (seen.some ?? []) : [];

/** Why something is not known; undefined when it is. */
export const unreadOf = (seen: Seen<unknown>): string | LocalizedText | undefined =>
  'unread' in seen ? seen.unread : undefined;
