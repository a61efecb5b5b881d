import type { Action, Fields } from '../../catalogue/action.ts';
import type { Route } from '../../network/routes.ts';
import { isOwnTunnel, readTunnels } from '../../network/tunnels.ts';
import { called, type Impact } from '../plan/impact.ts';
import type { Connection, LiveState } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import { listOf, type Seen } from '../plan/seen.ts';
import { healthOf, isOnNoGateway, isOnTransitRouter } from '../plan/tunnel-state.ts';
import { isMask, type SecretStore } from '../secrets/store.ts';
import { message } from '../text/message.ts';
import { ikeFields, ipsecFields, liveHealth, ownPlainFields, plainFields } from './fields.ts';

const valuesOf = (from: Fields | undefined, names: readonly string[]) => names.map((name) => from?.[name] ?? null);

const bgpFields = ['LocalAsn', 'LocalBgpIp', 'PeerAsn', 'PeerBgpIp', 'TunnelCidr'] as const;

/** Settings of a tunnel that an approval is sealed to. The key takes part by its handle. */
const tunnelSettings = ({ IkeConfig, IpsecConfig, VpnBgpConfig }: Connection, secrets: SecretStore) => {
  const psk = IkeConfig?.Psk;
  return {
    ike: valuesOf(IkeConfig, ikeFields),
    ipsec: valuesOf(IpsecConfig, ipsecFields),
    psk: typeof psk === 'string' && psk !== '' ? (isMask(psk) ? 'masked' : secrets.handleOf(psk)) : null,
    ...(VpnBgpConfig && { bgp: valuesOf(VpnBgpConfig, bgpFields) }),
  };
};

const placeFields = ['TunnelId', 'Role', 'TunnelIndex', 'ZoneNo', 'InternetIp'] as const;

/** Settings of a connection that an approval is sealed to. Where its tunnels are not understood, that is all of its reply. */
const settingsOf = (live: Connection, secrets: SecretStore): unknown => {
  const plain = [...plainFields, 'VpnGatewayId', 'EnableTunnelsBgp', 'NetworkType'];
  if (isOwnTunnel(live))
    return {
      plain: valuesOf(live, [...plain, ...ownPlainFields]),
      health: Object.entries(liveHealth(live)).map(([field, value]) => [field, String(value)]),
      ...tunnelSettings(live, secrets),
    };
  const { tunnels, notUnderstood } = readTunnels(live);
  const { RequestId: _, ...reply } = live;
  if (notUnderstood) return reply;
  return {
    plain: valuesOf(live, plain),
    tunnels: tunnels.map(({ connection, ...place }) => ({
      place: valuesOf(place, placeFields),
      own: valuesOf(connection, ownPlainFields),
      ...tunnelSettings(connection, secrets),
    })),
  };
};

/**
 * The gateway of a connection, its tables and its other connections; undefined where the reply names no gateway, as of a
 * connection that hangs on something else.
 */
export const readSurroundings = async (live: Connection, liveState: LiveState) => {
  const gatewayId = live.VpnGatewayId;
  if (!gatewayId) return undefined;
  const [gateway, routes, connections] = await Promise.all([
    liveState.gateway(gatewayId),
    liveState.routes(gatewayId),
    liveState.connectionsOf({ VpnGatewayId: gatewayId }),
  ]);
  return { gatewayId, gateway, routes, connections };
};

/** What a plan says of a connection around which nothing could be read. */
export const withoutGateway = (live: Connection): Pick<Impact, 'warnings' | 'refusal'> => {
  const { TransitRouterId, TransitRouterName } = live;
  const router = TransitRouterId ? called(TransitRouterId, TransitRouterName) : planMessages.notKnown;
  return {
    warnings: [
      isOnTransitRouter(live) ? message(planMessages.onTransitRouter, { router }) : message(planMessages.noGateway),
    ],
  };
};

/** A connection on a gateway and one on a transit router have calls of their own. */
export const otherCall = (action: Action, live: Connection): Pick<Impact, 'warnings' | 'refusal'> => {
  if (action.resource === 'attachment' && live.VpnGatewayId) {
    const values = { name: called(live.VpnConnectionId ?? '', live.Name), gateway: live.VpnGatewayId };
    return { warnings: [], refusal: message(planMessages.notAttached, values) };
  }
  const isWrong = action.resource === 'connection' && isOnNoGateway(live);
  return { warnings: isWrong ? [message(planMessages.attachmentCall)] : [] };
};

const routeFacts = (routes: Seen<readonly Route[]>, id: string) =>
  listOf(routes)
    .filter(({ NextHop }) => NextHop === id)
    .map(({ RouteType, RouteSource = '', RouteDest, Weight, State }) =>
      [RouteType, RouteSource, RouteDest, Weight, State].join(' '),
    )
    .sort();

/** What an approval about a connection is sealed to. */
export const connectionState = (
  live: Connection,
  around: Awaited<ReturnType<typeof readSurroundings>>,
  secrets: SecretStore,
): Impact['state'] => ({
  settings: {
    connection: settingsOf(live, secrets),
    routes: around ? routeFacts(around.routes, live.VpnConnectionId ?? '') : [],
  },
  health: healthOf(live),
});
