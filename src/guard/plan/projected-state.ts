import { type Action, type Fields, isFields } from '../../catalogue/action.ts';
import { type Identified, idFields, isSameKind } from '../../catalogue/resource.ts';
import { isSame } from '../../network/cidr.ts';
import type { Route } from '../../network/routes.ts';
import { isMask } from '../secrets/store.ts';
import type { Connection, LiveState, Named } from './live-state.ts';
import { listOf, type Seen } from './seen.ts';

/** A write that is thought of as done. */
export interface EarlierWrite {
  readonly action: Action;
  readonly input: Fields;
  /** Its place in a list that is planned: later steps speak of what it makes by that. */
  readonly place?: number | undefined;
}

const isEntry = (route: Route, input: Fields): boolean =>
  isSame(route.RouteDest, String(input['RouteDest'])) &&
  route.NextHop === input['NextHop'] &&
  (input['Weight'] === undefined || route.Weight === Number(input['Weight'])) &&
  (input['Priority'] === undefined || route.Priority === undefined || route.Priority === input['Priority']) &&
  (input['RouteSource'] === undefined || isSame(route.RouteSource ?? '', String(input['RouteSource']))) &&
  (input['RouteType'] === undefined || route.RouteType === input['RouteType']);

const newRoute = (RouteType: Route['RouteType'], input: Fields): Route => ({
  RouteType,
  RouteDest: String(input['RouteDest']),
  ...(RouteType === 'pbr' && { RouteSource: String(input['RouteSource']) }),
  NextHop: String(input['NextHop']),
  Weight: Number(input['Weight']),
  State: stateOf(input),
  ...(typeof input['Priority'] === 'number' && { Priority: input['Priority'] }),
});

/** What the cloud gives a policy route without a priority, where the others have one. */
const DEFAULT_PRIORITY = 10;

/** A new entry with the priority that it gets where none is given. */
export const withPriority = (fresh: Route, routes: readonly Route[]): Route =>
  fresh.RouteType === 'pbr' && routes.some(({ Priority }) => Priority !== undefined)
    ? { Priority: DEFAULT_PRIORITY, ...fresh }
    : fresh;

const reordered = ({
  NewWeight,
  NewPriority,
}: Fields & { readonly NewWeight?: unknown; readonly NewPriority?: unknown }) => ({
  ...(NewWeight !== undefined && { Weight: Number(NewWeight) }),
  ...(typeof NewPriority === 'number' && { Priority: NewPriority }),
});

/** Which table an action about routes works on; PublishVpnRouteEntry names it in its input. */
export const tableOf = ({ resource }: Action, input: Fields = {}): Route['RouteType'] =>
  resource === 'policy-route' || input['RouteType'] === 'pbr' ? 'pbr' : 'dbr';

const stateOf = (input: Fields): string => (input['PublishVpc'] === true ? 'published' : 'normal');

const withRoute = (routes: readonly Route[], { action, input }: EarlierWrite): readonly Route[] => {
  const table = tableOf(action, input);
  const isMeant = (route: Route): boolean => route.RouteType === table && isEntry(route, input);
  const changed = (change: Partial<Route>) => routes.map((route) => (isMeant(route) ? { ...route, ...change } : route));
  if (action.verb === 'create') return [...routes, withPriority(newRoute(table, input), routes)];
  if (action.verb === 'delete') return routes.filter((route) => !isMeant(route));
  if (action.verb === 'modify') return changed(reordered(input));
  return action.verb === 'publish' ? changed({ State: stateOf(input) }) : routes;
};

const isAboutRoutes = ({ resource }: Action): boolean => resource === 'route' || resource === 'policy-route';

/** The route tables of a gateway after a write. */
export const routesAfter = (
  routes: readonly Route[],
  gatewayId: string,
  earlier: readonly EarlierWrite[],
): readonly Route[] =>
  earlier
    .filter(({ action, input }) => isAboutRoutes(action) && input['VpnGatewayId'] === gatewayId)
    .reduce(withRoute, routes);

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

/** A tunnel of a reply after a request; an address of the old block of BGP means nothing in another one. */
const tunnelAfter = (before: Fields, given: Fields): Fields => {
  const {
    TunnelIkeConfig,
    TunnelIpsecConfig,
    TunnelBgpConfig,
    TunnelId: _t,
    Role: _r,
    TunnelIndex: _i,
    ...plain
  } = given;
  const ike = before['TunnelIkeConfig'];
  return {
    ...before,
    ...plain,
    TunnelIkeConfig: ikeAfter(isFields(ike) ? ike : undefined, TunnelIkeConfig),
    TunnelIpsecConfig: merge(before['TunnelIpsecConfig'], TunnelIpsecConfig),
    ...(TunnelBgpConfig !== undefined && { TunnelBgpConfig: merge(before['TunnelBgpConfig'], TunnelBgpConfig) }),
  };
};

const PLACES = ['TunnelId', 'Role', 'TunnelIndex'] as const;

const isMeant = (tunnel: Fields, given: Fields): boolean =>
  PLACES.some((name) => given[name] !== undefined) &&
  PLACES.every((name) => given[name] === undefined || String(given[name]) === String(tunnel[name]));

/** The tunnels of a reply after a request, which has a list of them, or one beside its ID. */
const tunnelsAfter = (before: unknown, { TunnelId, TunnelOptionsSpecification: given }: Fields): unknown => {
  if (isFields(before) && Array.isArray(before['TunnelOptions']))
    return {
      ...before,
      TunnelOptions: tunnelsAfter(before['TunnelOptions'], { TunnelId, TunnelOptionsSpecification: given }),
    };
  if (!Array.isArray(before)) return before;
  const asked = (Array.isArray(given) ? given : [isFields(given) && { ...given, TunnelId }]).filter(isFields);
  return before.map((tunnel) =>
    isFields(tunnel) ? asked.filter((one) => isMeant(tunnel, one)).reduce(tunnelAfter, tunnel) : tunnel,
  );
};

const bgpAfter = (before: unknown, given: unknown): unknown => {
  if (!isFields(given)) return before;
  const { EnableBgp, ...rest } = given;
  return EnableBgp === false ? {} : merge(before, rest);
};

const connectionAfter = (connection: Connection, input: Fields): Connection => {
  const {
    IkeConfig,
    IpsecConfig,
    HealthCheckConfig,
    BgpConfig,
    RemoteCaCert,
    TunnelId: _i,
    TunnelOptionsSpecification: _s,
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
    ...(BgpConfig !== undefined && { VpnBgpConfig: bgpAfter(connection.VpnBgpConfig, BgpConfig) }),
    ...(RemoteCaCert !== undefined && { RemoteCaCertificate: RemoteCaCert }),
    TunnelOptionsSpecification: tunnelsAfter(connection.TunnelOptionsSpecification, input),
  };
  return next;
};

const plainAfter = <T extends object>(thing: T, { RegionId: _r, ClientToken: _t, ...given }: Fields): T => ({
  ...thing,
  ...given,
});

/** Whether a write is about things of the kind: a tunnel is a part of its connection. */
const isAbout = ({ resource }: Action, kind: Identified): boolean =>
  isSameKind(resource, kind) || (resource === 'tunnel' && kind === 'connection');

/** One thing after the writes that name it by its ID; undefined when one of them removed it. */
const after = <T extends object>(
  thing: T,
  kind: Identified,
  earlier: readonly EarlierWrite[],
  patch: (thing: T, input: Fields) => T = plainAfter,
): T | undefined => {
  const id: unknown = Reflect.get(thing, idFields[kind]);
  const own = earlier.filter(
    ({ action, input }) => id !== undefined && isAbout(action, kind) && input[idFields[kind]] === id,
  );
  if (own.some(({ action }) => action.verb === 'delete')) return undefined;
  return own.filter(({ action }) => action.verb === 'modify').reduce((now, { input }) => patch(now, input), thing);
};

/** Deleted things are gone; what is renamed keeps its former name beside the new one. */
const namedAfter = (named: Named, kind: Identified, earlier: readonly EarlierWrite[]): Named | undefined => {
  const own = earlier.filter(({ action, input }) => isAbout(action, kind) && input[idFields[kind]] === named.Id);
  if (own.some(({ action }) => action.verb === 'delete')) return undefined;
  const given = own.findLast(({ input }) => typeof input['Name'] === 'string' && input['Name'] !== named.Name);
  return given ? { ...named, Name: String(given.input['Name']), Former: named.Name } : named;
};

const one = <T>(seen: Seen<T>, change: (thing: T) => T | undefined): Seen<T> => {
  if (!('found' in seen)) return seen;
  const now = change(seen.found);
  return now === undefined ? { missing: true } : { found: now };
};

const many = <T>(seen: Seen<readonly T[]>, change: (thing: T) => T | undefined): Seen<readonly T[]> => {
  if ('missing' in seen) return seen;
  const rows = listOf(seen).flatMap((thing) => change(thing) ?? []);
  return 'found' in seen ? { found: rows } : { ...seen, some: rows };
};

/**
 * Live state as if these writes had been done: what it should be before the next step. Things that a write makes are not
 * there yet, except routes: nobody knows their IDs.
 */
export const projectedState = (liveState: LiveState, earlier: readonly EarlierWrite[]): LiveState => {
  const gateway = <T extends object>(thing: T) => after(thing, 'vpn-gateway', earlier);
  const customer = <T extends object>(thing: T) => after(thing, 'customer-gateway', earlier);
  const connection = (thing: Connection) => after(thing, 'connection', earlier, connectionAfter);
  const server = <T extends object>(thing: T) => after(thing, 'ssl-server', earlier);
  const certificate = <T extends { SslVpnServerId?: string | undefined }>(thing: T) =>
    server({ SslVpnServerId: thing.SslVpnServerId }) && after(thing, 'client-certificate', earlier);
  return {
    platform: liveState.platform,
    gateway: async (id) => one(await liveState.gateway(id), gateway),
    gatewaysOf: async (id) => many(await liveState.gatewaysOf(id), gateway),
    customerGateway: async (id) => one(await liveState.customerGateway(id), customer),
    connection: async (id) => one(await liveState.connection(id), connection),
    connectionsOf: async (of) => many(await liveState.connectionsOf(of), connection),
    routes: async (id) => {
      const seen = await liveState.routes(id);
      return 'found' in seen ? { found: routesAfter(seen.found, id, earlier) } : seen;
    },
    sslServer: async (id) => one(await liveState.sslServer(id), server),
    sslServersOf: async (id) => many(await liveState.sslServersOf(id), server),
    sslServers: async () => many(await liveState.sslServers(), server),
    certificate: async (id) => one(await liveState.certificate(id), certificate),
    certificatesOf: async (id) => many(await liveState.certificatesOf(id), certificate),
    namesOf: async (kind) => many(await liveState.namesOf(kind), (named) => namedAfter(named, kind, earlier)),
    // No write of this API changes a network.
    ...(liveState.network && { network: liveState.network }),
    ...(liveState.publicReads && { publicReads: liveState.publicReads }),
  };
};
