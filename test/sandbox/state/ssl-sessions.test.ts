import { beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../../src/sandbox/state/clock.ts';
import type { SslAttempt } from '../../../src/sandbox/state/resources.ts';
import {
  certStatus,
  connectionsOf,
  dropSessions,
  playAttempts,
  sslState,
} from '../../../src/sandbox/state/ssl-sessions.ts';
import { World, type WorldData } from '../../../src/sandbox/state/world.ts';
import { loadWorld } from '../../../src/sandbox/worlds/load-world.ts';

const now = Date.UTC(2026, 10, 23, 9);
const day = 86_400_000;

const cert = (SslVpnClientCertId: string, EndTime = now + 100 * day) => ({ SslVpnClientCertId, EndTime });

/** A server with room for two clients, six addresses apart, and some certificates. */
const load = (ClientIpPool = '10.99.0.0/24'): Promise<WorldData> =>
  loadWorld(
    {
      clock: new Date(now).toISOString(),
      regions: [{ RegionId: 'cn-test-1', LocalName: 'Test' }],
      gateways: [
        { VpnGatewayId: 'vpn-1', VpcId: 'vpc-1', InternetIp: '203.0.113.1', SslVpn: 'enable', SslMaxConnections: 2 },
      ],
      ssl_servers: [{ SslVpnServerId: 'vss-1', VpnGatewayId: 'vpn-1', ClientIpPool, LocalSubnet: '10.0.0.0/16' }],
      ssl_certs: [cert('vsc-a'), cert('vsc-b'), cert('vsc-c'), cert('vsc-old', now - day)],
    },
    { nowMs: now },
  );

let data: WorldData;
beforeEach(async () => {
  data = await load();
});

const attempt = (id: string, more: Partial<SslAttempt> = {}): SslAttempt => ({
  SslVpnServerId: 'vss-1',
  SslVpnClientCertId: id,
  RemoteAddress: '192.0.2.7:50100',
  Time: now,
  ...more,
});

const only = <T>([one]: readonly T[]): T => {
  if (one === undefined) throw new Error('the list is empty');
  return one;
};

const present = (): string[] => data.ssl_sessions.map((one) => one.SslVpnClientCertId);
const log = (): string => data.ssl_logs.map((one) => one.Line).join('\n');

describe('a client that tries to connect', () => {
  it('gets in with a good certificate, and an address out of a block of four', () => {
    playAttempts(data, [attempt('vsc-a'), attempt('vsc-b', { RemoteAddress: '192.0.2.8:1' })]);
    expect(data.ssl_sessions.map((one) => one.ClientIp)).toEqual(['10.99.0.6', '10.99.0.10']);
    expect(log()).toContain('[vsc-a] Peer Connection Initiated');
  });

  it.each([
    ['vsc-old', 'certificate has expired'],
    ['vsc-deleted', 'certificate revoked'],
  ])('is refused with %s: %s', (id, reason) => {
    playAttempts(data, [attempt(id)]);
    expect(present()).toEqual([]);
    expect(log()).toContain(`error=${reason}: CN=${id}`);
  });

  it('is refused with a certificate of another server', () => {
    data.ssl_servers.push({ ...only(data.ssl_servers), SslVpnServerId: 'vss-2' });
    playAttempts(data, [attempt('vsc-a', { SslVpnServerId: 'vss-2' })]);
    expect(log()).toContain('error=unable to get local issuer certificate: CN=vsc-a');
  });

  it('is refused with the file of before a change of cipher', () => {
    playAttempts(data, [attempt('vsc-a', { Cipher: 'AES-256-CBC' })]);
    expect(present()).toEqual([]);
    expect(log()).toContain('cipher final failed');
  });

  it('is refused where the gateway has all the clients it may have', () => {
    playAttempts(data, [attempt('vsc-a'), attempt('vsc-b', { Time: now + 1 }), attempt('vsc-c', { Time: now + 2 })]);
    expect(present()).toEqual(['vsc-a', 'vsc-b']);
    expect(log()).toContain('exceed maximum number of clients (2)');
  });

  it('is refused where the pool has no block left', async () => {
    data = await load('10.99.0.0/29');
    playAttempts(data, [attempt('vsc-a'), attempt('vsc-b', { Time: now + 1 })]);
    expect(present()).toEqual(['vsc-a']);
    expect(log()).toContain('no free --ifconfig-pool addresses');
  });

  it('throws out another device with the same certificate', () => {
    playAttempts(data, [attempt('vsc-a'), attempt('vsc-a', { RemoteAddress: '192.0.2.8:1', Time: now + 1 })]);
    expect(data.ssl_sessions.map((one) => one.RemoteAddress)).toEqual(['192.0.2.8:1']);
    expect(log()).toContain("MULTI: new connection by client 'vsc-a'");
  });

  it('leaves when its time is over, in the order of the clock and not of the list', () => {
    playAttempts(data, [attempt('vsc-b', { Time: now - 5 }), attempt('vsc-a', { Time: now - 60, Until: now - 10 })]);
    expect(present()).toEqual(['vsc-b']);
    expect(data.ssl_logs.map((one) => one.Time)).toEqual(data.ssl_logs.map((one) => one.Time).sort());
    expect(log()).toContain('vsc-a/192.0.2.7:50100 SIGTERM[soft,remote-exit]');
  });
});

describe('the number of clients', () => {
  it('is that of the sessions, or what the world fixed', () => {
    playAttempts(data, [attempt('vsc-a')]);
    const server = only(data.ssl_servers);
    expect(connectionsOf(data, server)).toBe(1);
    expect(connectionsOf(data, { ...server, Connections: 7 })).toBe(7);
  });

  it('is none after everybody was dropped, however it was counted', () => {
    playAttempts(data, [attempt('vsc-a')]);
    const server = only(data.ssl_servers);
    const fixed = Object.assign(server, { Connections: 7 });
    dropSessions(new World(data, createClock()), fixed);
    expect([present(), connectionsOf(data, fixed)]).toEqual([[], 0]);
    expect(log()).toContain('process restarting');
  });
});

describe('the status of a certificate', () => {
  it.each([
    [8 * day, 'normal'],
    [7 * day, 'expiring-soon'],
    [1, 'expiring-soon'],
    [0, 'expired'],
    [-day, 'expired'],
  ])('%d ms before its end is %s', (left, status) => {
    expect(certStatus({ ...only(data.ssl_certs), EndTime: now + left }, now)).toBe(status);
  });

  it('follows the clock', () => {
    const clock = createClock();
    clock.set(now);
    const world = new World(data, clock);
    const statusOf = () => sslState(world).ssl_certs.find((one) => one.SslVpnClientCertId === 'vsc-a')?.Status;
    expect(statusOf()).toBe('normal');
    clock.advance(95 * day);
    expect(statusOf()).toBe('expiring-soon');
    clock.advance(10 * day);
    expect(statusOf()).toBe('expired');
  });
});
