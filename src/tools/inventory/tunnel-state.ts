import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { readTunnels } from '../../network/tunnels.ts';
import type { Connection, Gateway, RegionInventory } from './inventory.ts';
import { rowsBy } from './rows-by.ts';

/** Health of a resource, worst first: the order in which screens show it. */
export const HEALTHS = ['down', 'degraded', 'changing', 'unknown', 'up'] as const;
export type Health = (typeof HEALTHS)[number];

const DOWN: ReadonlySet<string | undefined> = new Set([
  'ike_sa_not_established',
  'ike_sa_established',
  'ipsec_sa_not_established',
]);

/**
 * A tunnel is up only with both phases up; a failing health check means that it may carry nothing. A status that the API
 * does not document says neither up nor down.
 */
export const healthOfTunnel = ({ Status, VcoHealthCheck }: Connection): Health => {
  if (DOWN.has(Status)) return 'down';
  if (Status !== 'ipsec_sa_established') return 'unknown';
  const isChecked = VcoHealthCheck?.Enable?.toLowerCase() === 'true';
  return isChecked && VcoHealthCheck?.Status === 'failed' ? 'degraded' : 'up';
};

/** The health of each tunnel of a connection; none where they are not understood. */
const healthsIn = (connection: Connection): readonly Health[] =>
  readTunnels(connection).tunnels.map((tunnel) => healthOfTunnel(tunnel.connection));

/** With one of two tunnels down a connection is degraded, with both it is down; without any that is understood, unknown. */
export const healthOfConnection = (connection: Connection): Health => {
  const [worst = 'unknown', ...others] = [...healthsIn(connection)].sort(worse);
  return worst === 'down' && others.some((one) => one !== 'down') ? 'degraded' : worst;
};

/** Whether traffic gets through, by either tunnel; undefined where that is not known. */
export const isCarrying = (connection: Connection): boolean | undefined => {
  const healths = healthsIn(connection);
  if (healths.includes('up')) return true;
  return healths.length === 0 || healths.includes('unknown') ? undefined : false;
};

export const healthOfGateway = ({ Status, BusinessStatus }: Gateway): Health => {
  if (BusinessStatus === 'FinancialLocked') return 'down';
  if (Status === undefined) return 'unknown';
  return Status === 'active' ? 'up' : 'changing';
};

export const worse = (a: Health, b: Health): number => HEALTHS.indexOf(a) - HEALTHS.indexOf(b);

export const tunnelsOf = (region: RegionInventory, gatewayId: string | undefined): readonly Connection[] =>
  rowsBy(region.connections, 'VpnGatewayId', gatewayId);

/** Health of a gateway with its tunnels: a tunnel that is down degrades it. All screens show this one. */
export const healthAt = (region: RegionInventory, gateway: Gateway): Health => {
  const tunnels = tunnelsOf(region, gateway.VpnGatewayId).map(healthOfConnection);
  const effects = tunnels.map((health) => (health === 'down' ? 'degraded' : health));
  return [healthOfGateway(gateway), ...effects].sort(worse)[0] ?? 'unknown';
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
