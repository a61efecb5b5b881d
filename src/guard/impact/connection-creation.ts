import type { Fields, Input } from '../../catalogue/action.ts';
import { CreateVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { overlaps, readBlocks } from '../../network/cidr.ts';
import { isOwnTunnel } from '../../network/tunnels.ts';
import { diversionMessages } from '../diversion/messages.ts';
import type { History } from '../history/history.ts';
import { called, foundIn, gatewayWarnings, type Impact, refusalWithout, tunnels, unreadParts } from '../plan/impact.ts';
import type { Connection, Gateway, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { listOf } from '../plan/seen.ts';
import { endsOf } from '../plan/tunnel-state.ts';
import type { SecretStore } from '../secrets/store.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { assessAutoRoutes, NEW_HOP, noAutoRoutes } from './auto-routes.ts';
import { hashWarnings } from './platform-messages.ts';
import { assessCreation } from './rename-and-create.ts';

type Creation = Input<typeof CreateVpnConnection>;

/** What the guide says the cloud takes for a new connection where nothing is given; all of it is old. */
const OLD_DEFAULTS = {
  IkeConfig: { IkeVersion: 'ikev1', IkeEncAlg: 'aes', IkeAuthAlg: 'md5', IkePfs: 'group2' },
  IpsecConfig: { IpsecEncAlg: 'aes', IpsecAuthAlg: 'md5', IpsecPfs: 'group2' },
} as const;

/** What is left to the cloud: algorithms that should be stronger, and a key that nobody here would know. */
const defaultNotes = (input: Creation): readonly Message[] => {
  const left = (['IkeConfig', 'IpsecConfig'] as const).flatMap((part) => {
    const given: Fields = input[part] ?? {};
    return Object.entries(OLD_DEFAULTS[part]).flatMap(([field, old]) =>
      given[field] === undefined ? [`${field} ${old}`] : [],
    );
  });
  return [
    ...(left.length > 0 ? [message(planMessages.cloudDefaults, { fields: someOf(left) })] : []),
    ...(input.IkeConfig?.Psk === undefined ? [message(planMessages.cloudKey)] : []),
  ];
};

/** Blocks that another connection of the gateway has too: the blocks alone do not say which tunnel carries them. */
const sharedNotes = (
  input: Creation,
  others: readonly Pick<Connection, 'VpnConnectionId' | 'Name' | 'RemoteSubnet'>[],
): readonly Message[] =>
  others.flatMap((row) =>
    readBlocks(row.RemoteSubnet).blocks.flatMap((other) =>
      readBlocks(input.RemoteSubnet)
        .blocks.filter((block) => overlaps(block, other) && !isAny(block) && !isAny(other))
        .map((block) =>
          message(planMessages.sharesBlocks, { block, other, name: called(row.VpnConnectionId ?? '', row.Name) }),
        ),
    ),
  );

/** With 0.0.0.0/0 the routes decide anyway. */
const isAny = (block: string): boolean => block === '0.0.0.0/0';

/** A key that the model knows: a new way out of the network, of which not only its two ends decide who uses it. */
const givenKeyNotes = ({ IkeConfig }: Creation, secrets: SecretStore): readonly Message[] =>
  typeof IkeConfig?.Psk === 'string' && secrets.wasGiven(IkeConfig.Psk) ? [message(diversionMessages.plainKey)] : [];

/** What is not known of a call for one tunnel where connections have two. */
const tunnelNotes = (joined: readonly Connection[], gateway: Gateway | undefined): readonly Message[] => [
  ...(gateway?.DisasterRecoveryInternetIp ? [message(planMessages.oneOfTwo)] : []),
  ...joined
    .filter((row) => !isOwnTunnel(row))
    .map((row) => message(planMessages.tunnelExists, { name: called(row.VpnConnectionId ?? '', row.Name) })),
];

/** A new connection; with AutoConfigRoute the cloud adds routes by itself, and these may take traffic of others. */
export const assessConnectionCreation =
  (secrets: SecretStore, history: Pick<History, 'past'>) =>
  async (input: Creation, liveState: LiveState): Promise<Impact> => {
    const { VpnGatewayId, CustomerGatewayId = '', RegionId, RemoteSubnet, LocalSubnet } = input;
    const [gateway, customer, connections] = await Promise.all([
      liveState.gateway(VpnGatewayId),
      liveState.customerGateway(CustomerGatewayId),
      liveState.connectionsOf({ VpnGatewayId }),
    ]);
    const notes = gatewayWarnings(gateway);
    const routed = {
      VpnGatewayId,
      RemoteSubnet,
      LocalSubnet,
      ends: { ids: [CustomerGatewayId], unread: [] },
      hop: NEW_HOP,
    };
    const routes = input.AutoConfigRoute
      ? await assessAutoRoutes(routed, liveState, tunnels(connections), history)
      : noAutoRoutes;
    const joined = listOf(connections).filter((row) => endsOf(row, '').ids.includes(CustomerGatewayId));
    const existing = joined.find(isOwnTunnel);
    const refusal =
      refusalWithout(kindNames.gateway, VpnGatewayId, RegionId, gateway) ??
      refusalWithout(kindNames.customerGateway, CustomerGatewayId, RegionId, customer) ??
      notes.refusal ??
      (existing &&
        message(planMessages.connectionExists, { name: called(existing.VpnConnectionId ?? '', existing.Name) }));
    const creation = await assessCreation(CreateVpnConnection)(input);
    const keyNotes = givenKeyNotes(input, secrets);
    return {
      ...creation,
      gatewayId: VpnGatewayId,
      affected: [...routes.unread, ...keyNotes, ...routes.affected],
      warnings: [
        ...notes.warnings,
        ...unreadParts([
          [kindNames.customerGateway, customer],
          [kindNames.connections, connections],
        ]),
        ...hashWarnings(input),
        ...tunnelNotes(joined, foundIn(gateway)),
        ...defaultNotes(input),
        ...sharedNotes(input, listOf(connections)),
        ...routes.warnings,
      ],
      undo: [...creation.undo, ...routes.undo],
      increasesRisk: routes.increasesRisk || keyNotes.length > 0,
      state: { settings: routes.entries, health: null },
      ...(refusal && { refusal }),
    };
  };
