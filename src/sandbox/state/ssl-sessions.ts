import { parseCidr } from 'cidr-tools';
import type { SslAttempt, SslSession, SslVpnClientCert, SslVpnServer } from './resources.ts';
import { connected, full, left, poolEmpty, restarted, unverified, wrongCipher } from './ssl-messages.ts';
import type { World, WorldData } from './world.ts';

/** Status of a certificate at a moment; `expiring-soon` is the last week [guide 6.7.8]. */
export const certStatus = ({ EndTime }: SslVpnClientCert, nowMs: number): string => {
  if (EndTime <= nowMs) return 'expired';
  return EndTime - nowMs <= 7 * 86_400_000 ? 'expiring-soon' : 'normal';
};

const sessionsOf = (data: WorldData, serverId: string): SslSession[] =>
  data.ssl_sessions.filter((one) => one.SslVpnServerId === serverId);

/** How many clients a server has: what the world fixed, else its sessions. */
export const connectionsOf = (data: WorldData, server: SslVpnServer): number =>
  server.Connections ?? sessionsOf(data, server.SslVpnServerId).length;

/** Servers and certificates with their computed fields, for the view of the whole world. */
export const sslState = ({ data, clock }: World) => ({
  ssl_servers: data.ssl_servers.map((one) => ({ ...one, Connections: connectionsOf(data, one) })),
  ssl_certs: data.ssl_certs.map((one) => ({ ...one, Status: certStatus(one, clock.now()) })),
});

/** Each client takes a block of four addresses, the server the first: the n-th client (from 0) gets the third in its block. */
const addressInPool = (pool: string, nth: number): string => {
  const value = Number(parseCidr(pool).start) + 4 * (nth + 1) + 2;
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
};

/** The first address that no session has; undefined when the pool is used up. */
const freeAddress = (pool: string, sessions: readonly SslSession[]): string | undefined => {
  const { start, end } = parseCidr(pool);
  const places = Math.floor(Number(end - start + 1n) / 4) - 1;
  const taken = new Set(sessions.map((one) => one.ClientIp));
  const all = Array.from({ length: Math.min(places, sessions.length + 1) }, (_, nth) => addressInPool(pool, nth));
  return all.find((address) => !taken.has(address));
};

/** What a server makes of a client: its lines, the session if it gets one, and whether an earlier session goes. */
interface Outcome {
  lines: string[];
  session?: SslSession;
  takesOver?: boolean;
}

/** Why a certificate is refused, in OpenSSL's words. */
const flaw = (data: WorldData, attempt: SslAttempt): string | undefined => {
  const cert = data.ssl_certs.find((one) => one.SslVpnClientCertId === attempt.SslVpnClientCertId);
  if (!cert) return 'certificate revoked';
  if (cert.SslVpnServerId !== attempt.SslVpnServerId) return 'unable to get local issuer certificate';
  return certStatus(cert, attempt.Time) === 'expired' ? 'certificate has expired' : undefined;
};

const judge = (data: WorldData, server: SslVpnServer, attempt: SslAttempt): Outcome => {
  const reason = flaw(data, attempt);
  if (reason) return { lines: unverified(attempt, reason) };
  if (attempt.Cipher && attempt.Cipher !== server.Cipher)
    return { lines: wrongCipher(server, attempt, attempt.Cipher) };
  const present = sessionsOf(data, server.SslVpnServerId);
  const others = present.filter((one) => one.SslVpnClientCertId !== attempt.SslVpnClientCertId);
  if (others.length >= server.MaxConnections) return { lines: full(server) };
  const ClientIp = freeAddress(server.ClientIpPool, others);
  if (!ClientIp) return { lines: poolEmpty(server, attempt) };
  const { SslVpnServerId, SslVpnClientCertId, RemoteAddress, Time: ConnectedSince } = attempt;
  const session = { SslVpnServerId, SslVpnClientCertId, RemoteAddress, ConnectedSince, ClientIp };
  const takesOver = others.length < present.length;
  return { lines: connected(server, session, takesOver), session, takesOver };
};

const write = (data: WorldData, SslVpnServerId: string, Time: number, lines: readonly string[]): void => {
  data.ssl_logs.push(...lines.map((Line) => ({ SslVpnServerId, Time, Line })));
};

const enter = (data: WorldData, attempt: SslAttempt): void => {
  const server = data.ssl_servers.find((one) => one.SslVpnServerId === attempt.SslVpnServerId);
  if (!server) return;
  const { lines, session, takesOver } = judge(data, server, attempt);
  if (takesOver)
    data.ssl_sessions = data.ssl_sessions.filter((one) => one.SslVpnClientCertId !== attempt.SslVpnClientCertId);
  if (session) data.ssl_sessions.push(session);
  write(data, attempt.SslVpnServerId, attempt.Time, lines);
};

const leave = (data: WorldData, attempt: SslAttempt, Time: number): void => {
  const isHis = (one: SslSession): boolean =>
    one.SslVpnClientCertId === attempt.SslVpnClientCertId && one.RemoteAddress === attempt.RemoteAddress;
  if (!data.ssl_sessions.some(isHis)) return;
  data.ssl_sessions = data.ssl_sessions.filter((one) => !isHis(one));
  write(data, attempt.SslVpnServerId, Time, left(attempt));
};

/** Lets clients come and go in the order of their times: what remains are the sessions, what was written the log. */
export const playAttempts = (data: WorldData, attempts: readonly SslAttempt[]): void => {
  const events = attempts.flatMap((one) => [
    { at: one.Time, happen: () => enter(data, one) },
    ...(one.Until === undefined ? [] : [{ at: one.Until, happen: () => leave(data, one, one.Until ?? 0) }]),
  ]);
  for (const { happen } of events.sort((a, b) => a.at - b.at)) happen();
  data.ssl_logs.sort((a, b) => a.Time - b.Time);
};

/** Every client of a server loses its connection, as after a deleted certificate or changed settings. */
export const dropSessions = (world: World, server: SslVpnServer): void => {
  const { data, clock } = world;
  const id = server.SslVpnServerId;
  write(data, id, clock.now(), restarted(sessionsOf(data, id)));
  data.ssl_sessions = data.ssl_sessions.filter((one) => one.SslVpnServerId !== id);
  if (server.Connections !== undefined) server.Connections = 0;
};
