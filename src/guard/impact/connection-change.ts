import { type Fields, type Input, isFields } from '../../catalogue/action.ts';
import { ModifyVpnConnectionAttribute } from '../../catalogue/actions/vpn-connection.ts';
import type { PeerTakes } from '../../catalogue/invoke.ts';
import { compareBlocks, isSameList, isSameSet, readBlocks } from '../../network/cidr.ts';
import type { Route } from '../../network/routes.ts';
import { isOwnTunnel } from '../../network/tunnels.ts';
import type { History } from '../history/history.ts';
import {
  type Change,
  called,
  foundIn,
  gatewayWarnings,
  type Impact,
  impactOf,
  type Shown,
  targetOf,
  tunnels,
  unreadParts,
  withoutTarget,
} from '../plan/impact.ts';
import type { Connection, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { fieldsAtPeer, type KnownPeer } from '../plan/peer-memory.ts';
import { listOf, type Seen, unreadOf } from '../plan/seen.ts';
import { endsOf, tunnelNotes } from '../plan/tunnel-state.ts';
import { undoChanges } from '../plan/undo.ts';
import { isMask, type SecretStore } from '../secrets/store.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { clockTime } from '../text/time.ts';
import { type AutoRoutes, assessAutoRoutes, noAutoRoutes } from './auto-routes.ts';
import {
  completeConnection,
  connectionState,
  givenIke,
  liveHealth,
  plainFields,
  readSurroundings,
  withoutGateway,
} from './connection-settings.ts';
import { hashWarnings, identityWarnings } from './platform-messages.ts';

type Modification = Input<typeof ModifyVpnConnectionAttribute>;

/** A key as a plan may show it. */
const shownKey = (psk: unknown, secrets: SecretStore): Shown => {
  if (psk === undefined || psk === null || psk === '') return null;
  if (typeof psk !== 'string') return message(planMessages.newKey);
  if (isMask(psk)) return message(planMessages.keyMasked);
  const { Fingerprint, Length } = secrets.hide(psk);
  return message(planMessages.keyMark, { fingerprint: Fingerprint, length: Length });
};

const shown = (value: unknown): Shown =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const isAlike = (field: string, before: unknown, after: unknown): boolean => {
  if (before === undefined || before === null) return false;
  return field.endsWith('Subnet') ? isSameList(before, after) : String(before) === String(after);
};

const compare = (prefix: string, before: Fields, after: Fields): readonly Change[] =>
  Object.entries(after)
    .filter(([field, value]) => value !== undefined && !isAlike(field, before[field], value))
    .map(([field, value]) => ({ Field: prefix + field, Before: shown(before[field]), After: shown(value) }));

const keyChange = (live: Connection, psk: unknown, secrets: SecretStore): readonly Change[] => {
  const before = live.IkeConfig?.Psk;
  if (psk === undefined || (typeof psk === 'string' && psk === before)) return [];
  const unseen = typeof before !== 'string' || isMask(before);
  const change = { Field: 'IkeConfig.Psk', Before: shownKey(before, secrets), After: shownKey(psk, secrets) };
  return [{ ...change, ...(unseen && { unseen: true as const }) }];
};

const pickPlain = (input: Fields): Fields => Object.fromEntries(plainFields.map((field) => [field, input[field]]));

/** Of a connection that is its own tunnel. */
const settingChanges = (input: Modification, live: Connection, secrets: SecretStore): readonly Change[] => {
  const { Psk, ...ike } = givenIke(input);
  return [
    ...compare('IkeConfig.', live.IkeConfig ?? {}, ike),
    ...keyChange(live, Psk, secrets),
    ...compare('IpsecConfig.', live.IpsecConfig ?? {}, input.IpsecConfig ?? {}),
    ...compare('HealthCheckConfig.', liveHealth(live), input.HealthCheckConfig ?? {}),
  ];
};

/** Settings that are given where each tunnel has its own: nothing shows what they would take the place of. */
const blindChanges = (input: Modification, secrets: SecretStore): readonly Change[] =>
  settingChanges(input, {}, secrets).map(({ Field, After }) => ({
    ...{ Field, Before: message(planMessages.notKnown), After },
    unseen: true,
  }));

/** What a request changes on the live connection, field by field. No reply has AutoConfigRoute: it is always listed. */
const changesOf = (input: Modification, live: Connection, secrets: SecretStore): readonly Change[] => {
  const auto = input.AutoConfigRoute;
  return [
    ...compare('', pickPlain(live), pickPlain(input)),
    ...(isOwnTunnel(live) ? settingChanges(input, live, secrets) : blindChanges(input, secrets)),
    ...(auto === undefined
      ? []
      : [{ Field: 'AutoConfigRoute', Before: message(planMessages.notKnown), After: auto, unseen: true as const }]),
  ];
};

type Side = 'LocalSubnet' | 'RemoteSubnet';
const both: readonly Side[] = ['LocalSubnet', 'RemoteSubnet'];

const blockNotes = (input: Modification, live: Connection): readonly Message[] => {
  const after = (side: Side) => readBlocks(input[side] ?? live[side]).blocks;
  const before = (side: Side) => readBlocks(live[side]).blocks;
  const recut = both.filter((side) => isSameSet(before(side), after(side)) && !isSameList(before(side), after(side)));
  const sides = both.filter((side) => !recut.includes(side)).map((side) => compareBlocks(before(side), after(side)));
  const [removed, added] = [sides.flatMap((side) => side.removed), sides.flatMap((side) => side.added)];
  const isRouted = (of: typeof before): boolean =>
    [...of('LocalSubnet'), ...of('RemoteSubnet')].every((block) => block === '0.0.0.0/0');
  return [
    ...(removed.length > 0 ? [message(planMessages.blocksLost, { blocks: someOf(removed) })] : []),
    ...(added.length > 0 ? [message(planMessages.blocksGained, { blocks: someOf(added) })] : []),
    ...(recut.length > 0 ? [message(planMessages.recut, { fields: someOf(recut) })] : []),
    ...(isRouted(before) !== isRouted(after) ? [message(planMessages.modeChange)] : []),
  ];
};

const PEER = /^(LocalSubnet|RemoteSubnet|IkeConfig\.|IpsecConfig\.)/;

/** What the peer needs as well, and what it was seen to have already: only exactly the new value counts. */
const peerNotes = (
  fields: readonly string[],
  completed: Fields,
  live: Connection,
  peer: KnownPeer | undefined,
): readonly Message[] => {
  const afterOf = (field: string): unknown => {
    const [head = '', inner] = field.split('.');
    const part = completed[head] ?? Reflect.get(live, head);
    return inner === undefined ? part : isFields(part) ? part[inner] : undefined;
  };
  const known = peer ? fieldsAtPeer(fields, afterOf, peer) : new Map<string, PeerTakes['source']>();
  const open = fields.filter((field) => !known.has(field));
  const time = clockTime(peer?.atMs ?? 0);
  const had = (['configuration', 'log'] as const).flatMap((source) => {
    const seen = fields.filter((field) => known.get(field) === source);
    const values = seen.map((field) => `${field}=${String(afterOf(field))}`);
    return seen.length > 0
      ? [message(planMessages.peerHas, { fields: someOf(values), source: kindNames[source], time })]
      : [];
  });
  return [...(open.length > 0 ? [message(planMessages.bothEnds, { fields: someOf(open) })] : []), ...had];
};

/** Of two peers a diagnosis has seen one at most. */
const bothPeersNotes = (fields: readonly string[]): readonly Message[] =>
  fields.length > 0 ? [message(planMessages.bothPeers, { fields: someOf(fields) })] : [];

const changeNotes = (
  changes: readonly Change[],
  input: Modification,
  completed: Fields,
  live: Connection,
  seen: KnownPeer | undefined,
): readonly Message[] => {
  // Settings of a connection whose tunnels have their own are never sent, so that nothing comes of them.
  const sent = isOwnTunnel(live) ? changes : changes.filter(({ Field }) => !/Config\./.test(Field));
  const real = sent.filter(({ Field }) => Field !== 'Name');
  const peer = sent.filter(({ Field }) => PEER.test(Field)).map(({ Field }) => Field);
  const name = called(live.VpnConnectionId ?? '', live.Name);
  return [
    ...(real.length > 0
      ? tunnelNotes(live, name, { own: planMessages.tunnelDrops, each: planMessages.tunnelOfDrops })
      : []),
    ...blockNotes(input, live),
    ...(isOwnTunnel(live) ? peerNotes(peer, completed, live, seen) : bothPeersNotes(peer)),
  ];
};

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

/** With AutoConfigRoute the cloud adds the routes that are not there yet. */
const autoRoutes = (
  input: Modification,
  live: Connection,
  { gatewayId, connections }: NonNullable<Awaited<ReturnType<typeof readSurroundings>>>,
  liveState: LiveState,
  history: Pick<History, 'past'>,
): Promise<AutoRoutes> => {
  const ends = endsOf(live, called(input.VpnConnectionId, live.Name));
  const RemoteSubnet = input.RemoteSubnet ?? live.RemoteSubnet;
  const LocalSubnet = input.LocalSubnet ?? live.LocalSubnet;
  const routed = { VpnGatewayId: gatewayId, RemoteSubnet, LocalSubnet, ends, hop: input.VpnConnectionId };
  return assessAutoRoutes(routed, liveState, tunnels(connections), history);
};

/** The call that puts the former values back; a key can be put back only by who has it. */
const undoOf = (changes: readonly Change[], live: Connection, secrets: SecretStore): readonly Message[] => {
  const psk = isOwnTunnel(live) ? live.IkeConfig?.Psk : undefined;
  const key = changes.some(({ Field }) => Field === 'IkeConfig.Psk') && typeof psk === 'string' && !isMask(psk);
  const plain = changes.filter(({ Field }) => Field !== 'IkeConfig.Psk');
  return [
    ...(plain.length > 0 || changes.length === 0
      ? undoChanges(ModifyVpnConnectionAttribute, { VpnConnectionId: live.VpnConnectionId }, plain)
      : []),
    ...(key ? [message(planMessages.undoKey, { fingerprint: secrets.handleOf(psk).Fingerprint })] : []),
  ];
};

const SETTINGS = ['IkeConfig', 'IpsecConfig', 'HealthCheckConfig'] as const;

/** On the public cloud settings are sent to no connection whose tunnels are not seen: they might be of another one. */
const settingsUnread = (input: Modification, seen: Seen<Connection>, { platform }: LiveState): Message | undefined => {
  const fields = SETTINGS.filter((field) => input[field] !== undefined);
  const why = unreadOf(seen);
  if (platform === 'stack' || why === undefined || fields.length === 0) return undefined;
  return message(planMessages.settingsUnread, { id: input.VpnConnectionId, why, fields: someOf(fields) });
};

/** Changing a connection: both ends have to agree again, so whatever it carries is interrupted. */
export const assessConnectionChange =
  (secrets: SecretStore, history: Pick<History, 'past'>) =>
  async (input: Modification, liveState: LiveState, peer?: KnownPeer): Promise<Impact> => {
    const id = input.VpnConnectionId;
    const seen = await liveState.connection(id);
    const live = foundIn(seen);
    const completed = completeConnection(input, live);
    if (!live) {
      const refusal = settingsUnread(input, seen, liveState) ?? completed.refusal;
      return { ...(refusal && { refusal }), ...withoutTarget(kindNames.connection, id, input.RegionId, seen) };
    }
    const around = await readSurroundings(live, liveState);
    const changes = changesOf(input, live, secrets);
    const auto =
      around && input.AutoConfigRoute ? await autoRoutes(input, live, around, liveState, history) : noAutoRoutes;
    const state = connectionState(live, around, secrets);
    const notes = around ? gatewayWarnings(around.gateway) : withoutGateway(live);
    const refusal = notes.refusal ?? completed.refusal;
    const left =
      completed.left.length > 0 ? [message(planMessages.guideDefault, { fields: someOf(completed.left) })] : [];
    return impactOf(targetOf(id, live.Name), {
      ...(around && { gatewayId: around.gatewayId }),
      changes,
      affected: [
        ...auto.unread,
        ...changeNotes(changes, input, completed.input, live, peer),
        ...auto.affected,
        ...(around ? throughNotes(around.routes, id) : []),
      ],
      warnings: [
        ...notes.warnings,
        ...hashWarnings(input, live),
        ...identityWarnings(
          completed.input,
          live.InternetIp || foundIn(around?.gateway ?? { missing: true })?.InternetIp,
        ),
        ...left,
        ...(around
          ? unreadParts([
              [kindNames.routes, around.routes],
              [kindNames.connections, around.connections],
            ])
          : []),
        ...auto.warnings,
      ],
      undo: [...undoOf(changes, live, secrets), ...auto.undo],
      unchanged: changes.length === 0,
      state: { settings: [state.settings, auto.entries], health: state.health },
      completed: completed.input,
      ...(refusal && { refusal }),
    });
  };
