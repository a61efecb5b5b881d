import type { Input } from '../../catalogue/action.ts';
import { CreateVpnAttachment } from '../../catalogue/actions/attachment.ts';
import { CreateVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { addsRoutes } from '../../catalogue/schema/connection-settings.ts';
import { overlaps, readBlocks } from '../../network/cidr.ts';
import { isOwnTunnel } from '../../network/tunnels.ts';
import {
  asksForBgp,
  autoRouteNotes,
  bgpWarnings,
  cloudKeyNotes,
  defaultNotes,
  type NewConnection,
  type NewTunnel,
  newTunnels,
  peersOf,
  withoutPeer,
} from '../connection/creation-notes.ts';
import { diversionMessages } from '../diversion/messages.ts';
import type { History } from '../history/history.ts';
import { called, foundIn, gatewayWarnings, type Impact, refusalWithout, tunnels, unreadParts } from '../plan/impact.ts';
import type { Connection, Gateway, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { listOf } from '../plan/seen.ts';
import { endsOf } from '../plan/tunnel-state.ts';
import type { SecretStore } from '../secrets/store.ts';
import { type Message, message } from '../text/message.ts';
import { assessAutoRoutes, NEW_HOP, noAutoRoutes } from './auto-routes.ts';
import { hashWarnings } from './platform-messages.ts';
import { assessCreation } from './rename-and-create.ts';

type Creation = Input<typeof CreateVpnConnection>;

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
const givenKeyNotes = (asked: readonly NewTunnel[], secrets: SecretStore): readonly Message[] =>
  asked.some(({ ike: { Psk } }) => typeof Psk === 'string' && secrets.wasGiven(Psk))
    ? [message(diversionMessages.plainKey)]
    : [];

/** What is not known of a call for one tunnel where connections have two. */
const tunnelNotes = (
  input: Creation,
  joined: readonly Connection[],
  gateway: Gateway | undefined,
): readonly Message[] => [
  ...(gateway?.DisasterRecoveryInternetIp && !input.TunnelOptionsSpecification ? [message(planMessages.oneOfTwo)] : []),
  ...joined
    .filter((row) => !isOwnTunnel(row) || input.TunnelOptionsSpecification)
    .map((row) => message(planMessages.tunnelExists, { name: called(row.VpnConnectionId ?? '', row.Name) })),
];

/** The customer gateways at the other ends, what of them is not there, and which have no number for BGP. */
const readPeers = async (asked: readonly NewTunnel[], RegionId: unknown, liveState: LiveState) => {
  const ids = peersOf(asked);
  const all = await Promise.all(ids.map(async (id) => ({ id, seen: await liveState.customerGateway(id) })));
  return {
    ids,
    refusal:
      withoutPeer(asked) ??
      all
        .map(({ id, seen }) => refusalWithout(kindNames.customerGateway, id, RegionId, seen))
        .find((each) => each !== undefined),
    unread: unreadParts(all.map(({ seen }) => [kindNames.customerGateway, seen])),
    withoutAsn: all.flatMap(({ id, seen }) => {
      const found = foundIn(seen);
      return found && !found.Asn ? [called(id, found.Name)] : [];
    }),
  };
};

const bgpNotes = (input: NewConnection): readonly Message[] =>
  asksForBgp(input) ? [message(planMessages.newBgpRoutes)] : [];

/** A connection of two tunnels needs a gateway of two addresses. */
const oneAddress = ({ VpnGatewayId, TunnelOptionsSpecification }: Creation, gateway: Gateway | undefined) =>
  TunnelOptionsSpecification && gateway && !gateway.DisasterRecoveryInternetIp
    ? message(planMessages.oneAddress, { id: VpnGatewayId })
    : undefined;

const readAround = async (input: Creation, asked: readonly NewTunnel[], liveState: LiveState) => {
  const { VpnGatewayId, RegionId } = input;
  const [gateway, peers, connections] = await Promise.all([
    liveState.gateway(VpnGatewayId),
    readPeers(asked, RegionId, liveState),
    liveState.connectionsOf({ VpnGatewayId }),
  ]);
  const joined = listOf(connections).filter((row) => endsOf(row, '').ids.some((id) => peers.ids.includes(id)));
  const existing = input.TunnelOptionsSpecification ? undefined : joined.find(isOwnTunnel);
  const notes = gatewayWarnings(gateway);
  const refusal =
    refusalWithout(kindNames.gateway, VpnGatewayId, RegionId, gateway) ??
    peers.refusal ??
    notes.refusal ??
    oneAddress(input, foundIn(gateway)) ??
    (existing &&
      message(planMessages.connectionExists, { name: called(existing.VpnConnectionId ?? '', existing.Name) }));
  return { gateway, peers, connections, joined, notes, refusal };
};

/** A new connection; where the cloud adds routes by itself, these may take traffic of others. */
export const assessConnectionCreation =
  (secrets: SecretStore, history: Pick<History, 'past'>) =>
  async (input: Creation, liveState: LiveState): Promise<Impact> => {
    const { VpnGatewayId, RemoteSubnet, LocalSubnet } = input;
    const { platform } = liveState;
    const asked = newTunnels(input);
    const { gateway, peers, connections, joined, notes, refusal } = await readAround(input, asked, liveState);
    const ends = { ids: peers.ids, unread: [] };
    const routed = { VpnGatewayId, RemoteSubnet, LocalSubnet, ends, hop: NEW_HOP };
    const routes = addsRoutes(platform, input)
      ? await assessAutoRoutes(routed, liveState, tunnels(connections), history)
      : noAutoRoutes;
    const creation = await assessCreation(CreateVpnConnection)(input);
    const keyNotes = givenKeyNotes(asked, secrets);
    return {
      ...creation,
      gatewayId: VpnGatewayId,
      affected: [...routes.unread, ...bgpNotes(input), ...keyNotes, ...routes.affected],
      warnings: [
        ...notes.warnings,
        ...peers.unread,
        ...unreadParts([[kindNames.connections, connections]]),
        ...(platform === 'stack' ? hashWarnings(input) : []),
        ...autoRouteNotes(platform, input),
        ...tunnelNotes(input, joined, foundIn(gateway)),
        ...bgpWarnings(input, peers.withoutAsn),
        ...defaultNotes(asked),
        ...cloudKeyNotes(asked),
        ...sharedNotes(input, listOf(connections)),
        ...routes.warnings,
      ],
      undo: [...creation.undo, ...routes.undo],
      increasesRisk: routes.increasesRisk || keyNotes.length > 0 || asksForBgp(input),
      state: { settings: routes.entries, health: null },
      ...(refusal && { refusal }),
    };
  };

/** A new connection for a transit router: there is no gateway, and nothing uses it before it is attached. */
export const assessAttachmentCreation =
  (secrets: SecretStore) =>
  async (input: Input<typeof CreateVpnAttachment>, liveState: LiveState): Promise<Impact> => {
    const asked = newTunnels(input);
    const peers = await readPeers(asked, input.RegionId, liveState);
    const creation = await assessCreation(CreateVpnAttachment)(input);
    const { refusal } = peers;
    return {
      ...creation,
      affected: [
        message(planMessages.billedAttachment),
        ...bgpNotes(input),
        ...givenKeyNotes(asked, secrets),
        message(planMessages.notYetAttached),
      ],
      warnings: [
        ...peers.unread,
        ...autoRouteNotes(liveState.platform, input),
        ...bgpWarnings(input, peers.withoutAsn),
        ...cloudKeyNotes(asked),
      ],
      increasesRisk: true,
      state: { settings: peers.ids, health: null },
      ...(refusal && { refusal }),
    };
  };
