import type { Fields, Input } from '../../catalogue/action.ts';
import { CreateCustomerGateway, type DeleteCustomerGateway } from '../../catalogue/actions/customer-gateway.ts';
import { CreateVpnGateway, type DeleteVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import {
  called,
  foundIn,
  gatewayNotes,
  type Survey,
  surveyOf,
  targetOf,
  unreadParts,
  withoutTarget,
} from '../plan/impact.ts';
import { type Gateway, type Look, listOf } from '../plan/live-state.ts';
import { kindWords, planWords } from '../plan/messages.ts';
import { undoCall } from '../plan/undo.ts';
import { type Said, said, someOf } from '../text/message.ts';

interface Hanging {
  readonly connections: readonly string[];
  readonly servers: readonly string[];
  readonly routes: number;
}

const hangingNotes = (hanging: Hanging, gateway: Gateway): readonly Said[] => [
  ...(hanging.connections.length > 0
    ? [said(planWords.gatewayConnections, { count: hanging.connections.length, names: someOf(hanging.connections) })]
    : []),
  ...(hanging.servers.length > 0
    ? [said(planWords.gatewayServers, { count: hanging.servers.length, names: someOf(hanging.servers) })]
    : []),
  ...(hanging.routes > 0 ? [said(planWords.gatewayRoutes, { count: hanging.routes })] : []),
  ...(gateway.InternetIp ? [said(planWords.gatewayAddress, { ip: gateway.InternetIp })] : []),
];

/** Why the cloud will not delete a gateway: something hangs on it. */
const hangingRefusal = ({ connections, servers }: Hanging): Said | undefined =>
  connections.length + servers.length > 0
    ? said(planWords.emptyFirst, { names: someOf([...connections, ...servers]) })
    : undefined;

const DAY_MS = 86_400_000;

/** Paid for in advance (ForbiddenRelease): near its end only the cloud's clock can tell, which may differ from ours. */
const prepaidNotes = (gateway: Gateway, now: number): Pick<Survey, 'foreseen' | 'refusal'> => {
  const until = gateway.EndTime ?? 0;
  if (gateway.ChargeType !== 'Prepay' || until <= now - DAY_MS) return { foreseen: [] };
  const iso = new Date(until).toISOString();
  return until > now + DAY_MS
    ? { foreseen: [], refusal: said(planWords.prepaid, { date: iso.slice(0, 10) }) }
    : { foreseen: [said(planWords.prepaidSoon, { date: iso })] };
};

/** What is needed to order the gateway again, in the words of CreateVpnGateway; a reply has `100M` for its 100. */
const recipe = (live: Gateway): Fields => {
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

/** Deleting a gateway: everything that hangs on it has to be gone first, and its address is lost. */
export const surveyGatewayDeletion =
  (now: () => number) =>
  async (input: Input<typeof DeleteVpnGateway>, look: Look): Promise<Survey> => {
    const id = input.VpnGatewayId;
    const [seen, connections, servers, routes] = await Promise.all([
      look.gateway(id),
      look.connectionsOf({ VpnGatewayId: id }),
      look.sslServersOf(id),
      look.routes(id),
    ]);
    const live = foundIn(seen);
    if (!live) return { ...withoutTarget(kindWords.gateway, id, input.RegionId, seen), gatewayId: id };
    const hanging: Hanging = {
      connections: listOf(connections).map((row) => called(row.VpnConnectionId ?? '', row.Name)),
      servers: listOf(servers).map((row) => called(row.SslVpnServerId ?? '', row.Name)),
      routes: listOf(routes).length,
    };
    const prepaid = prepaidNotes(live, now());
    const refusal = hangingRefusal(hanging) ?? prepaid.refusal;
    return surveyOf(targetOf(id, live.Name), {
      gatewayId: id,
      changes: [{ Field: 'VpnGatewayId', Before: id, After: null }],
      blast: [
        ...hangingNotes(hanging, live),
        ...unreadParts([
          [kindWords.connections, connections],
          [kindWords.servers, servers],
          [kindWords.routes, routes],
        ]),
      ],
      foreseen: [...gatewayNotes(seen, 'lets pass').foreseen, ...prepaid.foreseen],
      undo: undoCall(planWords.undoNewId, CreateVpnGateway, recipe(live)),
      // It takes minutes, and asking again changes nothing.
      same: live.Status === 'deleting',
      state: {
        settings: [
          live.Name ?? '',
          live.VpcId ?? '',
          live.InternetIp ?? '',
          [...hanging.connections].sort(),
          [...hanging.servers].sort(),
        ],
        health: hanging.routes,
      },
      ...(refusal && { refusal }),
    });
  };

/** Deleting a customer gateway: the cloud refuses while a connection uses it. */
export const surveyCustomerGatewayDeletion = async (
  input: Input<typeof DeleteCustomerGateway>,
  look: Look,
): Promise<Survey> => {
  const id = input.CustomerGatewayId;
  const [seen, connections] = await Promise.all([
    look.customerGateway(id),
    look.connectionsOf({ CustomerGatewayId: id }),
  ]);
  const live = foundIn(seen);
  if (!live) return withoutTarget(kindWords.customerGateway, id, input.RegionId, seen);
  const users = listOf(connections).map((row) => called(row.VpnConnectionId ?? '', row.Name));
  const { IpAddress, Name, Description } = live;
  return surveyOf(targetOf(id, live.Name), {
    changes: [{ Field: 'CustomerGatewayId', Before: id, After: null }],
    blast: unreadParts([[kindWords.connections, connections]]),
    undo: undoCall(planWords.undoNewId, CreateCustomerGateway, { IpAddress, Name, Description }),
    state: { settings: [live.Name ?? '', live.IpAddress ?? '', [...users].sort()], health: null },
    ...(users.length > 0 && { refusal: said(planWords.customerUsed, { names: someOf(users) }) }),
  });
};
