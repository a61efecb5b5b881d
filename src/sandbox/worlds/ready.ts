import { readLines } from '../handlers/log-window.ts';
import { clientLifetimeMs } from '../state/certificates.ts';
import { playAttempts } from '../state/ssl-sessions.ts';
import type { CustomerGateway, SslAttempt, VpnGateway, WorldData } from '../state/world.ts';
import { attachDevice } from '../tunnels/state.ts';
import { type Filled, fillConnections, gatewayOf, type Moved } from './fill-connections.ts';
import type { WorldFile } from './world-file.ts';

const timeFields = new Set(['CreateTime', 'EndTime', 'Time', 'Until']);

/** All times of a file, moved from the world's clock to ours; what is undefined is left out. */
const move = (value: unknown, byMs: number): unknown => {
  if (Array.isArray(value)) return value.map((one) => move(one, byMs));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  const moveField = (key: string, one: unknown): unknown =>
    timeFields.has(key) && typeof one === 'number' ? one + byMs : move(one, byMs);
  return Object.fromEntries(entries.map(([key, one]) => [key, moveField(key, one)]));
};

const monthMs = 30 * 86_400_000;

/** The world as it is at `nowMs`: times moved, gaps filled, devices attached to their tunnels, clients connected. */
export const makeReady = (file: WorldFile, nowMs: number): WorldData => {
  const clockMs = Date.parse(file.clock);
  const ssl_logs = readLines(file, file.ssl_logs, clockMs);
  // The schema's output holds no undefined members; its type alone says they could be there.
  const moved = move({ ...file, ssl_logs }, nowMs - clockMs) as Moved;
  const data = fill(moved, nowMs);
  for (const connection of data.connections) attachDevice(data, connection);
  playAttempts(data, attemptsOf(moved, data));
  return data;
};

const fill = (file: Moved, nowMs: number): WorldData => {
  const { $schema: _, description: __, ...world } = file;
  const default_region = file.default_region ?? file.regions[0]?.RegionId ?? '';
  const age = { CreateTime: Math.floor((nowMs - monthMs) / 1000) * 1000 };
  const place = { RegionId: default_region };
  const gateways = file.gateways.map((one): VpnGateway => ({ ...place, ...age, ...one }));
  const customer_gateways = file.customer_gateways.map((one): CustomerGateway => ({ ...place, ...age, ...one }));
  const filled = { ...world, default_region, gateways, customer_gateways };
  const atAge = <T>(items: readonly T[]): (T & { CreateTime: number })[] => items.map((one) => ({ ...age, ...one }));
  return {
    ...filled,
    ...{ vswitches: atAge(file.vswitches), route_tables: atAge(file.route_tables), vpc_routes: atAge(file.vpc_routes) },
    ...{
      routes_bgp: atAge(file.routes_bgp),
      routes_vco: atAge(file.routes_vco),
      diagnoses: [],
      orders: [],
      certificate_associations: [],
    },
    vpcs: file.vpcs.map((one) => ({ ...place, ...age, ...one })),
    clock: new Date(nowMs).toISOString(),
    connections: fillConnections(filled, age.CreateTime),
    ...fillSsl(filled, age.CreateTime),
    ssl_sessions: [],
  };
};

const fillSsl = (filled: Filled, CreateTime: number): Pick<WorldData, 'ssl_servers' | 'ssl_certs'> => {
  const ssl_servers = filled.ssl_servers.flatMap((one) => {
    const gateway = gatewayOf(filled, one);
    if (!gateway) return [];
    const { RegionId, SslMaxConnections: MaxConnections } = gateway;
    const InternetIp = gateway.SslVpnInternetIp ?? gateway.InternetIp;
    return { RegionId, MaxConnections, InternetIp, CreateTime, ...one };
  });
  const ssl_certs = filled.ssl_certs.map(({ Status: _, ...one }) => {
    const server = ssl_servers.find((other) => other.SslVpnServerId === one.SslVpnServerId) ?? ssl_servers[0];
    const EndTime = one.EndTime ?? (one.CreateTime ?? CreateTime) + clientLifetimeMs;
    const belongs = { RegionId: server?.RegionId ?? '', SslVpnServerId: server?.SslVpnServerId ?? '' };
    return { ...belongs, CreateTime: EndTime - clientLifetimeMs, ...one, EndTime };
  });
  return { ssl_servers, ssl_certs };
};

const attemptsOf = (file: Moved, data: WorldData): SslAttempt[] =>
  file.ssl_sessions.map((one) => ({ SslVpnServerId: data.ssl_servers[0]?.SslVpnServerId ?? '', ...one }));
