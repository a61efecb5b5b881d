import { isOwnTunnel, readTunnels, type Tunnel } from '../../network/tunnels.ts';
import type { Connection } from '../inventory/inventory.ts';
import { tunnelPhaseOf } from './tunnel-facts.ts';

/** Whether a connection has tunnels apart from itself, understood or not. */
export const hasTunnels = (row: Connection): boolean => !isOwnTunnel(row);

/** The furthest that any tunnel got; undefined where one that is not known may be up. */
const statusOf = (rows: readonly Connection[]): string | undefined => {
  const at = (phase: ReturnType<typeof tunnelPhaseOf>) => rows.find((row) => tunnelPhaseOf(row) === phase)?.Status;
  if (rows.length === 0) return undefined;
  const up = at('up');
  if (up !== undefined || rows.some((row) => tunnelPhaseOf(row) === 'unknown')) return up;
  return at('phase-2') ?? at('phase-1');
};

/**
 * A connection as a whole: it carries what any of its tunnels carries. What a reply says beside the tunnels is none of
 * theirs and left out; a connection that is its own tunnel stays as it is.
 */
export const asWhole = (row: Connection): Connection => {
  if (!hasTunnels(row)) return row;
  const { Status: _s, CustomerGatewayId: _c, IkeConfig: _i, IpsecConfig: _p, ...some } = row;
  const { InternetIp: _a, VpnBgpConfig: _b, VcoHealthCheck: _h, ...rest } = some;
  const Status = statusOf(readTunnels(row).tunnels.map(({ connection }) => connection));
  return { ...rest, ...(Status !== undefined && { Status }) };
};

/** A tunnel as a row that names it. */
export const namedRow = ({ connection, TunnelId }: Tunnel<Connection>): Connection => ({
  ...connection,
  ...(TunnelId && { TunnelId }),
});

/** Every tunnel of a connection as a row that names it: a connection that is its own tunnel is its own row. */
export const tunnelRows = (row: Connection): readonly Connection[] =>
  hasTunnels(row) ? readTunnels(row).tunnels.map(namedRow) : [row];
