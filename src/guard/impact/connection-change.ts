import type { Action, Fields, Input } from '../../catalogue/action.ts';
import { ModifyVpnAttachmentAttribute } from '../../catalogue/actions/attachment.ts';
import { ModifyTunnelAttribute, ModifyVpnConnectionAttribute } from '../../catalogue/actions/vpn-connection.ts';
import type { Route } from '../../network/routes.ts';
import { allOf, changesOf, undoOf } from '../connection/changes.ts';
import { type Completed, completeConnection, settingsIn } from '../connection/complete.ts';
import type { Modification } from '../connection/fields.ts';
import { changeNotes } from '../connection/peer-notes.ts';
import { connectionState, otherCall, readSurroundings, withoutGateway } from '../connection/settings.ts';
import type { History } from '../history/history.ts';
import {
  called,
  foundIn,
  gatewayWarnings,
  type Impact,
  impactOf,
  targetOf,
  tunnels,
  unreadParts,
  withoutTarget,
} from '../plan/impact.ts';
import type { Connection, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import type { KnownPeer } from '../plan/peer-memory.ts';
import { listOf, type Seen, unreadOf } from '../plan/seen.ts';
import { endsOf, hasBgp } from '../plan/tunnel-state.ts';
import type { SecretStore } from '../secrets/store.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { type AutoRoutes, assessAutoRoutes, noAutoRoutes } from './auto-routes.ts';
import { assessMovedPeers } from './moved-peer.ts';
import { hashWarnings, identityWarnings } from './platform-messages.ts';

const throughNotes = (routes: Seen<readonly Route[]>, id: string): readonly Message[] => {
  const through = listOf(routes).filter(({ NextHop }) => NextHop === id);
  return through.length === 0
    ? []
    : [
        message(planMessages.routesThrough, {
          routes: someOf(through.map(({ RouteDest, Weight }) => `${RouteDest} (${Weight})`)),
        }),
      ];
};

type Around = Awaited<ReturnType<typeof readSurroundings>>;

/** With AutoConfigRoute the cloud adds the routes that are not there yet. */
const autoRoutes = async (
  input: Modification,
  live: Connection,
  around: Around,
  liveState: LiveState,
  history: Pick<History, 'past'>,
): Promise<AutoRoutes> => {
  if (!around || !input.AutoConfigRoute) return noAutoRoutes;
  const ends = endsOf(live, called(input.VpnConnectionId, live.Name));
  const RemoteSubnet = input.RemoteSubnet ?? live.RemoteSubnet;
  const LocalSubnet = input.LocalSubnet ?? live.LocalSubnet;
  const routed = { VpnGatewayId: around.gatewayId, RemoteSubnet, LocalSubnet, ends, hop: input.VpnConnectionId };
  return assessAutoRoutes(routed, liveState, tunnels(around.connections), history);
};

/** On the public cloud settings are sent to no connection whose tunnels are not seen: they might be of another one. */
const settingsUnread = (input: Modification, seen: Seen<Connection>, { platform }: LiveState): Message | undefined => {
  const fields = settingsIn(input);
  const why = unreadOf(seen);
  if (platform === 'stack' || why === undefined || fields.length === 0) return undefined;
  return message(planMessages.settingsUnread, { id: input.VpnConnectionId, why, fields: someOf(fields) });
};

/** Where BGP runs, or is to run, it may bring routes and take them away: no table here shows which. */
const bgpNotes = (input: Modification, live: Connection): readonly Message[] => {
  const isTouched = input.EnableTunnelsBgp !== undefined || input.BgpConfig !== undefined;
  const runs = hasBgp(live) || input.EnableTunnelsBgp === true || input.BgpConfig?.EnableBgp === true;
  const names = someOf([called(input.VpnConnectionId, live.Name)]);
  return isTouched && runs ? [message(planMessages.bgpRoutes, { names })] : [];
};

/** What an Apsara Stack may do with algorithms and identities that its guide does not have; the public cloud has them. */
const stackWarnings = (
  input: Modification,
  completed: Completed,
  live: Connection,
  around: Around,
  { platform }: LiveState,
): readonly Message[] =>
  platform === 'public'
    ? []
    : [
        ...hashWarnings(input, live),
        ...identityWarnings(
          completed.input,
          live.InternetIp || foundIn(around?.gateway ?? { missing: true })?.InternetIp,
        ),
      ];

/** Which tunnel a call for one of them is about. */
const oneTunnelOf = ({ tunnels: [only] }: Completed): Fields => ({ TunnelId: only?.live.TunnelId });

const assessFound = async (
  action: Action,
  input: Modification,
  live: Connection,
  liveState: LiveState,
  secrets: SecretStore,
  history: Pick<History, 'past'>,
  peer: KnownPeer | undefined,
): Promise<Impact> => {
  const id = input.VpnConnectionId;
  const completed = completeConnection(input, live);
  const around = await readSurroundings(live, liveState);
  const changes = changesOf(input, live, completed.tunnels, secrets);
  const auto = await autoRoutes(input, live, around, liveState, history);
  const moved = await assessMovedPeers(input, live, completed, liveState, history);
  const notes = around ? gatewayWarnings(around.gateway) : withoutGateway(live);
  const other = otherCall(action, live);
  const refusal = notes.refusal ?? other.refusal ?? completed.refusal ?? moved.refusal;
  const name = called(id, live.Name);
  const left =
    completed.left.length > 0 ? [message(planMessages.guideDefault, { fields: someOf(completed.left) })] : [];
  const unread = around
    ? unreadParts([
        [kindNames.routes, around.routes],
        [kindNames.connections, around.connections],
      ])
    : [];
  const target = { VpnConnectionId: id, ...(action.resource === 'tunnel' && oneTunnelOf(completed)) };
  return impactOf(targetOf(id, live.Name), {
    ...(around && { gatewayId: around.gatewayId }),
    changes: allOf(changes),
    affected: [
      ...auto.unread,
      ...changeNotes(changes, input, { completed: completed.input, name, seen: peer }, live),
      ...bgpNotes(input, live),
      ...moved.affected,
      ...auto.affected,
      ...(around ? throughNotes(around.routes, id) : []),
    ],
    warnings: [
      ...notes.warnings,
      ...other.warnings,
      ...stackWarnings(input, completed, live, around, liveState),
      ...left,
      ...unread,
      ...moved.warnings,
      ...auto.warnings,
    ],
    undo: [...undoOf(liveState.platform, action, target, changes, live, secrets), ...auto.undo],
    unchanged: allOf(changes).length === 0 && !completed.misplaced && !other.refusal,
    state: connectionState(live, around, secrets),
    completed: completed.input,
    ...(refusal && { refusal }),
  });
};

type AssessChange<I> = (input: I, liveState: LiveState, peer?: KnownPeer) => Promise<Impact>;

const assessChange =
  (action: Action, secrets: SecretStore, history: Pick<History, 'past'>): AssessChange<Modification> =>
  async (input, liveState, peer) => {
    const id = input.VpnConnectionId;
    const seen = await liveState.connection(id);
    const live = foundIn(seen);
    if (live) return assessFound(action, input, live, liveState, secrets, history, peer);
    const refusal = settingsUnread(input, seen, liveState) ?? completeConnection(input, undefined).refusal;
    return { ...(refusal && { refusal }), ...withoutTarget(kindNames.connection, id, input.RegionId, seen) };
  };

/** Changing a connection: both ends have to agree again, so whatever it carries is interrupted. */
export const assessConnectionChange = (secrets: SecretStore, history: Pick<History, 'past'>) =>
  assessChange(ModifyVpnConnectionAttribute, secrets, history);

/** The same of a connection on a transit router. */
export const assessAttachmentChange = (secrets: SecretStore, history: Pick<History, 'past'>) =>
  assessChange(ModifyVpnAttachmentAttribute, secrets, history);

/** What is sent of one tunnel: its place stands beside its settings. */
const settingsOf = (completed: Fields | undefined): Fields | undefined => {
  const list = completed?.['TunnelOptionsSpecification'];
  const [only] = Array.isArray(list) ? list : [];
  if (typeof only !== 'object' || only === null) return undefined;
  const { TunnelId: _t, Role: _r, TunnelIndex: _i, ...settings }: Record<string, unknown> = { ...only };
  return settings;
};

/** Changing one tunnel of a connection of two: the same, of the one tunnel that is named. */
export const assessTunnelChange = (
  secrets: SecretStore,
  history: Pick<History, 'past'>,
): AssessChange<Input<typeof ModifyTunnelAttribute>> => {
  const assess = assessChange(ModifyTunnelAttribute, secrets, history);
  return async (input, liveState, peer) => {
    const { TunnelId, TunnelOptionsSpecification: given, ...rest } = input;
    const impact = await assess({ ...rest, TunnelOptionsSpecification: [{ TunnelId, ...given }] }, liveState, peer);
    const settings = settingsOf(impact.completed);
    return { ...impact, completed: { ...input, ...(given && settings && { TunnelOptionsSpecification: settings }) } };
  };
};
