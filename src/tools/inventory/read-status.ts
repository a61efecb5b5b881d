import { DescribeSslVpnServers } from '../../catalogue/actions/ssl-server.ts';
import { DescribeVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { CloudError, isKnownProblem } from '../../errors.ts';
import { readRows } from '../every-page.ts';
import { type Kind, type RegionInventory, readInventory } from './inventory.ts';

/** The status of a resource that does not exist. */
export const GONE = 'gone';

/** One reading of a status. `never` says why waiting cannot bring the wanted status. */
export interface StatusReading {
  readonly Status: string;
  readonly never?: LocalizedText;
}

const never = {
  locked: { en: 'the gateway is locked for an unpaid bill', zh: '网关因欠费被锁定' },
  deleting: { en: 'the gateway is being deleted', zh: '网关正在被删除' },
  gone: { en: 'it does not exist (any more)', zh: '该资源不存在（或已被删除）' },
  nowhere: {
    en: 'no region has it; check the ID, FindResource looks by name too',
    zh: '所有地域中都没有它；请核对 ID，也可用 FindResource 按名称查找',
  },
  unread: { en: 'it is in none of the regions that could be read', zh: '在可读取的地域中都没有它' },
  noIpsec: { en: 'its gateway has IPsec switched off', zh: '其网关未开启 IPsec' },
} satisfies Record<string, LocalizedText>;

const isMissing = (error: unknown): boolean =>
  error instanceof CloudError && (error.failure.HttpStatus === 404 || /NotFound/.test(error.code));

const readGateway = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  VpnGatewayId: string,
): Promise<StatusReading> => {
  const gateway = await invoke(DescribeVpnGateway, { RegionId, VpnGatewayId }, call);
  const Status = gateway.Status ?? 'unknown';
  if (gateway.BusinessStatus === 'FinancialLocked') return { Status, never: never.locked };
  return Status.toLowerCase() === 'deleting' ? { Status, never: never.deleting } : { Status };
};

const readConnection = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  VpnConnectionId: string,
): Promise<StatusReading> => {
  const connection = await invoke(DescribeVpnConnection, { RegionId, VpnConnectionId }, call);
  const Status = connection.Status ?? 'unknown';
  const { VpnGatewayId } = connection;
  if (Status === 'ipsec_sa_established' || !VpnGatewayId) return { Status };
  const gateway = await invoke(DescribeVpnGateway, { RegionId, VpnGatewayId }, call);
  if (gateway.BusinessStatus === 'FinancialLocked') return { Status, never: never.locked };
  return gateway.IpsecVpn === 'disable' ? { Status, never: never.noIpsec } : { Status };
};

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
  if (!server) return unread ? { Status: 'unknown' } : { Status: GONE, never: never.gone };
  return server.VpnGatewayId ? readGateway(invoke, call, RegionId, server.VpnGatewayId) : { Status: 'active' };
};

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
/** The statuses that a resource can reach; waiting for another one would never end. */
export const statusesFor = (id: string): readonly string[] =>
  prefixOf(id) === 'vco' ? connectionStatuses : gatewayStatuses;

/** The status to wait for by default. */
export const usualStatus = (id: string): string => (prefixOf(id) === 'vco' ? 'ipsec_sa_established' : 'active');

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
    return home?.RegionId ?? (unseen.length > 0 ? never.unread : never.nowhere);
  } catch (error) {
    // A caller who may read one resource but no list can still wait until it is gone.
    if (call.signal.aborted || !isKnownProblem(error)) throw error;
    return never.unread;
  }
};

/** Reads a gateway, connection or SSL server once. A missing one is `gone`; other failures reject. */
export const readStatus = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  id: string,
): Promise<StatusReading> => {
  try {
    return await readers[prefixOf(id)](invoke, call, RegionId, id);
  } catch (error) {
    if (isMissing(error)) return { Status: GONE, never: never.gone };
    throw error;
  }
};

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
