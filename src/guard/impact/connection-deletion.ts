import type { Action, Fields, Input } from '../../catalogue/action.ts';
import { CreateVpnAttachment, DeleteVpnAttachment } from '../../catalogue/actions/attachment.ts';
import { CreateVpnConnection, DeleteVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { outermost, type Published } from '../../network/entries.ts';
import { isPaired, type Route } from '../../network/routes.ts';
import { type Shift, shifts } from '../../network/traffic.ts';
import { isOwnTunnel, readTunnels, type Tunnel } from '../../network/tunnels.ts';
import {
  ikeFields,
  ipsecFields,
  labelOf,
  liveBgp,
  liveHealth,
  liveTunnel,
  pick,
  runsBgp,
} from '../connection/fields.ts';
import { connectionState, otherCall, readSurroundings, withoutGateway } from '../connection/settings.ts';
import {
  called,
  foundIn,
  gatewayWarnings,
  type Impact,
  impactOf,
  spell,
  type Tunnels,
  targetOf,
  tunnels,
  unreadParts,
  withoutTarget,
} from '../plan/impact.ts';
import type { Connection, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { listOf } from '../plan/seen.ts';
import { isOnNoGateway, tunnelName, tunnelNotes } from '../plan/tunnel-state.ts';
import { undoCall } from '../plan/undo.ts';
import { isMask, type SecretStore } from '../secrets/store.ts';
import { type LocalizedText, type Message, message, someOf } from '../text/message.ts';
import { readPublished } from './other-gateways.ts';
import { trafficMessages } from './traffic-messages.ts';

/** Destinations that keep an active route and lose its standby. */
const standbyNotes = (through: readonly Route[], next: readonly Route[]): readonly Message[] => {
  const alone = through.filter((route) => {
    const left = next.filter((other) => isPaired(other, route));
    return left.length === 1 && left[0]?.Weight === 100;
  });
  const dests = [...new Set(alone.map(({ RouteDest }) => RouteDest))].toSorted();
  return dests.length > 0 ? [message(planMessages.noStandby, { dest: someOf(dests) })] : [];
};

/**
 * Whether the routes that stay behind may hold traffic until they are deleted: the VPC would send it elsewhere without
 * them, or a wider route would carry it. A standby of the same block takes over at once.
 */
const isHeldBack = (
  { route, parts }: { readonly route: Route; readonly parts: readonly Shift[] },
  next: readonly Route[],
): boolean => {
  const hasPartner = next.some((other) => isPaired(other, route));
  return parts.some(
    ({ before, after }) =>
      (before.here && !after.here) || (!hasPartner && before.hops.includes(route.NextHop) && after.hops.length > 0),
  );
};

/** What becomes of the destinations that are routed through a connection when it and its routes are gone. */
const deletionNotes = async (
  routes: readonly Route[],
  others: readonly Published[],
  id: string,
  known: Tunnels,
): Promise<readonly Message[]> => {
  const through = routes.filter(({ NextHop }) => NextHop === id);
  if (through.length === 0) return [];
  const next = routes.filter(({ NextHop }) => NextHop !== id);
  const wholes: { readonly route: Route; readonly parts: readonly Shift[] }[] = [];
  for (const route of outermost(through))
    wholes.push({ route, parts: await shifts({ routes, others }, { routes: next, others }, route, known.isUp) });
  const parts = wholes.flatMap((whole) => whole.parts);
  const isHeld = wholes.some((whole) => isHeldBack(whole, next));
  return [
    ...trafficMessages(parts, known, 'change'),
    ...standbyNotes(through, next),
    message(planMessages.stale, {
      count: through.length,
      routes: someOf([...new Set(through.map(({ RouteDest }) => RouteDest))].toSorted()),
    }),
    ...(isHeld ? [message(planMessages.staleHold)] : []),
  ];
};

/** What is needed to make the connection again, each tunnel under its label; no key is among it. */
const createAgain = (live: Connection, isAttachment: boolean): Fields => {
  const { VpnGatewayId, CustomerGatewayId, Name, LocalSubnet, RemoteSubnet, EffectImmediately, NetworkType } = live;
  const shared = {
    ...(isAttachment ? { NetworkType } : { VpnGatewayId }),
    ...{ Name, LocalSubnet, RemoteSubnet, EffectImmediately },
  };
  if (isOwnTunnel(live))
    return {
      ...{ ...shared, CustomerGatewayId },
      ...(runsBgp(live) && { BgpConfig: { EnableBgp: true, ...liveBgp(live) } }),
      IkeConfig: pick(live.IkeConfig, ikeFields),
      IpsecConfig: pick(live.IpsecConfig, ipsecFields),
      HealthCheckConfig: liveHealth(live),
    };
  const { tunnels: all } = readTunnels(live);
  const bgp = live.EnableTunnelsBgp === true ? { EnableTunnelsBgp: true } : {};
  const each = all.map((tunnel) => [`TunnelOptionsSpecification[${labelOf(tunnel)}]`, liveTunnel(tunnel)] as const);
  return { ...shared, ...bgp, ...Object.fromEntries(each) };
};

const keyUndo = (tunnel: Tunnel<Connection>, isOwn: boolean, secrets: SecretStore): Message => {
  const psk = tunnel.connection.IkeConfig?.Psk;
  const name = tunnelName(tunnel);
  if (typeof psk !== 'string' || psk === '' || isMask(psk))
    return isOwn ? message(planMessages.undoKeyUnknown) : message(planMessages.undoTunnelNoKey, { tunnel: name });
  const { Fingerprint: fingerprint } = secrets.hide(psk);
  return isOwn
    ? message(planMessages.undoKey, { fingerprint })
    : message(planMessages.undoKeyOfTunnel, { tunnel: name, fingerprint });
};

/** The call that makes it again, and what that call lacks: the keys. */
const undoOf = (
  live: Connection,
  isAttachment: boolean,
  { platform }: LiveState,
  secrets: SecretStore,
): readonly Message[] => {
  const { tunnels: all, notUnderstood } = readTunnels(live);
  if (notUnderstood) {
    const { VpnGatewayId, TransitRouterId, Name, LocalSubnet, RemoteSubnet, EffectImmediately } = live;
    const fields = { VpnGatewayId, TransitRouterId, Name, LocalSubnet, RemoteSubnet, EffectImmediately };
    return [message(planMessages.undoTunnelsUnclear, { fields: spelledOf(fields) })];
  }
  const action = isAttachment ? CreateVpnAttachment : CreateVpnConnection;
  const router = live.TransitRouterId;
  return [
    ...undoCall(platform, planMessages.undoNewId, action, createAgain(live, isAttachment)),
    ...all.map((tunnel) => keyUndo(tunnel, isOwnTunnel(live), secrets)),
    ...(isAttachment && router ? [message(planMessages.undoAttach, { router })] : []),
  ];
};

/** Fields that have a value, for a person who may have to type them again. */
const spelledOf = (fields: Fields): string | LocalizedText =>
  spell(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))) || planMessages.notKnown;

/** The routes of a connection without a gateway, which go with it. */
const ownRouteNotes = async (live: Connection, { publicReads }: LiveState): Promise<readonly Message[]> => {
  const id = live.VpnConnectionId ?? '';
  if (!publicReads || !isOnNoGateway(live)) return [];
  const seen = await publicReads.connectionRoutes(id);
  const dests = listOf(seen).flatMap(({ RouteDest, Weight }) => (RouteDest ? [`${RouteDest} (${Weight ?? '?'})`] : []));
  const { TransitRouterId, TransitRouterName } = live;
  const router = TransitRouterId ? called(TransitRouterId, TransitRouterName) : planMessages.notKnown;
  return [
    ...unreadParts([[kindNames.routes, seen]]),
    ...(dests.length > 0
      ? [message(planMessages.routesOfIt, { router, count: dests.length, routes: someOf(dests) })]
      : []),
  ];
};

/** What is known around a connection that is to go. */
const deletedAround = async (live: Connection, liveState: LiveState) => {
  const around = await readSurroundings(live, liveState);
  const near = around && (await readPublished(around.gatewayId, liveState));
  const known = tunnels(around?.connections ?? { missing: true });
  const own = await ownRouteNotes(live, liveState);
  const id = live.VpnConnectionId ?? '';
  return {
    around,
    near,
    affected: [
      ...(around ? known : tunnels({ found: [live] })).bgp(),
      ...own,
      ...(around ? await deletionNotes(listOf(around.routes), near?.published ?? [], id, known) : []),
      ...(around
        ? unreadParts([
            [kindNames.routes, around.routes],
            [kindNames.connections, around.connections],
          ])
        : []),
    ],
  };
};

type Deletion = Input<typeof DeleteVpnConnection> | Input<typeof DeleteVpnAttachment>;

const assessDeletion =
  (action: Action, secrets: SecretStore) =>
  async (input: Deletion, liveState: LiveState): Promise<Impact> => {
    const id = input.VpnConnectionId;
    const seen = await liveState.connection(id);
    const live = foundIn(seen);
    if (!live) return withoutTarget(kindNames.connection, id, input.RegionId, seen);
    const { around, near, affected } = await deletedAround(live, liveState);
    const notes = around ? gatewayWarnings(around.gateway, 'lets pass') : withoutGateway(live);
    const other = otherCall(action, live);
    return impactOf(targetOf(id, live.Name), {
      ...notes,
      ...(other.refusal && { refusal: other.refusal }),
      warnings: [...notes.warnings, ...other.warnings, ...(near?.unread ?? [])],
      ...(around && { gatewayId: around.gatewayId }),
      changes: [{ Field: 'VpnConnectionId', Before: id, After: null }],
      affected: [
        ...tunnelNotes(live, called(id, live.Name), { own: planMessages.tunnelGone, each: planMessages.tunnelOfGone }),
        ...affected,
      ],
      undo: undoOf(live, isOnNoGateway(live), liveState, secrets),
      state: connectionState(live, around, secrets),
    });
  };

/** Removing a connection: its tunnels go down at once, its routes stay and lead nowhere. */
export const assessConnectionDeletion = (secrets: SecretStore) => assessDeletion(DeleteVpnConnection, secrets);

/** The same of a connection on a transit router, whose own routes go with it. */
export const assessAttachmentDeletion = (secrets: SecretStore) => assessDeletion(DeleteVpnAttachment, secrets);
