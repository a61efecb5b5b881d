import type { Fields, Input } from '../../catalogue/action.ts';
import { CreateCustomerGateway, type DeleteCustomerGateway } from '../../catalogue/actions/customer-gateway.ts';
import { CreateVpnGateway, type DeleteVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import {
  called,
  foundIn,
  gatewayWarnings,
  type Impact,
  impactOf,
  targetOf,
  unreadParts,
  withoutTarget,
} from '../plan/impact.ts';
import { type Gateway, type LiveState, listOf } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { undoCall } from '../plan/undo.ts';
import { type Message, message, someOf } from '../text/message.ts';

interface Dependents {
  readonly connections: readonly string[];
  readonly servers: readonly string[];
  readonly routes: number;
}

const dependentNotes = (dependents: Dependents, gateway: Gateway): readonly Message[] => [
  ...(dependents.connections.length > 0
    ? [
        message(planMessages.gatewayConnections, {
          count: dependents.connections.length,
          names: someOf(dependents.connections),
        }),
      ]
    : []),
  ...(dependents.servers.length > 0
    ? [message(planMessages.gatewayServers, { count: dependents.servers.length, names: someOf(dependents.servers) })]
    : []),
  ...(dependents.routes > 0 ? [message(planMessages.gatewayRoutes, { count: dependents.routes })] : []),
  ...(gateway.InternetIp ? [message(planMessages.gatewayAddress, { ip: gateway.InternetIp })] : []),
];

/** Why the cloud will not delete a gateway: something depends on it. */
const dependentRefusal = ({ connections, servers }: Dependents): Message | undefined =>
  connections.length + servers.length > 0
    ? message(planMessages.emptyFirst, { names: someOf([...connections, ...servers]) })
    : undefined;

const DAY_MS = 86_400_000;

/** Paid for in advance (ForbiddenRelease): near its end only the cloud's clock counts, which may differ from ours. */
const prepaidNotes = (gateway: Gateway, now: number): Pick<Impact, 'warnings' | 'refusal'> => {
  const until = gateway.EndTime ?? 0;
  if (gateway.ChargeType !== 'Prepay' || until <= now - DAY_MS) return { warnings: [] };
  const iso = new Date(until).toISOString();
  return until > now + DAY_MS
    ? { warnings: [], refusal: message(planMessages.prepaid, { date: iso.slice(0, 10) }) }
    : { warnings: [message(planMessages.prepaidSoon, { date: iso })] };
};

/** What is needed to order the gateway again, as CreateVpnGateway names it; a reply has `100M` for its 100. */
const orderAgain = (live: Gateway): Fields => {
  const isOn = (value: string | undefined): boolean => value === 'enable';
  return {
    VpcId: live.VpcId,
    VSwitchId: live.VSwitchId,
    Name: live.Name,
    Bandwidth: Number.parseInt(live.Spec ?? '', 10) || live.Spec,
    EnableIpsec: isOn(live.IpsecVpn),
    EnableSsl: isOn(live.SslVpn),
    ...(isOn(live.SslVpn) && { SslConnections: live.SslMaxConnections }),
  };
};

/** Deleting a gateway: everything on it has to be gone first, and its address is lost. */
export const assessGatewayDeletion =
  (now: () => number) =>
  async (input: Input<typeof DeleteVpnGateway>, liveState: LiveState): Promise<Impact> => {
    const id = input.VpnGatewayId;
    const [seen, connections, servers, routes] = await Promise.all([
      liveState.gateway(id),
      liveState.connectionsOf({ VpnGatewayId: id }),
      liveState.sslServersOf(id),
      liveState.routes(id),
    ]);
    const live = foundIn(seen);
    if (!live) return { ...withoutTarget(kindNames.gateway, id, input.RegionId, seen), gatewayId: id };
    const dependents: Dependents = {
      connections: listOf(connections).map((row) => called(row.VpnConnectionId ?? '', row.Name)),
      servers: listOf(servers).map((row) => called(row.SslVpnServerId ?? '', row.Name)),
      routes: listOf(routes).length,
    };
    const prepaid = prepaidNotes(live, now());
    const refusal = dependentRefusal(dependents) ?? prepaid.refusal;
    return impactOf(targetOf(id, live.Name), {
      gatewayId: id,
      changes: [{ Field: 'VpnGatewayId', Before: id, After: null }],
      affected: [
        ...dependentNotes(dependents, live),
        ...unreadParts([
          [kindNames.connections, connections],
          [kindNames.servers, servers],
          [kindNames.routes, routes],
        ]),
      ],
      warnings: [...gatewayWarnings(seen, 'lets pass').warnings, ...prepaid.warnings],
      undo: undoCall(planMessages.undoNewId, CreateVpnGateway, orderAgain(live)),
      // It takes minutes, and asking again changes nothing.
      unchanged: live.Status === 'deleting',
      state: {
        settings: [
          live.Name ?? '',
          live.VpcId ?? '',
          live.InternetIp ?? '',
          [...dependents.connections].sort(),
          [...dependents.servers].sort(),
        ],
        health: dependents.routes,
      },
      ...(refusal && { refusal }),
    });
  };

/** Deleting a customer gateway: the cloud refuses while a connection uses it. */
export const assessCustomerGatewayDeletion = async (
  input: Input<typeof DeleteCustomerGateway>,
  liveState: LiveState,
): Promise<Impact> => {
  const id = input.CustomerGatewayId;
  const [seen, connections] = await Promise.all([
    liveState.customerGateway(id),
    liveState.connectionsOf({ CustomerGatewayId: id }),
  ]);
  const live = foundIn(seen);
  if (!live) return withoutTarget(kindNames.customerGateway, id, input.RegionId, seen);
  const users = listOf(connections).map((row) => called(row.VpnConnectionId ?? '', row.Name));
  const { IpAddress, Name, Description } = live;
  return impactOf(targetOf(id, live.Name), {
    changes: [{ Field: 'CustomerGatewayId', Before: id, After: null }],
    affected: unreadParts([[kindNames.connections, connections]]),
    undo: undoCall(planMessages.undoNewId, CreateCustomerGateway, { IpAddress, Name, Description }),
    state: { settings: [live.Name ?? '', live.IpAddress ?? '', [...users].sort()], health: null },
    ...(users.length > 0 && { refusal: message(planMessages.customerUsed, { names: someOf(users) }) }),
  });
};
