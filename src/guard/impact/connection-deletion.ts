import type { Fields, Input } from '../../catalogue/action.ts';
import { CreateVpnConnection, type DeleteVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { isPaired, type Route } from '../../network/routes.ts';
import { outermost, type Published, type Shift, shifts } from '../../network/traffic.ts';
import { isOwnTunnel, readTunnels, type Tunnel } from '../../network/tunnels.ts';
import { ikeFields, ipsecFields, liveHealth } from '../connection/fields.ts';
import { connectionState, readSurroundings, withoutGateway } from '../connection/settings.ts';
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
import { tunnelName, tunnelNotes } from '../plan/tunnel-state.ts';
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

const pick = (from: Fields | undefined, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, from?.[name]]));

/** What is needed to make the connection again; its key is not among it. */
const createAgain = (live: Connection): Fields => {
  const { VpnGatewayId, CustomerGatewayId, Name, LocalSubnet, RemoteSubnet, EffectImmediately } = live;
  return {
    ...{ VpnGatewayId, CustomerGatewayId, Name, LocalSubnet, RemoteSubnet, EffectImmediately },
    IkeConfig: pick(live.IkeConfig, ikeFields),
    IpsecConfig: pick(live.IpsecConfig, ipsecFields),
    HealthCheckConfig: liveHealth(live),
  };
};

/** Removing a connection: its tunnel goes down at once, its routes stay and lead nowhere. */
export const assessConnectionDeletion =
  (secrets: SecretStore) =>
  async (input: Input<typeof DeleteVpnConnection>, liveState: LiveState): Promise<Impact> => {
    const id = input.VpnConnectionId;
    const seen = await liveState.connection(id);
    const live = foundIn(seen);
    if (!live) return withoutTarget(kindNames.connection, id, input.RegionId, seen);
    const around = await readSurroundings(live, liveState);
    const near = around && (await readPublished(around.gatewayId, liveState));
    const known = tunnels(around?.connections ?? { missing: true });
    const notes = around ? gatewayWarnings(around.gateway, 'lets pass') : withoutGateway(live);
    return impactOf(targetOf(id, live.Name), {
      ...notes,
      warnings: [...notes.warnings, ...(near?.unread ?? [])],
      ...(around && { gatewayId: around.gatewayId }),
      changes: [{ Field: 'VpnConnectionId', Before: id, After: null }],
      affected: [
        ...tunnelNotes(live, called(id, live.Name), { own: planMessages.tunnelGone, each: planMessages.tunnelOfGone }),
        ...(around ? known : tunnels({ found: [live] })).bgp(),
        ...(around ? await deletionNotes(listOf(around.routes), near?.published ?? [], id, known) : []),
        ...(around
          ? unreadParts([
              [kindNames.routes, around.routes],
              [kindNames.connections, around.connections],
            ])
          : []),
      ],
      undo: isOwnTunnel(live)
        ? [...undoCall(planMessages.undoNewId, CreateVpnConnection, createAgain(live)), ...keyUndo(live, secrets)]
        : undoTunnels(live, secrets),
      state: connectionState(live, around, secrets),
    });
  };

const keyUndo = (live: Connection, secrets: SecretStore): readonly Message[] => {
  const psk = live.IkeConfig?.Psk;
  if (typeof psk !== 'string' || psk === '' || isMask(psk)) return [message(planMessages.undoKeyUnknown)];
  return [message(planMessages.undoKey, { fingerprint: secrets.hide(psk).Fingerprint })];
};

/** Fields that have a value, for a person who may have to type them again. */
const spelledOf = (fields: Fields): string | LocalizedText =>
  spell(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))) || planMessages.notKnown;

const undoTunnel = (tunnel: Tunnel<Connection>, secrets: SecretStore): Message => {
  const { CustomerGatewayId, IkeConfig, IpsecConfig } = tunnel.connection;
  const psk = IkeConfig?.Psk;
  const had = {
    tunnel: tunnelName(tunnel),
    peer: spelledOf({ CustomerGatewayId }),
    ike: spelledOf(pick(IkeConfig, ikeFields)),
    ipsec: spelledOf(pick(IpsecConfig, ipsecFields)),
  };
  if (typeof psk !== 'string' || psk === '' || isMask(psk)) return message(planMessages.undoTunnelNoKey, had);
  return message(planMessages.undoTunnel, { ...had, fingerprint: secrets.hide(psk).Fingerprint });
};

/** What each tunnel had: no call here gives a connection its tunnels, and what stands beside them does not make them again. */
const undoTunnels = (live: Connection, secrets: SecretStore): readonly Message[] => {
  const { VpnGatewayId, TransitRouterId, Name, LocalSubnet, RemoteSubnet, EffectImmediately } = live;
  const fields = spelledOf({ VpnGatewayId, TransitRouterId, Name, LocalSubnet, RemoteSubnet, EffectImmediately });
  const { tunnels: all, notUnderstood } = readTunnels(live);
  if (notUnderstood) return [message(planMessages.undoTunnelsUnclear, { fields })];
  return [message(planMessages.undoTunnels, { fields }), ...all.map((tunnel) => undoTunnel(tunnel, secrets))];
};
