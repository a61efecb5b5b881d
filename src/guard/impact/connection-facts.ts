import type { Fields } from '../../catalogue/action.ts';
import type { Route } from '../../network/routes.ts';
import type { Impact } from '../plan/impact.ts';
import { type Connection, type LiveState, listOf, type Seen } from '../plan/live-state.ts';
import { isMask, type SecretStore } from '../secrets/store.ts';
import { ikeFields, ipsecFields, liveHealth } from './connection-merge.ts';

/** The settings of a connection that are no objects. */
export const plainFields = ['Name', 'LocalSubnet', 'RemoteSubnet', 'EffectImmediately'] as const;

/** Settings of a connection that an approval is sealed to. The key takes part by its handle. */
const settingsOf = (live: Connection, secrets: SecretStore): unknown => {
  const psk = live.IkeConfig?.Psk;
  const pick = (from: Fields | undefined, names: readonly string[]) => names.map((name) => from?.[name] ?? null);
  return {
    plain: pick(live, [...plainFields, 'VpnGatewayId', 'CustomerGatewayId']),
    ike: pick(live.IkeConfig, ikeFields),
    ipsec: pick(live.IpsecConfig, ipsecFields),
    health: Object.entries(liveHealth(live)).map(([field, value]) => [field, String(value)]),
    psk: typeof psk === 'string' && psk !== '' ? (isMask(psk) ? 'masked' : secrets.handleOf(psk)) : null,
  };
};

/** The gateway of a connection, its tables and its other connections; undefined where the reply names no gateway. */
export const readSurroundings = async (live: Connection, look: LiveState) => {
  const gatewayId = live.VpnGatewayId;
  if (gatewayId === undefined) return undefined;
  const [gateway, routes, connections] = await Promise.all([
    look.gateway(gatewayId),
    look.routes(gatewayId),
    look.connectionsOf({ VpnGatewayId: gatewayId }),
  ]);
  return { gatewayId, gateway, routes, connections };
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
  health: live.Status ?? null,
});
