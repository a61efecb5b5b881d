import type { Fields, Input } from '../../catalogue/action.ts';
import type { ModifyVpnConnectionAttribute } from '../../catalogue/actions/vpn-connection.ts';
import type { Route } from '../../network/routes.ts';
import { isOwnTunnel, NOT_UNDERSTOOD, readTunnels } from '../../network/tunnels.ts';
import { called, type Impact } from '../plan/impact.ts';
import type { Connection, LiveState } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import { listOf, type Seen } from '../plan/seen.ts';
import { healthOf, isOnTransitRouter, tunnelName } from '../plan/tunnel-state.ts';
import { isMask, mayBeMask, type SecretStore } from '../secrets/store.ts';
import { type Message, message, someOf } from '../text/message.ts';

type Modification = Input<typeof ModifyVpnConnectionAttribute>;

/** Where the reply keeps what the request calls HealthCheckConfig, and under which names. */
const healthFields = { enable: 'Enable', dip: 'Dip', sip: 'Sip', interval: 'Interval', retry: 'Retry' } as const;

export const ikeFields = [
  'IkeVersion',
  'IkeMode',
  'IkeEncAlg',
  'IkeAuthAlg',
  'IkePfs',
  'IkeLifetime',
  'LocalId',
  'RemoteId',
] as const;

export const ipsecFields = ['IpsecEncAlg', 'IpsecAuthAlg', 'IpsecPfs', 'IpsecLifetime'] as const;

const defined = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

const pick = (from: Fields | undefined, names: readonly string[]): Fields =>
  defined(Object.fromEntries(names.map((name) => [name, from?.[name]])));

/** The live health check in the request's own words and types. */
export const liveHealth = (connection: Connection | undefined): Fields => {
  const live: Fields = connection?.VcoHealthCheck ?? {};
  const named = Object.entries(healthFields).map(([name, replyName]) => [name, live[replyName]] as const);
  const { enable, ...rest } = defined(Object.fromEntries(named));
  return enable === undefined ? rest : { enable: String(enable) === 'true', ...rest };
};

/** What was given, with the older name of LocalId under its real one. */
export const givenIke = (input: Modification): Fields => {
  const { LocalIdIPsec, ...rest } = input.IkeConfig ?? {};
  return defined({ ...rest, LocalId: rest.LocalId ?? LocalIdIPsec });
};

export interface Completed {
  readonly input: Fields;
  /** Why the partial object may not go out. */
  readonly refusal?: Message;
  /** Settings that neither the request nor the cloud's reply names. */
  readonly left: readonly string[];
}

/** A key that can be sent again: not absent, and surely not the mask of one. */
const liveKey = (connection: Connection): string | undefined => {
  const psk = connection.IkeConfig?.Psk;
  return typeof psk === 'string' && psk !== '' && !mayBeMask(psk) ? psk : undefined;
};

const keyRefusal = (connection: Connection): Message => {
  const psk = connection.IkeConfig?.Psk;
  return typeof psk === 'string' && psk !== ''
    ? message(planMessages.maskedKey)
    : message(planMessages.keyNotRead, { id: connection.VpnConnectionId ?? '' });
};

const missing = (given: Fields, names: readonly string[]): readonly string[] =>
  names.filter((name) => given[name] === undefined);

const isWhole = (given: Fields | undefined, names: readonly string[]): boolean =>
  given === undefined || missing(given, names).length === 0;

/** Without the live object a part cannot be completed; whole objects may go out as they are. */
const completeBlind = (input: Modification): Completed => {
  const parts: readonly (readonly [string, boolean])[] = [
    ['IkeConfig', isWhole(input.IkeConfig && givenIke(input), [...ikeFields, 'Psk'])],
    ['IpsecConfig', isWhole(input.IpsecConfig, ipsecFields)],
    ['HealthCheckConfig', isWhole(input.HealthCheckConfig, Object.keys(healthFields))],
  ];
  const partial = parts.find(([, whole]) => !whole)?.[0];
  const refusal = partial && message(planMessages.partNotRead, { field: partial, id: input.VpnConnectionId });
  return { input, left: [], ...(refusal && { refusal }) };
};

/** Where settings are the tunnels', none that is given goes out: nothing at the top completes it, nor shows what it did. */
const completeTunnels = (input: Modification, live: Connection): Completed => {
  const given = (['IkeConfig', 'IpsecConfig', 'HealthCheckConfig'] as const).filter(
    (part) => input[part] !== undefined,
  );
  if (given.length === 0) return { input, left: [] };
  const [name, fields] = [called(live.VpnConnectionId ?? '', live.Name), someOf(given)];
  const { tunnels, notUnderstood } = readTunnels(live);
  const refusal = notUnderstood
    ? message(planMessages.settingsUnclear, { name, fields, why: NOT_UNDERSTOOD[notUnderstood] })
    : message(planMessages.settingsOfTunnels, { name, fields, tunnels: someOf(tunnels.map(tunnelName)) });
  return { input, left: [], refusal };
};

/**
 * Partial objects completed from the live one, key included: some platforms merge what they are given, others replace
 * the whole object, and only a whole one ends alike on both.
 */
export const completeConnection = (input: Modification, live: Connection | undefined): Completed => {
  if (!live) return completeBlind(input);
  if (!isOwnTunnel(live)) return completeTunnels(input, live);
  const ike = input.IkeConfig && { ...pick(live.IkeConfig, ikeFields), Psk: liveKey(live), ...givenIke(input) };
  const ipsec = input.IpsecConfig && { ...pick(live.IpsecConfig, ipsecFields), ...input.IpsecConfig };
  const health = input.HealthCheckConfig && { ...liveHealth(live), ...input.HealthCheckConfig };
  const left = [
    ...(ike ? missing(ike, ikeFields).map((name) => `IkeConfig.${name}`) : []),
    ...(ipsec ? missing(ipsec, ipsecFields).map((name) => `IpsecConfig.${name}`) : []),
    ...(health ? missing(health, Object.keys(healthFields)).map((name) => `HealthCheckConfig.${name}`) : []),
  ];
  return {
    input: {
      ...input,
      ...(ike && { IkeConfig: ike }),
      ...(ipsec && { IpsecConfig: ipsec }),
      ...(health && { HealthCheckConfig: health }),
    },
    left,
    ...(ike && ike.Psk === undefined && { refusal: keyRefusal(live) }),
  };
};

/** The settings of a connection that are no objects. */
export const plainFields = ['Name', 'LocalSubnet', 'RemoteSubnet', 'EffectImmediately'] as const;

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
  const plain = [...plainFields, 'VpnGatewayId'];
  if (isOwnTunnel(live))
    return {
      plain: valuesOf(live, [...plain, 'CustomerGatewayId']),
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
      peer: connection.CustomerGatewayId ?? null,
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
