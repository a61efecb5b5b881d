import type { Action, Fields, Input, Output } from '../../catalogue/action.ts';
import { DescribeCustomerGateway } from '../../catalogue/actions/customer-gateway.ts';
import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnections, ModifyVpnConnectionAttribute } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { RowOf } from '../../catalogue/schema/list-replies.ts';
import { routeFromRow } from '../../network/routes.ts';
import { readRows } from '../every-page.ts';
import { type Connection, type OwnedRoute, reasonOf } from '../inventory/inventory.ts';
import type { TunnelFacts } from '../judges/tunnel-facts.ts';
import { type FoundPeer, findPeer } from './find-peer.ts';
import type { Located } from './locate-connection.ts';

/** A connection may hang on something else than a gateway, and then names none: nothing is asked about nothing. */
const NO_GATEWAY = 'not asked: the connection is attached to no VPN gateway that can be seen';
const NO_PEER = 'not asked: the connection names no customer gateway';

type Unseen = TunnelFacts['unseen'][number];

const routesFrom = (type: 'dbr' | 'pbr', VpnGatewayId: string, rows: readonly Fields[]): readonly OwnedRoute[] =>
  rows.map((row) => ({ ...routeFromRow(type, row), VpnGatewayId }));

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

/** Reads the VPN gateway, its routes and its other connections. */
const aroundGateway = async (
  { one, whole, unread }: ReturnType<typeof reader>,
  RegionId: string | undefined,
  VpnGatewayId: string | undefined,
) => {
  if (!VpnGatewayId) {
    for (const action of [DescribeVpnGateway, DescribeVpnRouteEntries, DescribeVpnPbrRouteEntries])
      unread(action, NO_GATEWAY);
    return { gateway: undefined, siblings: [], routes: [], sslServers: [] };
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
) => {
  if (!CustomerGatewayId) {
    unread(DescribeCustomerGateway, NO_PEER);
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

/**
 * Reads everything around a connection in parallel. A read that is refused is listed in `unseen` and hides nothing else;
 * an abort and our own faults reject.
 */
export const gatherTunnel = async (invoke: Invoke, call: Call, located: Located): Promise<TunnelFacts> => {
  const { regionId, connection } = located;
  const unseen: Unseen[] = [];
  const reads = reader(invoke, call, unseen);
  const [here, there, changes] = await Promise.all([
    aroundGateway(reads, regionId, connection.VpnGatewayId),
    aroundPeer(reads, regionId, connection.CustomerGatewayId),
    recentChanges(call, connection.VpnConnectionId),
  ]);
  const others = (list: readonly Connection[]): readonly Connection[] =>
    list.filter(({ VpnConnectionId }) => VpnConnectionId !== connection.VpnConnectionId);
  return {
    regionId,
    connection,
    ...here,
    ...there,
    siblings: others(here.siblings),
    samePeer: others(there.samePeer),
    keyFlaws: keyFlaws(call, connection),
    changes,
    unseen,
  };
};
