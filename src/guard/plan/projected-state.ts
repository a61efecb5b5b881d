import { type Fields, isFields } from '../../catalogue/action.ts';
import { isSame } from '../../network/cidr.ts';
import type { Route } from '../../network/routes.ts';
import { isMask } from '../secrets/store.ts';
import type { Connection, LiveState, Seen } from './live-state.ts';

/** A write that is thought of as done. */
export interface EarlierWrite {
  readonly action: string;
  readonly input: Fields;
}

const isEntry = (route: Route, input: Fields): boolean =>
  isSame(route.RouteDest, String(input['RouteDest'])) &&
  route.NextHop === input['NextHop'] &&
  (input['Weight'] === undefined || route.Weight === Number(input['Weight'])) &&
  (input['RouteSource'] === undefined || isSame(route.RouteSource ?? '', String(input['RouteSource']))) &&
  (input['RouteType'] === undefined || route.RouteType === input['RouteType']);

const freshRoute = (RouteType: Route['RouteType'], input: Fields): Route => ({
  RouteType,
  RouteDest: String(input['RouteDest']),
  ...(RouteType === 'pbr' && { RouteSource: String(input['RouteSource']) }),
  NextHop: String(input['NextHop']),
  Weight: Number(input['Weight']),
  State: input['PublishVpc'] === true ? 'published' : 'normal',
});

/** Which table an action works on; PublishVpnRouteEntry says it in its input. */
const kindOf = (action: string): Route['RouteType'] => (action.includes('Pbr') ? 'pbr' : 'dbr');

const mended =
  (kind: Route['RouteType'], input: Fields, change: Partial<Route>) =>
  (route: Route): Route =>
    route.RouteType === kind && isEntry(route, input) ? { ...route, ...change } : route;

const withRoute = (routes: readonly Route[], { action, input }: EarlierWrite): readonly Route[] => {
  const kind = kindOf(action);
  if (/^CreateVpn(Pbr)?RouteEntry$/.test(action)) return [...routes, freshRoute(kind, input)];
  if (/^DeleteVpn(Pbr)?RouteEntry$/.test(action))
    return routes.filter((route) => route.RouteType !== kind || !isEntry(route, input));
  if (/^ModifyVpn(Pbr)?RouteEntryWeight$/.test(action))
    return routes.map(mended(kind, input, { Weight: Number(input['NewWeight']) }));
  if (action !== 'PublishVpnRouteEntry') return routes;
  const State = input['PublishVpc'] === true ? 'published' : 'normal';
  return routes.map(mended(input['RouteType'] === 'pbr' ? 'pbr' : 'dbr', input, { State }));
};

/** The route tables of a gateway after a write. */
export const routesAfter = (
  routes: readonly Route[],
  gatewayId: string,
  effects: readonly EarlierWrite[],
): readonly Route[] => effects.filter(({ input }) => input['VpnGatewayId'] === gatewayId).reduce(withRoute, routes);

const merge = (before: unknown, given: unknown): unknown =>
  isFields(before) && isFields(given) ? { ...before, ...given } : (given ?? before);

const HEALTH = { enable: 'Enable', dip: 'Dip', sip: 'Sip', interval: 'Interval', retry: 'Retry' } as const;

const healthAfter = (before: unknown, given: unknown): unknown => {
  if (!isFields(given)) return before;
  const named = Object.entries(HEALTH).flatMap(([from, to]) =>
    given[from] === undefined ? [] : [[to, to === 'Enable' ? String(given[from]) : given[from]] as const],
  );
  return merge(before, Object.fromEntries(named));
};

/** A key that reads masked goes on reading masked, whatever it is changed to. */
const ikeAfter = (before: Connection['IkeConfig'], given: unknown): unknown => {
  const { LocalIdIPsec, ...rest } = isFields(given) ? given : {};
  const alias = LocalIdIPsec === undefined ? {} : { LocalId: LocalIdIPsec };
  const psk = typeof before?.Psk === 'string' && isMask(before.Psk) ? { Psk: before.Psk } : {};
  return isFields(given) ? merge(before, { ...alias, ...rest, ...psk }) : before;
};

const connectionAfter = (connection: Connection, input: Fields): Connection => {
  const {
    IkeConfig,
    IpsecConfig,
    HealthCheckConfig,
    RegionId: _r,
    ClientToken: _t,
    AutoConfigRoute: _a,
    ...plain
  } = input;
  const next: Fields = {
    ...connection,
    ...plain,
    IkeConfig: ikeAfter(connection.IkeConfig, IkeConfig),
    IpsecConfig: merge(connection.IpsecConfig, IpsecConfig),
    VcoHealthCheck: healthAfter(connection.VcoHealthCheck, HealthCheckConfig),
  };
  return next;
};

const plainAfter = <T extends object>(thing: T, { RegionId: _r, ClientToken: _t, ...given }: Fields): T => ({
  ...thing,
  ...given,
});

/** One thing after the writes that name it by `field`; undefined when one of them removed it. */
const after = <T extends object>(
  thing: T,
  field: string,
  names: { readonly change: string; readonly remove: string },
  effects: readonly EarlierWrite[],
  patch: (thing: T, input: Fields) => T = plainAfter,
): T | undefined => {
  const id: unknown = Reflect.get(thing, field);
  const mine = effects.filter(({ input }) => input[field] === id && id !== undefined);
  if (mine.some(({ action }) => action === names.remove)) return undefined;
  return mine.filter(({ action }) => action === names.change).reduce((now, { input }) => patch(now, input), thing);
};

const one = <T>(seen: Seen<T>, change: (thing: T) => T | undefined): Seen<T> => {
  if (!('found' in seen)) return seen;
  const now = change(seen.found);
  return now === undefined ? { missing: true } : { found: now };
};

const many = <T>(seen: Seen<readonly T[]>, change: (thing: T) => T | undefined): Seen<readonly T[]> =>
  'found' in seen ? { found: seen.found.flatMap((thing) => change(thing) ?? []) } : seen;

/**
 * The same look as if these writes had been done: what the state before the next step should be. Things that a write
 * makes are not there yet, but for routes, for their IDs are not known.
 */
export const projectedState = (look: LiveState, effects: readonly EarlierWrite[]): LiveState => {
  const gateway = <T extends object>(thing: T) =>
    after(thing, 'VpnGatewayId', { change: 'ModifyVpnGatewayAttribute', remove: 'DeleteVpnGateway' }, effects);
  const customer = <T extends object>(thing: T) =>
    after(
      thing,
      'CustomerGatewayId',
      { change: 'ModifyCustomerGatewayAttribute', remove: 'DeleteCustomerGateway' },
      effects,
    );
  const connection = (thing: Connection) =>
    after(
      thing,
      'VpnConnectionId',
      { change: 'ModifyVpnConnectionAttribute', remove: 'DeleteVpnConnection' },
      effects,
      connectionAfter,
    );
  const server = <T extends object>(thing: T) =>
    after(thing, 'SslVpnServerId', { change: 'ModifySslVpnServer', remove: 'DeleteSslVpnServer' }, effects);
  const certificate = <T extends { SslVpnServerId?: string | undefined }>(thing: T) =>
    server({ SslVpnServerId: thing.SslVpnServerId }) &&
    after(thing, 'SslVpnClientCertId', { change: 'ModifySslVpnClientCert', remove: 'DeleteSslVpnClientCert' }, effects);
  return {
    gateway: async (id) => one(await look.gateway(id), gateway),
    gatewaysOf: async (id) => many(await look.gatewaysOf(id), gateway),
    customerGateway: async (id) => one(await look.customerGateway(id), customer),
    connection: async (id) => one(await look.connection(id), connection),
    connectionsOf: async (of) => many(await look.connectionsOf(of), connection),
    routes: async (id) => {
      const seen = await look.routes(id);
      return 'found' in seen ? { found: routesAfter(seen.found, id, effects) } : seen;
    },
    sslServer: async (id) => one(await look.sslServer(id), server),
    sslServersOf: async (id) => many(await look.sslServersOf(id), server),
    certificate: async (id) => one(await look.certificate(id), certificate),
    certificatesOf: async (id) => many(await look.certificatesOf(id), certificate),
  };
};
