import type { Fields, Input } from '../../catalogue/action.ts';
import { CreateVpnConnection, type DeleteVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { isPaired, type Route } from '../../network/routes.ts';
import { outermost, type Published, type Shift, shifts } from '../../network/traffic.ts';
import {
  called,
  foundIn,
  gatewayNotes,
  type Survey,
  statusWords,
  surveyOf,
  type Tunnels,
  targetOf,
  tunnels,
  unreadParts,
  withoutTarget,
} from '../plan/impact.ts';
import { type Connection, type Look, listOf } from '../plan/live-state.ts';
import { kindWords, planWords } from '../plan/messages.ts';
import { undoCall } from '../plan/undo.ts';
import { isMask, type SecretStore } from '../secrets/store.ts';
import { type Said, said, someOf } from '../text/message.ts';
import { connectionState, lookAround } from './connection-facts.ts';
import { ikeFields, ipsecFields, liveHealth } from './connection-merge.ts';
import { lookAtPublished } from './other-gateways.ts';
import { trafficNotes } from './traffic-messages.ts';

/** Destinations that keep an active route and lose its standby. */
const standbyNotes = (through: readonly Route[], next: readonly Route[]): readonly Said[] => {
  const bare = through.filter((route) => {
    const left = next.filter((other) => isPaired(other, route));
    return left.length === 1 && left[0]?.Weight === 100;
  });
  const dests = [...new Set(bare.map(({ RouteDest }) => RouteDest))].toSorted();
  return dests.length > 0 ? [said(planWords.noStandby, { dest: someOf(dests) })] : [];
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
const deletionNotes = (
  routes: readonly Route[],
  others: readonly Published[],
  id: string,
  known: Tunnels,
): readonly Said[] => {
  const through = routes.filter(({ NextHop }) => NextHop === id);
  if (through.length === 0) return [];
  const next = routes.filter(({ NextHop }) => NextHop !== id);
  const wholes = outermost(through).map((route) => ({
    route,
    parts: shifts({ routes, others }, { routes: next, others }, route, known.isUp),
  }));
  const parts = wholes.flatMap((whole) => whole.parts);
  const isHeld = wholes.some((whole) => isHeldBack(whole, next));
  return [
    ...trafficNotes(parts, known, 'change'),
    ...standbyNotes(through, next),
    said(planWords.stale, {
      count: through.length,
      routes: someOf([...new Set(through.map(({ RouteDest }) => RouteDest))].toSorted()),
    }),
    ...(isHeld ? [said(planWords.staleHold)] : []),
  ];
};

/** What is needed to make the connection again; its key is not among it. */
const recipe = (live: Connection): Fields => {
  const { VpnGatewayId, CustomerGatewayId, Name, LocalSubnet, RemoteSubnet, EffectImmediately } = live;
  const pick = (from: Fields | undefined, names: readonly string[]): Fields =>
    Object.fromEntries(names.map((name) => [name, from?.[name]]));
  return {
    ...{ VpnGatewayId, CustomerGatewayId, Name, LocalSubnet, RemoteSubnet, EffectImmediately },
    IkeConfig: pick(live.IkeConfig, ikeFields),
    IpsecConfig: pick(live.IpsecConfig, ipsecFields),
    HealthCheckConfig: liveHealth(live),
  };
};

/** Removing a connection: its tunnel goes down at once, its routes stay and lead nowhere. */
export const surveyConnectionDeletion =
  (secrets: SecretStore) =>
  async (input: Input<typeof DeleteVpnConnection>, look: Look): Promise<Survey> => {
    const id = input.VpnConnectionId;
    const seen = await look.connection(id);
    const live = foundIn(seen);
    if (!live) return withoutTarget(kindWords.connection, id, input.RegionId, seen);
    const around = await lookAround(live, look);
    const near = around && (await lookAtPublished(around.gatewayId, look));
    const known = tunnels(around?.connections ?? { missing: true });
    const notes = around ? gatewayNotes(around.gateway, 'lets pass') : { foreseen: [] };
    return surveyOf(targetOf(id, live.Name), {
      ...notes,
      foreseen: [...notes.foreseen, ...(near?.unread ?? [])],
      ...(around && { gatewayId: around.gatewayId }),
      changes: [{ Field: 'VpnConnectionId', Before: id, After: null }],
      blast: [
        said(planWords.tunnelGone, { name: called(id, live.Name), status: statusWords(live.Status) }),
        ...(around ? deletionNotes(listOf(around.routes), near?.published ?? [], id, known) : []),
        ...(around ? unreadParts([[kindWords.routes, around.routes]]) : []),
      ],
      undo: [...undoCall(planWords.undoNewId, CreateVpnConnection, recipe(live)), ...keyUndo(live, secrets)],
      state: connectionState(live, around, secrets),
    });
  };

const keyUndo = (live: Connection, secrets: SecretStore): readonly Said[] => {
  const psk = live.IkeConfig?.Psk;
  if (typeof psk !== 'string' || psk === '' || isMask(psk)) return [said(planWords.undoKeyUnknown)];
  return [said(planWords.undoKey, { fingerprint: secrets.hide(psk).Fingerprint })];
};
