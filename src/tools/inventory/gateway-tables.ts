import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import { isKnownProblem } from '../../errors.ts';
import { routeFromRow } from '../../network/routes.ts';
import { readRows } from '../every-page.ts';
import type { OwnedRoute } from './inventory.ts';

/** Both tables of a gateway. `why`: they are not known to be whole, and no row is given of the one that is not. */
export interface Tables {
  readonly routes: readonly OwnedRoute[];
  readonly why?: string;
}

/** Reads both tables of a gateway; rejects as `invoke` does. */
export const readTables = async (
  invoke: Invoke,
  call: Call,
  RegionId: string,
  VpnGatewayId: string,
): Promise<Tables> => {
  const input = { RegionId, VpnGatewayId };
  const quiet = { ...call, progress: () => {} };
  const [dbr, pbr] = await Promise.all([
    readRows(invoke, DescribeVpnRouteEntries, input, quiet),
    readRows(invoke, DescribeVpnPbrRouteEntries, input, quiet),
  ]);
  const why = dbr.unread ?? pbr.unread;
  return {
    routes: [
      ...dbr.rows.map((row) => ({ ...routeFromRow('dbr', row), VpnGatewayId })),
      ...pbr.rows.map((row) => ({ ...routeFromRow('pbr', row), VpnGatewayId })),
    ],
    ...(why && { why: why.en }),
  };
};

/** A connection of a gateway, that is to be deleted. */
interface Leaving {
  readonly RegionId: string;
  readonly VpnGatewayId: string;
  readonly VpnConnectionId: string;
}

/** A connection goes only once no route leads into it: one that somebody added meanwhile would hold its traffic. */
export const unlessRouted =
  ({ RegionId, VpnGatewayId, VpnConnectionId: id }: Leaving, call: Call, invoke: Invoke): NonNullable<Step['hold']> =>
  async (signal) => {
    const notKnown = (why: string): string => `Whether a route still leads to ${id} could not be read (${why}).`;
    try {
      const { routes, why } = await readTables(invoke, { ...call, signal }, RegionId, VpnGatewayId);
      if (why !== undefined) return notKnown(why);
      const through = routes.filter(({ NextHop, isLearned }) => NextHop === id && !isLearned);
      if (through.length === 0) return undefined;
      return `${through.map(({ RouteDest }) => RouteDest).join(', ')} still leads to ${id}: somebody has added a route since the plan was made. Ask whose it is, then repeat this call.`;
    } catch (error) {
      if (signal.aborted || !isKnownProblem(error)) throw error;
      return notKnown(error.code);
    }
  };
