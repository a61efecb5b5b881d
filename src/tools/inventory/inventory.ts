import type { Fields, Output } from '../../catalogue/action.ts';
import { DescribeCustomerGateways } from '../../catalogue/actions/customer-gateway.ts';
import { DescribeRegions } from '../../catalogue/actions/region.ts';
import { DescribeSslVpnClientCerts } from '../../catalogue/actions/ssl-client-cert.ts';
import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateways } from '../../catalogue/actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { isKnownProblem, Refused } from '../../errors.ts';
import { type Route, routeFromRow } from '../../network/routes.ts';
import { everyPage } from '../every-page.ts';

type Item<T> = T extends readonly (infer One)[] ? One : never;

export type Gateway = Item<NonNullable<Output<typeof DescribeVpnGateways>['VpnGateways']>>;
export type CustomerGateway = Item<NonNullable<Output<typeof DescribeCustomerGateways>['CustomerGateways']>>;
export type Connection = Item<NonNullable<Output<typeof DescribeVpnConnections>['VpnConnections']>>;
export type SslServer = Item<NonNullable<Output<typeof DescribeSslVpnServers>['SslVpnServers']>>;
export type Certificate = Item<NonNullable<Output<typeof DescribeSslVpnClientCerts>['SslVpnClientCertKeys']>>;

/** A route with the gateway it belongs to. */
export interface OwnedRoute extends Route {
  readonly VpnGatewayId: string;
}

/** Everything of one region that this API shows. */
export interface RegionInventory {
  readonly RegionId: string;
  readonly LocalName?: string | undefined;
  readonly gateways: readonly Gateway[];
  readonly customerGateways: readonly CustomerGateway[];
  readonly connections: readonly Connection[];
  readonly routes: readonly OwnedRoute[];
  readonly sslServers: readonly SslServer[];
  readonly certificates: readonly Certificate[];
}

/** A read that failed; what it would have shown is missing from the inventory. */
export type Unseen = {
  readonly RegionId: string;
  readonly Action: string;
  readonly Reason: string;
};

export interface Inventory {
  readonly regions: readonly RegionInventory[];
  readonly unseen: readonly Unseen[];
}

/** Whether a list of a region was read: after a failed read its resources are unknown, not absent. */
export const wasRead = (
  { unseen }: Pick<Inventory, 'unseen'>,
  { RegionId }: { RegionId: string },
  action: string,
): boolean => !unseen.some((one) => one.RegionId === RegionId && one.Action === action);

/** The reads that failed, equal ones in one row: a forbidden table fails once for each gateway. */
export const notSeen = ({ unseen }: Pick<Inventory, 'unseen'>): (Unseen & { readonly Reads?: number })[] => {
  const keyOf = (one: Unseen): string => Object.values(one).join('\n');
  const rows = new Map<string, { row: Unseen; Reads: number }>();
  for (const row of unseen) rows.set(keyOf(row), { row, Reads: (rows.get(keyOf(row))?.Reads ?? 0) + 1 });
  return [...rows.values()].map(({ row, Reads }) => (Reads > 1 ? { ...row, Reads } : row));
};

const uncounted: LocalizedText = { en: 'at least {n}', zh: '至少 {n}' };

/** How many there are, or at least are where a read of their list failed. */
export const countOf = (
  { unseen }: Pick<Inventory, 'unseen'>,
  action: string,
  n: number,
  language: Language,
): string => (unseen.some(({ Action }) => Action === action) ? format(uncounted, language, { n }) : String(n));

/** Which lists are wanted; a tool asks only for what it shows. */
export type Kind = 'gateways' | 'customerGateways' | 'connections' | 'routes' | 'sslServers' | 'certificates';
export const ALL_KINDS: readonly Kind[] = [
  'gateways',
  'customerGateways',
  'connections',
  'routes',
  'sslServers',
  'certificates',
];

/** Reads at a time over all regions: the cloud throttles an account at a few dozen a second. */
const AT_ONCE = 12;

/** Runs tasks with a bound, in the order given; every slot takes the next as soon as it is free. */
export const limitConcurrency = (width: number): (<T>(task: () => Promise<T>) => Promise<T>) => {
  let busy = 0;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    busy -= 1;
    waiting.shift()?.();
  };
  return async (task) => {
    if (busy >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    busy += 1;
    try {
      return await task();
    } finally {
      leave();
    }
  };
};

/**
 * Why a read failed: code and sentence, once each. An abort is thrown on, and so is an unknown error, which is a fault of
 * this server.
 */
export const reasonOf = (error: unknown, action: string, signal: AbortSignal): string => {
  if (signal.aborted || !isKnownProblem(error)) throw error;
  const text = error.message.replace(`${action} failed with `, '');
  return text.startsWith(error.code) ? text : `${error.code}: ${text}`;
};

const routeOf = (type: 'dbr' | 'pbr', gateway: string, row: Fields): OwnedRoute => ({
  ...routeFromRow(type, row),
  VpnGatewayId: String(row['VpnInstanceId'] ?? gateway),
});

/** Far more than any cloud has; each costs half a dozen reads. */
const MOST_REGIONS = 200;

/** The regions to read: the one that was named, or all that the cloud lists, each once. Rejects with `Refused` beyond 200. */
export const regionsFor = async (
  invoke: Invoke,
  call: Call,
  only?: string,
): Promise<readonly { RegionId: string; LocalName?: string | undefined }[]> => {
  if (only !== undefined) return [{ RegionId: only }];
  const { Regions = [] } = await invoke(DescribeRegions, {}, call);
  const unique = new Map<string, { RegionId: string; LocalName?: string | undefined }>();
  for (const { RegionId, LocalName } of Regions)
    if (RegionId !== undefined && !unique.has(RegionId)) unique.set(RegionId, { RegionId, LocalName });
  if (unique.size <= MOST_REGIONS) return [...unique.values()];
  throw new Refused(
    'refused',
    `The cloud lists ${unique.size} regions; at most ${MOST_REGIONS} are read at once.`,
    'Name a RegionId.',
  );
};

/**
 * Reads the wanted lists of one region or of all, page by page, in parallel within a bound. A failed read is
 * listed in `unseen` and hides nothing else. Rejects when not one read succeeds, as the first of them does: an inventory of
 * nothing would look like an empty one. An abort and faults of this server reject too.
 */
export const readInventory = async (
  invoke: Invoke,
  call: Call,
  wanted: { readonly RegionId?: string | undefined; readonly kinds: readonly Kind[] },
): Promise<Inventory> => {
  const enter = limitConcurrency(AT_ONCE);
  const unseen: Unseen[] = [];
  const regions = await regionsFor(invoke, call, wanted.RegionId);
  let done = 0;
  let succeeded = 0;
  const failures: unknown[] = [];
  const attempt: Attempt = async (RegionId, Action, read) => {
    try {
      await enter(read);
      succeeded += 1;
    } catch (error) {
      unseen.push({ RegionId, Action, Reason: reasonOf(error, Action, call.signal) });
      failures.push(error);
    }
  };
  const inventories = await Promise.all(
    regions.map(async (region) => {
      const inventory = await readRegion(invoke, call, region, wanted.kinds, attempt);
      done += 1;
      call.progress({ done, total: regions.length, message: `${region.RegionId} read` });
      return inventory;
    }),
  );
  if (succeeded === 0 && failures.length > 0) throw failures[0];
  return { regions: inventories, unseen };
};

/** Makes one read; a failure is noted and hides nothing else. */
type Attempt = (regionId: string, action: string, read: () => Promise<unknown>) => Promise<void>;

const readRegion = async (
  invoke: Invoke,
  call: Call,
  region: { readonly RegionId: string; readonly LocalName?: string | undefined },
  kinds: readonly Kind[],
  attempt: Attempt,
): Promise<RegionInventory> => {
  const { RegionId } = region;
  let gateways: readonly Gateway[] = [];
  let customerGateways: readonly CustomerGateway[] = [];
  let connections: readonly Connection[] = [];
  let sslServers: readonly SslServer[] = [];
  let certificates: readonly Certificate[] = [];
  const routes: OwnedRoute[] = [];
  const want = (kind: Kind, action: string, read: () => Promise<void>): Promise<void> =>
    kinds.includes(kind) ? attempt(RegionId, action, read) : Promise.resolve();

  // Routes are listed by gateway.
  const gatewaysRead = want(kinds.includes('routes') ? 'routes' : 'gateways', 'DescribeVpnGateways', async () => {
    gateways = (await everyPage(invoke, DescribeVpnGateways, { RegionId }, call)).VpnGateways ?? [];
  });
  await Promise.all([
    gatewaysRead.then(() =>
      readRoutes(invoke, call, RegionId, kinds.includes('routes') ? gateways : [], attempt, routes),
    ),
    want('customerGateways', 'DescribeCustomerGateways', async () => {
      const reply = await everyPage(invoke, DescribeCustomerGateways, { RegionId }, call);
      customerGateways = reply.CustomerGateways ?? [];
    }),
    want('connections', 'DescribeVpnConnections', async () => {
      connections = (await everyPage(invoke, DescribeVpnConnections, { RegionId }, call)).VpnConnections ?? [];
    }),
    want('sslServers', 'DescribeSslVpnServers', async () => {
      sslServers = (await everyPage(invoke, DescribeSslVpnServers, { RegionId }, call)).SslVpnServers ?? [];
    }),
    want('certificates', 'DescribeSslVpnClientCerts', async () => {
      const reply = await everyPage(invoke, DescribeSslVpnClientCerts, { RegionId }, call);
      certificates = reply.SslVpnClientCertKeys ?? [];
    }),
  ]);
  return { ...region, gateways, customerGateways, connections, routes, sslServers, certificates };
};

const readRoutes = async (
  invoke: Invoke,
  call: Call,
  RegionId: string,
  gateways: readonly Gateway[],
  attempt: Attempt,
  into: OwnedRoute[],
): Promise<void> => {
  await Promise.all(
    gateways.flatMap(({ VpnGatewayId }) => {
      if (VpnGatewayId === undefined) return [];
      const input = { RegionId, VpnGatewayId };
      return [
        attempt(RegionId, 'DescribeVpnRouteEntries', async () => {
          const { VpnRouteEntries = [] } = await everyPage(invoke, DescribeVpnRouteEntries, input, call);
          into.push(...VpnRouteEntries.map((entry) => routeOf('dbr', VpnGatewayId, entry)));
        }),
        attempt(RegionId, 'DescribeVpnPbrRouteEntries', async () => {
          const { VpnPbrRouteEntries = [] } = await everyPage(invoke, DescribeVpnPbrRouteEntries, input, call);
          into.push(...VpnPbrRouteEntries.map((entry) => routeOf('pbr', VpnGatewayId, entry)));
        }),
      ];
    }),
  );
};
