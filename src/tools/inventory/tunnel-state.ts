import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { readTunnels } from '../../network/tunnels.ts';
import { type Connection, type Gateway, type Inventory, type RegionInventory, wasRead } from './inventory.ts';
import { rowsBy } from './rows-by.ts';

/** Health of a resource, worst first: the order in which screens show it. */
export const HEALTHS = ['down', 'degraded', 'changing', 'unknown', 'up'] as const;
export type Health = (typeof HEALTHS)[number];

const DOWN: ReadonlySet<string | undefined> = new Set([
  'ike_sa_not_established',
  'ike_sa_established',
  'ipsec_sa_not_established',
]);

/** Whether the cloud pings through a tunnel; sites write the flag in several ways. */
export const isHealthChecked = ({ VcoHealthCheck }: Pick<Connection, 'VcoHealthCheck'>): boolean =>
  VcoHealthCheck?.Enable?.toLowerCase() === 'true';

/** Whether traffic gets through one tunnel. A failing health check means that it may carry nothing. */
const isPassing = (tunnel: Connection): boolean | undefined => {
  if (DOWN.has(tunnel.Status)) return false;
  if (tunnel.Status !== 'ipsec_sa_established') return undefined;
  return !isHealthChecked(tunnel) || tunnel.VcoHealthCheck?.Status !== 'failed';
};

/** Whether BGP is wanted over a tunnel and is not there. */
export const isBgpDown = ({ EnableTunnelsBgp, VpnBgpConfig }: Connection): boolean =>
  EnableTunnelsBgp === true && VpnBgpConfig?.['BgpStatus'] === 'failed';

/**
 * A tunnel is up only with both phases up, and BGP where it has it. A status that the API does not document says neither
 * up nor down.
 */
export const healthOfTunnel = (tunnel: Connection): Health => {
  if (DOWN.has(tunnel.Status)) return 'down';
  const passes = isPassing(tunnel);
  if (passes === undefined) return 'unknown';
  return passes && !isBgpDown(tunnel) ? 'up' : 'degraded';
};

const known = new WeakMap<Connection, readonly Health[]>();

const healthsIn = (connection: Connection): readonly Health[] => {
  const healths = known.get(connection) ?? readTunnels(connection).tunnels.map((one) => healthOfTunnel(one.connection));
  known.set(connection, healths);
  return healths.length === 0 ? ['unknown'] : healths;
};

/** The health of each tunnel of some connections; a connection of which they are not understood counts as one. */
export const tunnelHealths = (connections: readonly Connection[]): readonly Health[] => connections.flatMap(healthsIn);

/** With one of two tunnels down a connection is degraded, with both it is down; without any that is understood, unknown. */
export const healthOfConnection = (connection: Connection): Health => {
  const [first = 'unknown', second = first] = healthsIn(connection);
  const worst = worse(first, second) < 0 ? first : second;
  return worst === 'down' && first !== second ? 'degraded' : worst;
};

/** Whether traffic gets through, by either tunnel; undefined where that is not known. */
export const isCarrying = (connection: Connection): boolean | undefined => {
  const passing = readTunnels(connection).tunnels.map((tunnel) => isPassing(tunnel.connection));
  if (passing.includes(true)) return true;
  return passing.length === 0 || passing.includes(undefined) ? undefined : false;
};

export const healthOfGateway = ({ Status, BusinessStatus }: Gateway): Health => {
  if (BusinessStatus === 'FinancialLocked') return 'down';
  if (Status === undefined) return 'unknown';
  return Status === 'active' ? 'up' : 'changing';
};

export const worse = (a: Health, b: Health): number => HEALTHS.indexOf(a) - HEALTHS.indexOf(b);

export const connectionsOf = (region: RegionInventory, gatewayId: string | undefined): readonly Connection[] =>
  rowsBy(region.connections, 'VpnGatewayId', gatewayId);

/**
 * Health of a gateway with its connections: one that is down degrades it, and with some that may not have been seen it is
 * not called up. All screens show this one.
 */
export const healthAt = (inventory: Pick<Inventory, 'unseen'>, region: RegionInventory, gateway: Gateway): Health => {
  const connections = connectionsOf(region, gateway.VpnGatewayId).map(healthOfConnection);
  const effects = connections.map((health) => (health === 'down' ? 'degraded' : health));
  const doubt: readonly Health[] = wasRead(inventory, region, 'DescribeVpnConnections') ? [] : ['unknown'];
  return [healthOfGateway(gateway), ...effects, ...doubt].sort(worse)[0] ?? 'unknown';
};

/** The customer gateways that tunnels lead to; undefined where the tunnels of a connection are not understood. */
export const usedPeers = (region: RegionInventory): ReadonlySet<string | undefined> | undefined => {
  const read = region.connections.map((connection) => readTunnels(connection).tunnels);
  if (read.some((tunnels) => tunnels.length === 0)) return undefined;
  return new Set(read.flatMap((tunnels) => tunnels.map(({ connection }) => connection.CustomerGatewayId)));
};

/** Counts by health. */
const countTexts: Readonly<Record<Health, LocalizedText>> = {
  down: { en: '{n} down', zh: '{n} 断开' },
  degraded: { en: '{n} degraded', zh: '{n} 异常' },
  changing: { en: '{n} changing', zh: '{n} 变更中' },
  unknown: { en: '{n} not known', zh: '{n} 未知' },
  up: { en: '{n} up', zh: '{n} 正常' },
};

/** `1 down, 2 up`, worst first, what is zero left out; empty for nothing at all. */
export const tally = (healths: readonly Health[], language: Language = 'en'): string =>
  HEALTHS.map((health) => [health, healths.filter((one) => one === health).length] as const)
    .filter(([, count]) => count > 0)
    .map(([health, n]) => format(countTexts[health], language, { n }))
    .join(language === 'zh' ? '，' : ', ');
