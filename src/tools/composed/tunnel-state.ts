import type { Connection, Gateway, RegionEstate } from './estate.ts';

/** How a thing is doing, worst first: the order in which screens show it. */
export const HEALTHS = ['down', 'degraded', 'changing', 'unknown', 'up'] as const;
export type Health = (typeof HEALTHS)[number];

/** A tunnel is up only with both phases up; a failing health check means that it may carry nothing. */
export const healthOfConnection = ({ Status, VcoHealthCheck }: Connection): Health => {
  if (Status === undefined) return 'unknown';
  if (Status !== 'ipsec_sa_established') return 'down';
  const watched = VcoHealthCheck?.Enable?.toLowerCase() === 'true';
  return watched && VcoHealthCheck?.Status === 'failed' ? 'degraded' : 'up';
};

export const healthOfGateway = ({ Status, BusinessStatus }: Gateway): Health => {
  if (BusinessStatus === 'FinancialLocked') return 'down';
  if (Status === undefined) return 'unknown';
  return Status === 'active' ? 'up' : 'changing';
};

export const worse = (a: Health, b: Health): number => HEALTHS.indexOf(a) - HEALTHS.indexOf(b);

export const tunnelsOf = (region: RegionEstate, gatewayId: string | undefined): readonly Connection[] =>
  region.connections.filter(({ VpnGatewayId }) => VpnGatewayId === gatewayId);

/** `2 up, 1 down`, worst first, what is zero left out. */
export const tally = (healths: readonly Health[]): string =>
  HEALTHS.map((health) => [health, healths.filter((one) => one === health).length] as const)
    .filter(([, count]) => count > 0)
    .map(([health, count]) => `${count} ${health}`)
    .join(', ');
