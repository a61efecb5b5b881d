import { type Action, type Input, isFields, type Output, type Platform } from '../../catalogue/action.ts';
import { DescribeCustomerGateway, DescribeCustomerGateways } from '../../catalogue/actions/customer-gateway.ts';
import { DescribeSslVpnClientCerts } from '../../catalogue/actions/ssl-client-cert.ts';
import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnection, DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateway, DescribeVpnGateways } from '../../catalogue/actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { type Identified, idFields } from '../../catalogue/resource.ts';
import { type RowOf, readList } from '../../catalogue/schema/list-replies.ts';
import { type Route, routeFromRow } from '../../network/routes.ts';
import { type NetworkReads, networkReads } from './network-reads.ts';
import { type PublicReads, publicReads } from './public-reads.ts';
import { createMemory, first, type ListReader, type Memory, type Seen } from './seen.ts';

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
  readonly platform: Platform;
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
  /** Absent on a platform whose networks have no documented API. */
  readonly network?: NetworkReads;
  /** Absent on a platform that has neither tags, certificates of gateways nor transit routers. */
  readonly publicReads?: PublicReads;
}

interface InRegion {
  readonly RegionId: string;
}

type Reader = <A extends Action>(action: A, input: Input<A>) => Promise<Output<A>>;

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
  // Connections on transit routers stand in the same list.
  attachment: DescribeVpnConnections,
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
    platform: call.platform,
    ...gatewayReads(read, readAll, region, memory),
    ...connectionReads(read, region, memory),
    ...sslReads(region, memory),
    ...nameReads(region, memory),
    ...(call.platform === 'public' && {
      network: networkReads(readAll, region, memory),
      publicReads: publicReads(readAll, region, memory),
    }),
  };
};
