import type { Action, Fields, Input, Output } from '../../catalogue/action.ts';
import { DescribeCustomerGateway } from '../../catalogue/actions/customer-gateway.ts';
import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnections, ModifyVpnConnectionAttribute } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { RowOf } from '../../catalogue/schema/list-replies.ts';
import { isAnnounced, routeFromRow } from '../../network/routes.ts';
import type { Tunnel } from '../../network/tunnels.ts';
import { readTunnels } from '../../network/tunnels.ts';
import { readRows } from '../every-page.ts';
import { type Connection, type OwnedRoute, reasonOf } from '../inventory/inventory.ts';
import { isOnRouter, type TunnelFacts } from '../judges/tunnel-facts.ts';
import { asWhole, hasTunnels, namedRow, tunnelRows } from '../judges/tunnels-around.ts';
import { type FoundPeer, findPeer } from './find-peer.ts';
import type { Located } from './locate-connection.ts';

/** A connection may hang on something else than a gateway, and then names none: nothing is asked about nothing. */
const NO_GATEWAY = 'not asked: the connection is attached to no VPN gateway that can be seen';
const NO_PEER = 'not asked: the connection names no customer gateway';
const NO_TUNNEL = 'not asked: the tunnels of the connection, which name it, are not understood';

type Unseen = TunnelFacts['unseen'][number];

const routesFrom = (type: 'dbr' | 'pbr', VpnGatewayId: string, rows: readonly Fields[]): readonly OwnedRoute[] =>
  rows.filter((row) => !isAnnounced(row)).map((row) => ({ ...routeFromRow(type, row), VpnGatewayId }));

/** Runs a read whose failure must not end the diagnosis: it is noted, and `otherwise` is the result. */
const reader = (invoke: Invoke, call: Call, unseen: Unseen[]) => {
  const unread = (action: Action, Reason: string): void => void unseen.push({ Action: action.name, Reason });
  const attempt = async <T>(action: Action, otherwise: T, read: () => Promise<T>): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      unread(action, reasonOf(error, action.name, call.signal));
      return otherwise;
    }
  };
  return {
    one: <A extends Action>(action: A, input: Input<A>): Promise<Output<A> | undefined> =>
      attempt<Output<A> | undefined>(action, undefined, () => invoke(action, input, call)),
    whole: <A extends Action>(action: A, input: Input<A>): Promise<readonly RowOf<A>[]> =>
      attempt<readonly RowOf<A>[]>(action, [], async () => {
        const { rows, unread: why } = await readRows(invoke, action, input, call);
        if (why) unread(action, why.en);
        return rows;
      }),
    /** The customer gateway, or where it is instead. */
    peer: (RegionId: string | undefined, CustomerGatewayId: string): Promise<Partial<FoundPeer>> =>
      attempt<Partial<FoundPeer>>(DescribeCustomerGateway, {}, () =>
        findPeer(invoke, call, RegionId, CustomerGatewayId),
      ),
    unread,
  };
};

const NOTHING = { gateway: undefined, siblings: [], routes: [], sslServers: [] } as const;

/** Reads the VPN gateway, its routes and its other connections. */
const aroundGateway = async (
  { one, whole, unread }: ReturnType<typeof reader>,
  { regionId: RegionId, connection }: Located,
) => {
  const { VpnGatewayId } = connection;
  if (!VpnGatewayId) {
    // A transit router has no gateway that one could ask for.
    if (isOnRouter(connection)) return NOTHING;
    for (const action of [DescribeVpnGateway, DescribeVpnRouteEntries, DescribeVpnPbrRouteEntries])
      unread(action, NO_GATEWAY);
    return NOTHING;
  }
  const input = { RegionId, VpnGatewayId };
  const [gateway, siblings, dbr, pbr, sslServers] = await Promise.all([
    one(DescribeVpnGateway, input),
    whole(DescribeVpnConnections, input),
    whole(DescribeVpnRouteEntries, input),
    whole(DescribeVpnPbrRouteEntries, input),
    whole(DescribeSslVpnServers, input),
  ]);
  const routes = [...routesFrom('dbr', VpnGatewayId, dbr), ...routesFrom('pbr', VpnGatewayId, pbr)];
  return { gateway, siblings, routes, sslServers };
};

/** Reads the customer gateway and other connections to it. */
const aroundPeer = async (
  { peer, whole, unread }: ReturnType<typeof reader>,
  RegionId: string | undefined,
  CustomerGatewayId: string | undefined,
  why: string,
) => {
  if (!CustomerGatewayId) {
    unread(DescribeCustomerGateway, why);
    return { customerGateway: undefined, samePeer: [] };
  }
  const [{ customerGateway, lostPeer }, samePeer] = await Promise.all([
    peer(RegionId, CustomerGatewayId),
    whole(DescribeVpnConnections, { RegionId, CustomerGatewayId }),
  ]);
  return { customerGateway, samePeer, ...(lostPeer && { lostPeer }) };
};

/** The guard judges the key behind its handle; a reply without one says nothing. */
const keyFlaws = (call: Call, { IkeConfig }: Connection): readonly string[] => {
  const key = IkeConfig?.Psk;
  if (typeof key !== 'object') return [];
  return call.secrets.judge({ Fingerprint: key.Fingerprint, Length: key.Length })?.flaws ?? [];
};

const RECENT_MS = 30 * 60_000;

/** Changes of the connection that may not have taken effect at the peer yet. */
const recentChanges = async (call: Call, id: string | undefined): Promise<TunnelFacts['changes']> => {
  const writes = id === undefined ? [] : await call.history([id]);
  const since = Date.now() - RECENT_MS;
  return writes
    .filter(({ action, result }) => action === ModifyVpnConnectionAttribute.name && result !== 'failed')
    .map(({ atMs, changed }) => ({ atMs, fields: changed.filter((field) => field !== 'Name') }))
    .filter(({ atMs, fields }) => fields.length > 0 && atMs >= since);
};

type Reads = ReturnType<typeof reader>;
type Peer = Awaited<ReturnType<typeof aroundPeer>>;

/** The peer of each tunnel, read once where two tunnels have the same. */
const peersOf = (reads: Reads, RegionId: string | undefined, rows: readonly Connection[]): Promise<Peer[]> => {
  const asked = new Map<string | undefined, Promise<Peer>>();
  return Promise.all(
    rows.map((row) => {
      const id = row.CustomerGatewayId || undefined;
      const found =
        asked.get(id) ?? aroundPeer(reads, RegionId, id, readTunnels(row).notUnderstood ? NO_TUNNEL : NO_PEER);
      asked.set(id, found);
      return found;
    }),
  );
};

/** Of connections to a customer gateway, and of the connection itself, the tunnels to it but this one. */
const toSamePeer = (connection: Connection, own: Tunnel<Connection> | undefined, rows: readonly Connection[]) => {
  const elsewhere = rows.filter(({ VpnConnectionId }) => VpnConnectionId !== connection.VpnConnectionId);
  const rest = own
    ? readTunnels(connection)
        .tunnels.filter((one) => one !== own)
        .map(namedRow)
    : [];
  const { CustomerGatewayId: id } = own?.connection ?? connection;
  const isToIt = ({ CustomerGatewayId, TunnelId }: Connection): boolean =>
    CustomerGatewayId === id || (CustomerGatewayId === undefined && TunnelId === undefined);
  return [...elsewhere.flatMap(tunnelRows), ...rest].filter(isToIt);
};

/** The rows that are asked about: the connection that is its own tunnel, its tunnels, or what is known beside them. */
const rowsOf = (connection: Connection) => {
  if (!hasTunnels(connection)) return [{ row: connection }];
  const { tunnels, notUnderstood } = readTunnels(connection);
  if (notUnderstood) return [{ row: asWhole(connection), notUnderstood }];
  return tunnels.map((own) => {
    // A health check is the connection's: of a tunnel it says nothing.
    const { VcoHealthCheck: _, ...row } = own.connection;
    return { row, tunnel: { own, others: tunnels.filter((one) => one !== own) } };
  });
};

/**
 * Reads everything around a connection in parallel, and gives the facts of each of its tunnels. A read that is refused is
 * listed in `unseen` and hides nothing else; an abort and our own faults reject.
 */
export const gatherTunnels = async (
  invoke: Invoke,
  call: Call,
  located: Located,
): Promise<readonly [TunnelFacts, ...TunnelFacts[]]> => {
  const { regionId, connection } = located;
  const unseen: Unseen[] = [];
  const reads = reader(invoke, call, unseen);
  const rows = rowsOf(connection);
  const [here, peers, changes] = await Promise.all([
    aroundGateway(reads, located),
    peersOf(
      reads,
      regionId,
      rows.map(({ row }) => row),
    ),
    recentChanges(call, connection.VpnConnectionId),
  ]);
  const isOther = ({ VpnConnectionId }: Connection): boolean => VpnConnectionId !== connection.VpnConnectionId;
  const siblings = here.siblings.filter(isOther).map(asWhole);
  const [first, ...rest] = rows.map(({ row, ...which }, at): TunnelFacts => {
    const there = peers[at] ?? { customerGateway: undefined, samePeer: [] };
    const samePeer = toSamePeer(connection, 'tunnel' in which ? which.tunnel.own : undefined, there.samePeer);
    const own = { ...which, connection: row, siblings, samePeer, keyFlaws: keyFlaws(call, row) };
    return { regionId, ...here, ...there, ...own, changes, unseen };
  });
  if (!first) throw new Error('a connection has a tunnel, or is its own');
  return [first, ...rest];
};
