import type { Output } from '../../catalogue/action.ts';
import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { format, type LocalizedText } from '../../catalogue/message.ts';
import { FIND_ELSEWHERE, isAbsence, placeOf, regionsText } from '../../catalogue/schema/not-found.ts';
import { CloudError, isKnownProblem } from '../../errors.ts';
import type { Tunnel } from '../../network/tunnels.ts';
import { isOwnTunnel, readTunnels } from '../../network/tunnels.ts';
import { readRows } from '../every-page.ts';
import { type Gateway, type Kind, type RegionInventory, readInventory } from '../inventory/inventory.ts';
import { tunnelName, whyNotUnderstood } from '../inventory/tunnel-words.ts';

/** The status of a resource that does not exist. */
export const GONE = 'gone';

/** One reading of a status, and what can change it. */
export interface StatusReading {
  readonly Status: string;
  /** Other words of it that hold at the same time: an active route is published or not. */
  readonly also?: readonly string[];
  /** Why waiting cannot bring the wanted status. */
  readonly never?: LocalizedText;
  /** The gateway that the cloud is changing, which ends by itself. */
  readonly busy?: { readonly id: string; readonly status: string };
  /** The cloud's side is ready: the other end is next. `begins`: the cloud negotiates without being asked. */
  readonly peer?: { readonly id: string; readonly begins: boolean };
  /** Why its tunnels say nothing. */
  readonly notUnderstood?: LocalizedText;
}

const never = {
  locked: { en: 'the gateway is locked for an unpaid bill', zh: '网关因欠费被锁定' },
  deleting: { en: 'the gateway is being deleted', zh: '网关正在被删除' },
  gone: { en: 'it is not in {place} (any more); {next}', zh: '它不在（或已不在）{place}；{next}' },
  nowhere: { en: 'no region has it; looked in {place}; {next}', zh: '所有地域中都没有它；已查找 {place}；{next}' },
  unread: {
    en: 'it is in none of the regions that could be read; {next}',
    zh: '在可读取的地域中都没有它；{next}',
  },
  noIpsec: { en: 'its gateway has IPsec switched off', zh: '其网关未开启 IPsec' },
} satisfies Record<string, LocalizedText>;

/** Why something is nowhere, with where it was looked for and where to look next. */
const absent = (why: LocalizedText, place: LocalizedText = { en: '', zh: '' }): LocalizedText => ({
  en: format(why, 'en', { place: place.en, next: FIND_ELSEWHERE.en }),
  zh: format(why, 'zh', { place: place.zh, next: FIND_ELSEWHERE.zh }),
});

/** What a thing is that a region, or the default one, does not have. */
export const gone = async (call: Call, RegionId: string | undefined): Promise<StatusReading> => ({
  Status: GONE,
  never: absent(never.gone, await placeOf(call, RegionId)),
});

/** Why something is nowhere, although every region was looked through. */
export const nowhereIn = (regions: readonly string[]): LocalizedText =>
  absent(never.nowhere, { en: regionsText(regions, 'en'), zh: regionsText(regions, 'zh') });

/** What a gateway is doing that ends by itself; nothing while it is active. */
export const busyOf = ({ VpnGatewayId: id, Status: status }: Partial<Gateway>): Pick<StatusReading, 'busy'> =>
  id === undefined || status === undefined || status === 'active' ? {} : { busy: { id, status } };

const readGateway = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  VpnGatewayId: string,
): Promise<StatusReading> => {
  const gateway = await invoke(DescribeVpnGateway, { RegionId, VpnGatewayId }, call);
  const Status = gateway.Status ?? 'unknown';
  if (gateway.BusinessStatus === 'FinancialLocked') return { Status, never: never.locked };
  const busy = busyOf({ ...gateway, VpnGatewayId });
  return Status.toLowerCase() === 'deleting' ? { Status, ...busy, never: never.deleting } : { Status, ...busy };
};

type Connection = Output<typeof DescribeVpnConnection>;

/** What the status of one or two tunnels is together: one word where they agree, else each with its name. */
const togetherOf = (tunnels: readonly Tunnel<Connection>[]): string => {
  const all = tunnels.map((tunnel) => ({ name: tunnelName(tunnel), status: tunnel.connection.Status || 'unknown' }));
  const words = new Set(all.map(({ status }) => status));
  return words.size === 1 ? [...words].join() : all.map(({ name, status }) => `${name} ${status}`).join(', ');
};

/** The peers that are missing; with two tunnels each with its own. */
const missingPeers = (connection: Connection, tunnels: readonly Tunnel<Connection>[]): string =>
  tunnels
    .filter((tunnel) => tunnel.connection.Status !== ESTABLISHED)
    .map((tunnel) => {
      const peer = tunnel.connection.CustomerGatewayId ?? '';
      return isOwnTunnel(connection) ? peer : [peer, `(${tunnelName(tunnel)})`].filter(Boolean).join(' ');
    })
    .join(', ');

/** How the tunnels of a connection are, and what can change it at its gateway, or at its peers. */
const statusOfTunnels = async (
  invoke: Invoke,
  call: Call,
  connection: Connection & { readonly RegionId?: string | undefined },
  tunnels: readonly Tunnel<Connection>[],
): Promise<StatusReading> => {
  const Status = togetherOf(tunnels);
  const { VpnGatewayId, RegionId } = connection;
  const peer = { id: missingPeers(connection, tunnels), begins: connection.EffectImmediately === true };
  if (Status === ESTABLISHED) return { Status };
  if (!VpnGatewayId) return connection.TransitRouterId ? { Status, peer } : { Status };
  const gateway = await invoke(DescribeVpnGateway, { RegionId, VpnGatewayId }, call);
  if (gateway.BusinessStatus === 'FinancialLocked') return { Status, never: never.locked };
  if (gateway.IpsecVpn === 'disable') return { Status, never: never.noIpsec };
  const { busy } = busyOf({ ...gateway, VpnGatewayId });
  return busy ? { Status, busy } : { Status, peer };
};

const strange = (connection: Connection): StatusReading => ({
  Status: 'unknown',
  notUnderstood: { en: whyNotUnderstood(connection, 'en') ?? '', zh: whyNotUnderstood(connection, 'zh') ?? '' },
});

/** A connection with two tunnels has a status only when both do. */
const readConnection = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  VpnConnectionId: string,
): Promise<StatusReading> => {
  const connection = await invoke(DescribeVpnConnection, { RegionId, VpnConnectionId }, call);
  const { tunnels } = readTunnels(connection);
  return tunnels.length === 0
    ? strange(connection)
    : statusOfTunnels(invoke, call, { ...connection, RegionId }, tunnels);
};

/** Reads one tunnel of a connection. Without its connection, or in it, it is `gone`; other failures reject. */
export const readTunnel = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  VpnConnectionId: string,
  TunnelId: string,
): Promise<StatusReading> =>
  orGone(call, RegionId, async () => {
    const connection = await invoke(DescribeVpnConnection, { RegionId, VpnConnectionId }, call);
    const { tunnels } = readTunnels(connection);
    if (tunnels.length === 0) return strange(connection);
    const meant = tunnels.filter((tunnel) => tunnel.TunnelId === TunnelId);
    return meant.length === 0
      ? gone(call, RegionId)
      : statusOfTunnels(invoke, call, { ...connection, RegionId }, meant);
  });

/** An SSL server has no status of its own: it exists, and is as ready as its gateway. */
const readServer = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  SslVpnServerId: string,
): Promise<StatusReading> => {
  const quiet = { ...call, progress: () => {} };
  const { rows, unread } = await readRows(invoke, DescribeSslVpnServers, { RegionId, SslVpnServerId }, quiet);
  const server = rows.find((one) => one.SslVpnServerId === SslVpnServerId);
  if (!server) return unread ? { Status: 'unknown' } : gone(call, RegionId);
  return server.VpnGatewayId ? readGateway(invoke, call, RegionId, server.VpnGatewayId) : { Status: 'active' };
};

const ESTABLISHED = 'ipsec_sa_established';

const readers = { vpn: readGateway, vco: readConnection, vss: readServer } as const;
type Prefix = keyof typeof readers;
const prefixOf = (id: string): Prefix => (id.startsWith('vco-') ? 'vco' : id.startsWith('vss-') ? 'vss' : 'vpn');

const gatewayStatuses = ['init', 'provisioning', 'active', 'updating', 'deleting', GONE];
const connectionStatuses = [
  'ike_sa_not_established',
  'ike_sa_established',
  'ipsec_sa_not_established',
  'ipsec_sa_established',
  GONE,
];
const routeStatuses = ['active', 'standby', 'published', 'normal', GONE];

/** What can be waited for; all but routes by the beginning of their IDs. */
export type Waitable = Prefix | 'tun' | 'route';

/** Whether a text looks like the ID of something that has a status of its own. */
export const isOwnId = (text: string): boolean => /^(vpn|vco|vss)-[^\s:]+$/.test(text);

/** Whether a text looks like the ID of a tunnel, which is read through its connection. */
export const isTunnelId = (text: string): boolean => /^tun-[^\s:]+$/.test(text);

/** What a text stands for by its looks; undefined for what may be a name. */
export const kindOf = (text: string): Waitable | undefined =>
  text.includes(':') ? 'route' : isTunnelId(text) ? 'tun' : isOwnId(text) ? prefixOf(text) : undefined;

const isTunnel = (kind: Waitable): boolean => kind === 'vco' || kind === 'tun';

/** The statuses that a thing can reach; waiting for another one would never end. */
export const statusesFor = (kind: Waitable): readonly string[] =>
  kind === 'route' ? routeStatuses : isTunnel(kind) ? connectionStatuses : gatewayStatuses;

/** The status to wait for by default. */
export const usualStatus = (kind: Waitable): string => (isTunnel(kind) ? ESTABLISHED : 'active');

const listOf: Readonly<Record<Prefix, { kind: Kind; ids: (region: RegionInventory) => readonly unknown[] }>> = {
  vpn: { kind: 'gateways', ids: ({ gateways }) => gateways.map((one) => one.VpnGatewayId) },
  vco: { kind: 'connections', ids: ({ connections }) => connections.map((one) => one.VpnConnectionId) },
  vss: { kind: 'sslServers', ids: ({ sslServers }) => sslServers.map((one) => one.SslVpnServerId) },
};

/** The region of a resource that the default region does not have; or why none is known. */
const findRegion = async (invoke: Invoke, call: Call, id: string): Promise<string | LocalizedText> => {
  const { kind, ids } = listOf[prefixOf(id)];
  try {
    const { regions, unseen } = await readInventory(invoke, call, { kinds: [kind] });
    const home = regions.find((region) => ids(region).includes(id));
    const names = regions.map(({ RegionId }) => RegionId);
    return home?.RegionId ?? (unseen.length > 0 ? absent(never.unread) : nowhereIn(names));
  } catch (error) {
    // A caller who may read one resource but no list can still wait until it is gone.
    if (call.signal.aborted || !isKnownProblem(error)) throw error;
    return absent(never.unread);
  }
};

const orGone = async (
  call: Call,
  RegionId: string | undefined,
  read: () => Promise<StatusReading>,
): Promise<StatusReading> => {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CloudError && isAbsence(error.failure)) return gone(call, RegionId);
    throw error;
  }
};

/** Reads a gateway, connection or SSL server once. A missing one is `gone`; other failures reject. */
export const readStatus = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  id: string,
): Promise<StatusReading> => orGone(call, RegionId, () => readers[prefixOf(id)](invoke, call, RegionId, id));

/**
 * The first reading: if the default region does not have the resource, all regions are asked. `home` is the region for
 * the readings after it.
 */
export const firstStatus = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  id: string,
): Promise<{ readonly seen: StatusReading; readonly home: string | undefined }> => {
  const seen = await readStatus(invoke, call, RegionId, id);
  if (seen.Status !== GONE || RegionId !== undefined) return { seen, home: RegionId };
  const found = await findRegion(invoke, call, id);
  if (typeof found !== 'string') return { seen: { ...seen, never: found }, home: undefined };
  return { seen: await readStatus(invoke, call, found, id), home: found };
};
