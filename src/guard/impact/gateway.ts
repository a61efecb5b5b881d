import type { Fields, Input } from '../../catalogue/action.ts';
import { CreateCustomerGateway, type DeleteCustomerGateway } from '../../catalogue/actions/customer-gateway.ts';
import { CreateVpnGateway, type DeleteVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import { isOwnTunnel, readTunnels } from '../../network/tunnels.ts';
import { chargedAgain, chargeNotes } from '../orders/charges.ts';
import { orderMessages } from '../orders/messages.ts';
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
import type { Connection, Gateway, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import type { NetworkReads } from '../plan/network-reads.ts';
import { listOf } from '../plan/seen.ts';
import { endsOf } from '../plan/tunnel-state.ts';
import { undoCall } from '../plan/undo.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { assessCreation } from './rename-and-create.ts';

interface Dependents {
  readonly connections: readonly string[];
  readonly servers: readonly string[];
  readonly routes: number;
}

/** One address or, where connections have two tunnels, one for each of them, and that of the SSL-VPN clients. */
const addressesOf = ({ InternetIp, DisasterRecoveryInternetIp, SslVpnInternetIp }: Gateway): readonly string[] => [
  ...new Set([InternetIp, DisasterRecoveryInternetIp, SslVpnInternetIp].flatMap((ip) => ip || [])),
];

const addressNotes = ([ip, ...more]: readonly string[]): readonly Message[] => {
  if (ip === undefined) return [];
  return more.length === 0
    ? [message(planMessages.gatewayAddress, { ip })]
    : [message(planMessages.gatewayAddresses, { ips: someOf([ip, ...more]) })];
};

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
  ...addressNotes(addressesOf(gateway)),
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
  if (gateway.ChargeType?.toLowerCase() !== 'prepay' || until <= now - DAY_MS) return { warnings: [] };
  const iso = new Date(until).toISOString();
  return until > now + DAY_MS
    ? { warnings: [], refusal: message(planMessages.prepaid, { date: iso.slice(0, 10) }) }
    : { warnings: [message(planMessages.prepaidSoon, { date: iso })] };
};

/** What is needed to order the gateway again, as CreateVpnGateway names it; a reply has `100M` for its 100. */
const orderAgain = (live: Gateway, more: Fields): Fields => {
  const isOn = (value: string | undefined): boolean => value === 'enable';
  return {
    VpcId: live.VpcId,
    VSwitchId: live.VSwitchId,
    ...more,
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
    const again = liveState.platform === 'public' ? chargedAgain(live) : { fields: {}, notes: [] };
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
      undo: [
        ...undoCall(liveState.platform, planMessages.undoNewId, CreateVpnGateway, orderAgain(live, again.fields)),
        ...again.notes,
      ],
      // It takes minutes, and asking again changes nothing.
      unchanged: live.Status === 'deleting',
      state: {
        settings: [
          live.Name ?? '',
          live.VpcId ?? '',
          addressesOf(live),
          [...dependents.connections].sort(),
          [...dependents.servers].sort(),
        ],
        health: dependents.routes,
      },
      ...(refusal && { refusal }),
    });
  };

const nameOf = (row: Connection): string => called(row.VpnConnectionId ?? '', row.Name);

/**
 * Who uses a customer gateway. A list by customer gateway is not known to find second tunnels: where it finds nothing, all
 * connections are looked through.
 */
const readUsers = async (CustomerGatewayId: string, liveState: LiveState) => {
  const filtered = await liveState.connectionsOf({ CustomerGatewayId });
  const found = listOf(filtered);
  if (found.length > 0 || !('found' in filtered))
    return { users: found.map(nameOf), unread: unreadParts([[kindNames.connections, filtered]]) };
  const all = await liveState.connectionsOf({});
  const rows = listOf(all).filter((row) => !isOwnTunnel(row));
  const unclear = rows.filter((row) => readTunnels(row).notUnderstood).map(nameOf);
  return {
    users: rows.filter((row) => endsOf(row, '').ids.includes(CustomerGatewayId)).map(nameOf),
    unread: [
      ...unreadParts([[kindNames.connections, all]]),
      ...(unclear.length > 0 ? [message(planMessages.usersUnclear, { names: someOf(unclear) })] : []),
    ],
  };
};

/** Deleting a customer gateway: the cloud refuses while a connection uses it. */
export const assessCustomerGatewayDeletion = async (
  input: Input<typeof DeleteCustomerGateway>,
  liveState: LiveState,
): Promise<Impact> => {
  const id = input.CustomerGatewayId;
  const [seen, { users, unread }] = await Promise.all([liveState.customerGateway(id), readUsers(id, liveState)]);
  const live = foundIn(seen);
  if (!live) return withoutTarget(kindNames.customerGateway, id, input.RegionId, seen);
  const { IpAddress, Name, Description, Asn, ResourceGroupId } = live;
  return impactOf(targetOf(id, live.Name), {
    changes: [{ Field: 'CustomerGatewayId', Before: id, After: null }],
    affected: unread,
    undo: undoCall(liveState.platform, planMessages.undoNewId, CreateCustomerGateway, {
      ...{ IpAddress, Name, Description },
      ...(liveState.platform === 'public' && { Asn, ResourceGroupId }),
    }),
    state: { settings: [live.Name ?? '', live.IpAddress ?? '', [...users].sort()], health: null },
    ...(users.length > 0 && { refusal: message(planMessages.customerUsed, { names: someOf(users) }) }),
  });
};

/** One of the vSwitches that a gateway would stand in. */
const placeInVSwitch = async (id: string, vpc: string, { vSwitch }: NetworkReads) => {
  const seen = await vSwitch(id);
  const subnet = foundIn(seen);
  const isStray = 'missing' in seen || (subnet !== undefined && subnet.VpcId !== vpc);
  return {
    unread: unreadParts([[kindNames.vswitch, seen]]),
    zone: isStray ? undefined : subnet?.ZoneId,
    stray: isStray ? [message(planMessages.vswitchMissing, { vswitch: id, vpc })] : [],
    stands:
      subnet?.ZoneId && !isStray
        ? [message(planMessages.inZone, { zone: subnet.ZoneId, vswitch: called(id, subnet.VSwitchName) })]
        : [],
  };
};

/** Where the gateway would stand, from the VPC and the vSwitches themselves. */
const placeInNetwork = async (
  { VpcId, VSwitchId, DisasterRecoveryVSwitchId, RegionId }: Input<typeof CreateVpnGateway>,
  network: NetworkReads,
): Promise<readonly Message[]> => {
  const ids = [...new Set([VSwitchId, DisasterRecoveryVSwitchId].flatMap((id) => id ?? []))];
  const [place, ...at] = await Promise.all([
    network.vpc(VpcId),
    ...ids.map((id) => placeInVSwitch(id, VpcId, network)),
  ]);
  const found = foundIn(place);
  const [first, second] = at.map(({ zone }) => zone);
  const blocks = [found?.CidrBlock, ...(found?.SecondaryCidrBlocks ?? [])].filter((block) => block !== undefined);
  return [
    ...unreadParts([[kindNames.vpc, place]]),
    ...at.flatMap(({ unread }) => unread),
    ...('missing' in place ? [message(planMessages.vpcMissing, { vpc: VpcId, region: String(RegionId ?? '') })] : []),
    ...at.flatMap(({ stray }) => stray),
    ...(first !== undefined && first === second ? [message(orderMessages.sameZone, { zone: first })] : []),
    ...(found ? [message(planMessages.standsIn, { vpc: called(VpcId, found.VpcName), blocks: someOf(blocks) })] : []),
    ...at.flatMap(({ stands }) => stands),
  ];
};

/** Without a view of VPCs only a gateway that is in one shows that its ID is right. */
const placeNotes = async (input: Input<typeof CreateVpnGateway>, liveState: LiveState): Promise<readonly Message[]> => {
  if (liveState.network) return placeInNetwork(input, liveState.network);
  const { VpcId, VSwitchId, RegionId } = input;
  const seen = await liveState.gatewaysOf(VpcId);
  if (!('found' in seen)) return unreadParts([[kindNames.gatewaysOfVpc, seen]]);
  const known = seen.found.filter((gateway) => gateway.VpcId === VpcId);
  const isSeen = VSwitchId === undefined || known.some((gateway) => gateway.VSwitchId === VSwitchId);
  return [
    ...(known.length === 0 ? [message(planMessages.vpcNotSeen, { vpc: VpcId, region: String(RegionId ?? '') })] : []),
    ...(isSeen ? [] : [message(planMessages.vswitchNotSeen, { vswitch: VSwitchId })]),
  ];
};

/** What the public cloud refuses, or may refuse, of the vSwitches that are given. */
const vSwitchNotes = (input: Input<typeof CreateVpnGateway>): Pick<Impact, 'warnings' | 'refusal'> => {
  const { VSwitchId, DisasterRecoveryVSwitchId, EnableIpsec } = input;
  if (DisasterRecoveryVSwitchId === undefined)
    return { warnings: EnableIpsec === false ? [] : [message(orderMessages.oneVSwitch)] };
  if (DisasterRecoveryVSwitchId !== VSwitchId) return { warnings: [] };
  return { warnings: [], refusal: message(orderMessages.sameVSwitch, { vswitch: VSwitchId }) };
};

/** A new gateway costs money from its first minute, at the wrong place too. */
export const assessGatewayCreation = async (
  input: Input<typeof CreateVpnGateway>,
  liveState: LiveState,
): Promise<Impact> => {
  const isPublic = liveState.platform === 'public';
  const place = await placeNotes(input, liveState);
  return {
    ...(await assessCreation(CreateVpnGateway)(input)),
    affected: isPublic ? [...chargeNotes(input), ...place] : [...place, message(planMessages.billed)],
    ...(isPublic && vSwitchNotes(input)),
    ...(input.InstanceChargeType === 'PREPAY' && { undo: [message(orderMessages.noUndo)] }),
  };
};
