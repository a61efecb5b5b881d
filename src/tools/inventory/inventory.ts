import type { Action, Fields, Input } from '../../catalogue/action.ts';
import { DescribeCustomerGateways } from '../../catalogue/actions/customer-gateway.ts';
import { DescribeRegions } from '../../catalogue/actions/region.ts';
import { DescribeSslVpnClientCerts } from '../../catalogue/actions/ssl-client-cert.ts';
import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateways } from '../../catalogue/actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import type { RowOf } from '../../catalogue/schema/list-replies.ts';
import { isKnownProblem, Refused } from '../../errors.ts';
import { type Route, routeFromRow } from '../../network/routes.ts';
import { readRows } from '../every-page.ts';
import { whyNotUnderstood } from './tunnel-words.ts';

export type Gateway = RowOf<typeof DescribeVpnGateways>;
export type CustomerGateway = RowOf<typeof DescribeCustomerGateways>;
export type Connection = RowOf<typeof DescribeVpnConnections>;
export type SslServer = RowOf<typeof DescribeSslVpnServers>;
export type Certificate = RowOf<typeof DescribeSslVpnClientCerts>;

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

/** A read that failed, or a list that is not whole; what it would have shown may be missing from the inventory. */
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
const unknown: LocalizedText = { en: 'not known', zh: '未知' };

/** A number of things of which others may not have been seen; what stands for none of them is no number. */
export const atLeast = (n: number | string, language: Language): string =>
  n === 0 || n === '' ? format(unknown, language) : format(uncounted, language, { n });

/** How many there are, or at least are where a read of their list, or of the regions, failed. */
export const countOf = (
  { unseen }: Pick<Inventory, 'unseen'>,
  action: string,
  n: number,
  language: Language,
): string =>
  unseen.some(({ Action }) => Action === action || Action === DescribeRegions.name) ? atLeast(n, language) : String(n);

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

interface Place {
  readonly RegionId: string;
  readonly LocalName?: string | undefined;
}

/** Where a read belongs that is of no region. */
const EVERYWHERE = '*';

/** Far more than any cloud has; each costs half a dozen reads. */
const MOST_REGIONS = 200;

const NO_REGION = 'its reply names no region';

/**
 * The regions to read: the one that was named, or all that the cloud lists, each once. A cloud has at least one. Rejects with
 * `Refused` beyond 200.
 */
const regionsFor = async (
  invoke: Invoke,
  call: Call,
  only?: string,
): Promise<{ readonly regions: readonly Place[]; readonly unseen: readonly Unseen[] }> => {
  if (only !== undefined) return { regions: [{ RegionId: only }], unseen: [] };
  const { rows, unread } = await readRows(invoke, DescribeRegions, {}, { ...call, progress: () => {} });
  const unique = new Map<string, Place>();
  for (const { RegionId, LocalName } of rows)
    if (RegionId !== undefined && !unique.has(RegionId)) unique.set(RegionId, { RegionId, LocalName });
  if (unique.size > MOST_REGIONS)
    throw new Refused(
      'refused',
      `The cloud lists ${unique.size} regions; at most ${MOST_REGIONS} are read at once.`,
      'Name a RegionId.',
    );
  const regions = [...unique.values()];
  const Reason = unread?.en ?? (regions.length === 0 ? NO_REGION : undefined);
  return {
    regions,
    unseen: Reason === undefined ? [] : [{ RegionId: EVERYWHERE, Action: DescribeRegions.name, Reason }],
  };
};

/**
 * Reads the wanted lists of one region or of all, page by page, in parallel within a bound. A read that failed, or a list
 * that is not whole, is told in `unseen` and hides nothing else. Rejects when not one read succeeds, as the first of them
 * does: an inventory of nothing would look like an empty one. An abort and faults of this server reject too.
 */
export const readInventory = async (
  invoke: Invoke,
  call: Call,
  wanted: { readonly RegionId?: string | undefined; readonly kinds: readonly Kind[] },
): Promise<Inventory> => {
  const enter = limitConcurrency(AT_ONCE);
  const { regions, unseen: unlisted } = await regionsFor(invoke, call, wanted.RegionId);
  const unseen: Unseen[] = [...unlisted];
  let done = 0;
  let succeeded = 0;
  const failures: unknown[] = [];
  const read: ListReader = async (RegionId, action, input) => {
    try {
      const { rows, unread } = await enter(() => readRows(invoke, action, input, call));
      succeeded += 1;
      if (unread) unseen.push({ RegionId, Action: action.name, Reason: unread.en });
      return rows;
    } catch (error) {
      unseen.push({ RegionId, Action: action.name, Reason: reasonOf(error, action.name, call.signal) });
      failures.push(error);
      return [];
    }
  };
  const inventories = await Promise.all(
    regions.map(async (region) => {
      const inventory = await readRegion(region, wanted.kinds, read);
      done += 1;
      call.progress({ done, total: regions.length, message: `${region.RegionId} read` });
      return inventory;
    }),
  );
  if (succeeded === 0 && failures.length > 0) throw failures[0];
  return { regions: inventories, unseen: [...unseen, ...inventories.flatMap(notUnderstood)] };
};

/** Named of those that are not understood. */
const MOST_NAMED = 3;

/** How what is not understood of tunnels stands among the reads that failed. */
export const TUNNELS_OF_LIST = `${DescribeVpnConnections.name}: tunnels`;

/** Connections of which the tunnels are not understood: there, but what they are made of was not seen. */
const notUnderstood = ({ RegionId, connections }: RegionInventory): readonly Unseen[] => {
  const odd = connections.flatMap((one) => {
    const why = whyNotUnderstood(one, 'en');
    return why === undefined ? [] : [`${one.VpnConnectionId ?? 'without an ID'} (${why})`];
  });
  if (odd.length === 0) return [];
  const more = odd.length > MOST_NAMED ? ` and ${odd.length - MOST_NAMED} more` : '';
  const Reason = `tunnels not understood: ${odd.slice(0, MOST_NAMED).join(', ')}${more}`;
  return [{ RegionId, Action: TUNNELS_OF_LIST, Reason }];
};

/** Reads one list of a region; what fails, or is not whole, is noted and hides nothing else. */
type ListReader = <A extends Action>(regionId: string, action: A, input: Input<A>) => Promise<readonly RowOf<A>[]>;

const readRegion = async (region: Place, kinds: readonly Kind[], read: ListReader): Promise<RegionInventory> => {
  const { RegionId } = region;
  const want = async <A extends Action>(isWanted: boolean, action: A, input: Input<A>): Promise<readonly RowOf<A>[]> =>
    isWanted ? read(RegionId, action, input) : [];
  const isWanted = (kind: Kind): boolean => kinds.includes(kind);
  // Routes are listed by gateway.
  const gatewaysRead = want(isWanted('routes') || isWanted('gateways'), DescribeVpnGateways, { RegionId });
  const [gateways, routes, customerGateways, connections, sslServers, certificates] = await Promise.all([
    gatewaysRead,
    gatewaysRead.then((found) => (isWanted('routes') ? readRoutes(RegionId, found, read) : [])),
    want(isWanted('customerGateways'), DescribeCustomerGateways, { RegionId }),
    want(isWanted('connections'), DescribeVpnConnections, { RegionId }),
    want(isWanted('sslServers'), DescribeSslVpnServers, { RegionId }),
    want(isWanted('certificates'), DescribeSslVpnClientCerts, { RegionId }),
  ]);
  return { ...region, gateways, customerGateways, connections, routes, sslServers, certificates };
};

const readRoutes = async (
  RegionId: string,
  gateways: readonly Gateway[],
  read: ListReader,
): Promise<readonly OwnedRoute[]> => {
  const tables = gateways.flatMap(({ VpnGatewayId }) => {
    if (!VpnGatewayId) return [];
    const input = { RegionId, VpnGatewayId };
    const owned = (type: 'dbr' | 'pbr') => (rows: readonly Fields[]) =>
      rows.map((row) => routeOf(type, VpnGatewayId, row));
    return [
      read(RegionId, DescribeVpnRouteEntries, input).then(owned('dbr')),
      read(RegionId, DescribeVpnPbrRouteEntries, input).then(owned('pbr')),
    ];
  });
  return (await Promise.all(tables)).flat();
};
