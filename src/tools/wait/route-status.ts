import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { filled } from '../../catalogue/pages.ts';
import { isSame } from '../../network/cidr.ts';
import { type Route, routeFromRow } from '../../network/routes.ts';
import { readRows } from '../every-page.ts';
import { type RouteReference, routeId } from '../inventory/route-id.ts';
import { busyOf, GONE, type StatusReading } from './read-status.ts';

const never = {
  none: {
    en: '{gateway} has no such route, and nothing is changing there',
    zh: '{gateway} 没有该路由，且没有变更正在进行',
  },
  several: { en: 'it fits {routes}: name one of them', zh: '它匹配 {routes}：请指定其中一个' },
} satisfies Record<string, LocalizedText>;

/** As many as are named; more are a mistake that a few show as well. */
const MOST_NAMED = 5;

const isMeant = (route: Route, { NextHop, RouteSource, RouteDest }: RouteReference): boolean =>
  isSame(route.RouteDest, RouteDest) &&
  (NextHop === undefined || route.NextHop === NextHop) &&
  (RouteSource === undefined || isSame(route.RouteSource ?? '', RouteSource));

/** An active entry carries the traffic, a standby one does not; either may be in the VPC's table as well. */
const statusOf = ({ Weight, State }: Route): Pick<StatusReading, 'Status' | 'also'> => ({
  Status: Weight === 100 ? 'active' : 'standby',
  also: [State],
});

/**
 * Reads one entry of a route table, of the one for policy routes where a source is named. The gateway is read first: a
 * change that ended before shows in the table. Rejects as `invoke` does.
 */
export const readRoute = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  reference: RouteReference,
): Promise<StatusReading> => {
  const input = { RegionId, VpnGatewayId: reference.gateway };
  const gateway = await invoke(DescribeVpnGateway, input, call);
  const isPolicy = reference.RouteSource !== undefined;
  const quiet = { ...call, progress: () => {} };
  const { rows, unread } = isPolicy
    ? await readRows(invoke, DescribeVpnPbrRouteEntries, input, quiet)
    : await readRows(invoke, DescribeVpnRouteEntries, input, quiet);
  if (unread) return { Status: 'unknown' };
  const { busy } = busyOf({ ...gateway, VpnGatewayId: reference.gateway });
  const found = rows.map((row) => routeFromRow(isPolicy ? 'pbr' : 'dbr', row)).filter((one) => isMeant(one, reference));
  const [route, ...others] = found;
  if (!route)
    return { Status: GONE, ...(busy ? { busy } : { never: filled(never.none, { gateway: reference.gateway }) }) };
  if (others.length === 0) return { ...statusOf(route), ...(busy && { busy }) };
  const routes = found.slice(0, MOST_NAMED).map((one) => routeId({ ...one, VpnGatewayId: reference.gateway }));
  return { Status: 'several entries', never: filled(never.several, { routes: routes.join(', ') }) };
};
