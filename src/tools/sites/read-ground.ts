import type { Action, Input } from '../../catalogue/action.ts';
import { DescribeCustomerGateways } from '../../catalogue/actions/customer-gateway.ts';
import { DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateways } from '../../catalogue/actions/vpn-gateway.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import type { SummaryLine } from '../../catalogue/message.ts';
import { readTunnels } from '../../network/tunnels.ts';
import { openIn } from '../change/open-changes.ts';
import { refuse } from '../change/refuse.ts';
import { type Connection, notSeen, type RegionInventory, readInventory } from '../inventory/inventory.ts';
import { healthOfConnection, isHealthChecked } from '../inventory/tunnel-state.ts';

/** What is so in the region of a site, and what of it a person has to know was not read. */
export interface Ground {
  readonly region: RegionInventory;
  readonly unread: readonly SummaryLine[];
}

/** A step; the types of its action and its input belong together. */
export const step = <A extends Action>(action: A, input: Input<A>, hold?: Step['hold']): Step => ({
  action,
  input: { ...Object(input) },
  ...(hold && { hold }),
});

/** What is there already is known by these; without one of them it might be made twice, or be cut off. */
const NEEDED: readonly string[] = [
  DescribeVpnGateways.name,
  DescribeCustomerGateways.name,
  DescribeVpnConnections.name,
  DescribeVpnRouteEntries.name,
  DescribeVpnPbrRouteEntries.name,
];

const unreadText = {
  en: 'NOT read, so nothing is known of it: {action} ({reason}).',
  zh: '未读取，情况不明：{action}（{reason}）。',
};

/** Reads a region as a whole: gateways, tunnels, routes, servers. Refuses where what is there cannot be known. */
export const readGround = async (invoke: Invoke, call: Call, asked: string | undefined): Promise<Ground> => {
  const RegionId = asked ?? (await call.region?.());
  if (RegionId === undefined) return refuse('No region is set for this server.', 'Name RegionId.');
  const inventory = await readInventory(invoke, call, {
    RegionId,
    kinds: ['gateways', 'customerGateways', 'connections', 'routes', 'sslServers'],
  });
  const [region] = inventory.regions;
  const unseen = notSeen(inventory);
  const missing = unseen.find(({ Action: name }) => NEEDED.includes(name));
  if (missing || !region)
    return refuse(
      `${missing?.Action ?? 'The region'} could not be read whole (${missing?.Reason ?? RegionId}), and without it nobody knows what is there already.`,
      'Repeat the call when it can be read again; if it is forbidden, ask for that permission.',
    );
  const unread = unseen.map(({ Action: action, Reason: reason }) => ({
    text: unreadText,
    values: { action, reason },
  }));
  return { region, unread };
};

/** The customer gateways at the other ends of a connection, one for each tunnel. */
export const peersOf = (connection: Connection): readonly string[] =>
  readTunnels(connection).tunnels.flatMap(({ connection: { CustomerGatewayId } }) => CustomerGatewayId || []);

/** The status of each tunnel. */
export const statusesOf = (connection: Connection): readonly string[] =>
  readTunnels(connection).tunnels.map(({ connection: { Status } }) => Status ?? 'unknown');

/** Whether all tunnels are up, and none is known to carry nothing. */
export const isUp = (connection: Connection): boolean => healthOfConnection(connection) === 'up';

/** How a connection stands, in words. */
export const standingOf = (connection: Connection): string => {
  const status = isHealthChecked(connection) ? connection.VcoHealthCheck?.Status : undefined;
  const check = status ? `, health check ${status}` : '';
  return `${statusesOf(connection).join(' and ') || 'status unknown'}${check}`;
};

const openText = {
  en: 'NOT known: what became of {action} of {time}, sent through this server: its outcome is {result}.',
  zh: '未知：通过本服务于 {time} 发送的 {action} 的结果（{result}）。',
};

/** Changes of these things that were sent through this server and of which nobody knows what became. */
export const doubtsOf = async (call: Call, ids: readonly string[]): Promise<readonly SummaryLine[]> =>
  openIn(await call.history(ids)).map(({ action, atMs, result }) => ({
    text: openText,
    values: { action, time: new Date(atMs).toISOString(), result },
  }));
