import type { Action, Input, Output } from '../../catalogue/action.ts';
import { DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import type { ListRead } from '../../catalogue/pages.ts';
import type { RowOf } from '../../catalogue/schema/list-replies.ts';
import { isKnownProblem } from '../../errors.ts';
import { isAnnounced, type Route, routeFromRow } from '../../network/routes.ts';
import { refuse } from '../change/refuse.ts';
import { readRows } from '../every-page.ts';
import { labelOf } from '../inventory/connection-words.ts';
import { search } from '../inventory/find-resource.ts';
import type { Connection } from '../inventory/inventory.ts';
import { fitting, isExact } from '../inventory/name-match.ts';

const MOST_NAMED = 10;

/** A list, or why it is not known to be whole. What fails is no reason to guess. */
const rowsOf = async <A extends Action>(
  invoke: Invoke,
  action: A,
  input: Input<A>,
  call: Call,
): Promise<ListRead<RowOf<A>>> => {
  try {
    return await readRows(invoke, action, input, call);
  } catch (error) {
    if (call.signal.aborted || !isKnownProblem(error)) throw error;
    return { rows: [], unread: { en: error.code, zh: error.code } };
  }
};

/** A gateway with its tunnels and its tables. */
export interface Ground {
  readonly RegionId: string;
  readonly VpnGatewayId: string;
  readonly gateway: Output<typeof DescribeVpnGateway>;
  readonly connections: readonly Connection[];
  readonly routes: readonly Route[];
  /** What could not be read, as a name of it and why. */
  readonly unread: readonly { readonly what: string; readonly why: string }[];
}

type Table = Pick<Ground, 'routes' | 'unread'>;

/** Both tables. Those that BGP has brought are on the public cloud a list of their own. */
export const readTables = async (
  { RegionId, VpnGatewayId }: Pick<Ground, 'RegionId' | 'VpnGatewayId'>,
  call: Call,
  invoke: Invoke,
): Promise<Table> => {
  const input = { RegionId, VpnGatewayId };
  const [own, learned, policies] = await Promise.all([
    rowsOf(invoke, DescribeVpnRouteEntries, input, call),
    call.platform === 'public'
      ? rowsOf(invoke, DescribeVpnRouteEntries, { ...input, RouteEntryType: 'bgp' as const }, call)
      : { rows: [], unread: undefined },
    rowsOf(invoke, DescribeVpnPbrRouteEntries, input, call),
  ]);
  if (own.unread)
    refuse(
      `The destination routes of ${VpnGatewayId} could not be read whole (${own.unread.en}): what is not known is not switched.`,
      'Repeat the call when DescribeVpnRouteEntries can be read.',
    );
  const unreadOf = (what: string, unread: LocalizedText | undefined) => (unread ? [{ what, why: unread.en }] : []);
  const learnedRows = learned.rows.filter((row) => row.RouteEntryType === 'bgp' && !isAnnounced(row));
  return {
    routes: [
      ...own.rows.filter((row) => row.RouteEntryType !== 'bgp').map((row) => routeFromRow('dbr', row)),
      ...learnedRows.map((row) => routeFromRow('dbr', row)),
      ...policies.rows.map((row) => routeFromRow('pbr', row)),
    ],
    unread: [...unreadOf('BGP', learned.unread), ...unreadOf('DescribeVpnPbrRouteEntries', policies.unread)],
  };
};

const namedOne = (asked: string, found: readonly Connection[]): never =>
  refuse(
    found.length === 0
      ? `“${asked}” is no IPsec connection that was found.`
      : `“${asked}” is not the ID or the whole name of exactly one IPsec connection; it may mean ${found.slice(0, MOST_NAMED).map(labelOf).join(', ')}.`,
    found.length === 0
      ? 'Look for it with FindResource; then call again with its ID.'
      : 'Ask which one is meant, then call again with its ID.',
  );

/** The connection to which traffic is to go, and its region. */
const findTarget = async (asked: string, RegionId: string | undefined, call: Call, invoke: Invoke) => {
  const { found } = await search(invoke, call, RegionId, asked, ['connections']);
  const connections = found.filter(({ Id }) => Id.startsWith('vco-'));
  const [one, ...others] = connections;
  if (one && others.length === 0 && isExact(one.Match)) return one;
  return namedOne(
    asked,
    connections.map(({ Id, Name }) => ({ VpnConnectionId: Id, ...(Name && { Name }) })),
  );
};

/** One of the gateway's connections, by its ID or its whole name. */
export const findOn = ({ connections, VpnGatewayId }: Ground, asked: string): Connection => {
  const found = fitting(connections, asked, ({ VpnConnectionId: Id, Name }) => [{ Id, Name }]);
  const [one, ...others] = found;
  if (one && others.length === 0 && isExact(one.Match)) return one.thing;
  if (found.length > 0)
    return namedOne(
      asked,
      found.map(({ thing }) => thing),
    );
  return refuse(
    `“${asked}” is no IPsec connection of ${VpnGatewayId}: traffic can be switched between tunnels of one gateway only.`,
    `Name one of ${connections.slice(0, MOST_NAMED).map(labelOf).join(', ')}.`,
  );
};

/** Everything around the tunnel that traffic is to go to. Refused where that is not known. */
export const readGround = async (
  asked: string,
  RegionId: string | undefined,
  call: Call,
  invoke: Invoke,
): Promise<{ readonly ground: Ground; readonly to: Connection }> => {
  const target = await findTarget(asked, RegionId, call, invoke);
  const region = { RegionId: target.RegionId };
  const own = await rowsOf(invoke, DescribeVpnConnections, { ...region, VpnConnectionId: target.Id }, call);
  const to = own.rows.find(({ VpnConnectionId }) => VpnConnectionId === target.Id);
  const VpnGatewayId = to?.VpnGatewayId;
  if (!to || !VpnGatewayId)
    return refuse(
      `${target.Id} hangs on no VPN gateway that can be seen: its routes are not those of a VPN gateway.`,
      'Name a connection of a VPN gateway.',
    );
  const [gateway, connections, tables] = await Promise.all([
    invoke(DescribeVpnGateway, { ...region, VpnGatewayId }, call),
    rowsOf(invoke, DescribeVpnConnections, { ...region, VpnGatewayId }, call),
    readTables({ ...region, VpnGatewayId }, call, invoke),
  ]);
  const unread = connections.unread ? [{ what: 'DescribeVpnConnections', why: connections.unread.en }] : [];
  return {
    to,
    ground: {
      ...{ ...region, VpnGatewayId, gateway, connections: connections.rows.length > 0 ? connections.rows : [to] },
      ...{ routes: tables.routes, unread: [...tables.unread, ...unread] },
    },
  };
};
