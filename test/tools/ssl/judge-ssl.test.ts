import { describe, expect, it } from 'vitest';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import type { ServerFacts, SslFacts } from '../../../src/tools/ssl/gather-ssl.ts';
import { isExpired, judgeSsl } from '../../../src/tools/ssl/judge-ssl.ts';
import { readPastedLog, readServerLog } from '../../../src/tools/ssl/read-log.ts';

const now = Date.parse('2026-11-23T09:00:00Z');
const year = 365 * 86_400_000;
const laptop = {
  SslVpnClientCertId: 'vsc-b1',
  SslVpnServerId: 'vss-1',
  Name: 'bob-laptop',
  Status: 'normal',
  EndTime: now + year,
};
const phone = { ...laptop, SslVpnClientCertId: 'vsc-b2', Name: 'bob-phone', Status: 'expired', EndTime: now - year };

const serverWith = (
  change: Partial<ServerFacts['server']> = {},
  log: readonly string[] = [],
  rest: Partial<ServerFacts> = {},
): ServerFacts => ({
  server: {
    ...{ SslVpnServerId: 'vss-1', Name: 'staff', ClientIpPool: '10.99.0.0/24', LocalSubnet: '10.10.0.0/16' },
    ...{ Connections: 3, MaxConnections: 20 },
    ...change,
  },
  gateway: { VpnGatewayId: 'vpn-1', Status: 'active', BusinessStatus: 'Normal', SslVpn: 'enable' },
  log: readServerLog(log),
  isLogComplete: true,
  ...rest,
});

const factsWith = (change: Partial<SslFacts> = {}): SslFacts => ({
  ...{ regionId: undefined, asked: 'bob', minutes: 60, unseen: [], unreadEvidence: [] },
  ...{ isServerMeant: false, searched: { regions: ['cn-a', 'cn-b'], certificates: 7 }, elsewhere: [] },
  matchingCertificates: [laptop],
  certificates: [laptop, phone],
  servers: [serverWith({}, ['198.18.0.9:5 VERIFY OK: depth=0, CN=vsc-b1'])],
  ...change,
});

const first = (change: Partial<SslFacts>) => judgeSsl(factsWith(change), now)[0];
const expiredLine = '198.18.0.9:5 VERIFY ERROR: depth=0, error=certificate has expired: CN=';

describe('why somebody cannot connect', () => {
  it.each([
    {
      name: 'S1: the gateway is locked',
      servers: [serverWith({}, [], { gateway: { BusinessStatus: 'FinancialLocked' } })],
      id: 'financial-locked',
    },
    {
      name: 'S1: the gateway has no SSL-VPN',
      servers: [serverWith({}, [], { gateway: { SslVpn: 'disable', Status: 'active' } })],
      id: 'ssl-disabled',
    },
    {
      name: 'S1: the gateway is being made',
      servers: [serverWith({}, [], { gateway: { Status: 'init' } })],
      id: 'gateway-not-ready',
    },
    { name: 'S1: there is no server', servers: [], id: 'server-missing' },
    { name: 'S2: every session is taken', servers: [serverWith({ Connections: 20 })], id: 'server-full' },
    { name: 'S4: no line of him at all', servers: [serverWith()], id: 'packets-lost' },
    {
      name: 'S5: the pool is used up',
      servers: [serverWith({}, ['vsc-b1/198.18.0.9:5 MULTI: no free --ifconfig-pool addresses are available'])],
      id: 'pool-exhausted',
    },
    {
      name: 'S5: his file is old',
      servers: [serverWith({}, ['vsc-b1/198.18.0.9:5 Authenticate/Decrypt packet error: cipher final failed'])],
      id: 'stale-client-file',
    },
    {
      name: 'S6: he is in, and cannot reach something',
      servers: [serverWith({}, ['vsc-b1/198.18.0.9:5 MULTI_sva: pool returned IPv4=10.99.0.6'])],
      id: 'target-outside',
    },
    {
      name: 'S7: he uses one certificate twice',
      servers: [
        serverWith({}, [
          "MULTI: new connection by client 'vsc-b1' will cause previous active sessions by this client to be dropped.",
        ]),
      ],
      id: 'shared-cert',
    },
  ])('$name', ({ servers, id }) => {
    expect(first({ servers })?.id).toBe(id);
  });

  it('S3: his certificate has expired; the log names which of two', () => {
    const both = { matchingCertificates: [laptop, phone], servers: [serverWith({}, [`${expiredLine}vsc-b2`])] };
    expect(first(both)).toMatchObject({ id: 'cert-expired', certificate: { Name: 'bob-phone' }, confidence: 0.95 });
    expect(first({ matchingCertificates: [phone], servers: [serverWith()] })).toMatchObject({
      id: 'cert-expired',
      confidence: 0.9,
    });
  });

  it('S3: a valid certificate that a client calls expired points at its clock', () => {
    expect(first({ servers: [serverWith({}, [`${expiredLine}vsc-b1`])] })).toMatchObject({
      id: 'client-clock',
      confidence: 0.6,
    });
  });

  it('S3: nobody of this name has one', () => {
    expect(first({ matchingCertificates: [] })?.id).toBe('cert-missing');
  });

  it('the trouble of others does not explain somebody who has no certificate', () => {
    const servers = [serverWith({}, [`${expiredLine}vsc-b2`])];
    const ids = judgeSsl(factsWith({ matchingCertificates: [], asked: 'maria', servers }), now).map(({ id }) => id);
    expect(ids).toEqual(['cert-missing']);
  });

  it('a deleted certificate, asked for by its ID, still has its lines', () => {
    const servers = [serverWith({}, [`${expiredLine}vsc-gone`])];
    const ids = judgeSsl(factsWith({ matchingCertificates: [], asked: 'vsc-gone', servers }), now).map(({ id }) => id);
    expect(ids).toContain('cert-expired');
  });

  it('a name that was misspelt is told', () => {
    const [candidate] = judgeSsl(factsWith({ matchingCertificates: [], asked: 'bob-latpop' }), now);
    expect(candidate?.evidence.map((one) => formatEvidence(one, 'en'))).toContain('bob-laptop is spelt alike');
  });

  it('trouble of others is not his', () => {
    const servers = [serverWith({}, [`${expiredLine}vsc-zoe`, '198.18.0.9:6 VERIFY OK: depth=0, CN=vsc-b1'])];
    expect(judgeSsl(factsWith({ servers }), now)).toEqual([]);
    expect(judgeSsl(factsWith({ servers, matchingCertificates: [], asked: undefined }), now)[0]?.id).toBe(
      'cert-expired',
    );
  });

  it('silence in a log that is not whole proves nothing', () => {
    expect(judgeSsl(factsWith({ servers: [serverWith({}, [], { isLogComplete: false })] }), now)).toEqual([]);
    expect(judgeSsl(factsWith({ servers: [serverWith({}, [], { log: undefined })] }), now)).toEqual([]);
  });

  it('a full server counts for everybody who asks', () => {
    const servers = [serverWith({}, ['MULTI: new incoming connection would exceed maximum number of clients (20)'])];
    expect(first({ servers })?.id).toBe('server-full');
  });

  it("his own log counts beside the server's", () => {
    const pasted = readPastedLog('TLS Error: TLS key negotiation failed to occur within 60 seconds');
    expect(judgeSsl(factsWith(), now, pasted)[0]?.id).toBe('packets-lost');
  });

  it('a pool in the way is found by arithmetic', () => {
    const ids = (change: object) =>
      judgeSsl(factsWith({ asked: undefined, matchingCertificates: [], servers: [serverWith(change)] }), now).map(
        ({ id }) => id,
      );
    expect(ids({ ClientIpPool: '10.99.0.0/27' })).toEqual(['pool-too-small']);
    expect(ids({ ClientIpPool: '10.10.9.0/24' })).toEqual(['pool-overlap']);
    expect(ids({})).toEqual([]);
  });
});

describe('where the client calls', () => {
  const stalled = (target: string) =>
    readPastedLog(
      `UDPv4 link remote: [AF_INET]${target}\nTLS Error: TLS key negotiation failed to occur within 60 seconds`,
    );
  const listening = { InternetIp: '203.0.113.10', Port: 1194, Proto: 'UDP' };
  const summary = (target: string) =>
    judgeSsl(factsWith({ servers: [serverWith(listening)] }), now, stalled(target))[0];

  it('is compared with where the server listens', () => {
    const found = summary('203.0.113.10:1195');
    expect(found).toMatchObject({ id: 'no-listener', confidence: 0.93 });
    expect(found?.evidence.map((one) => formatEvidence(one, 'en'))).toEqual([
      'the client calls 203.0.113.10:1195/UDP, and staff listens at 1194/UDP',
    ]);
  });

  it('proves nothing at the right port, or at an address that is not ours', () => {
    for (const target of ['203.0.113.10:1194', '192.0.2.7:1195'])
      expect(summary(target)).toMatchObject({ id: 'packets-lost', confidence: 0.48 });
  });
});

describe("a person's own log and the list of certificates", () => {
  it('his certificate that has expired is named though his log speaks of something that follows', () => {
    const pasted = readPastedLog('TLS Error: TLS key negotiation failed to occur within 60 seconds');
    const all = judgeSsl(factsWith({ matchingCertificates: [phone] }), now, pasted);
    expect(all[0]).toMatchObject({ id: 'cert-expired', confidence: 0.9 });
  });

  it('what a pasted log of the server says of a certificate names the person', () => {
    const pasted = readPastedLog('198.18.0.9:5 VERIFY ERROR: depth=0, error=certificate revoked: CN=vsc-b1');
    expect(judgeSsl(factsWith(), now, pasted)[0]).toMatchObject({
      id: 'cert-deleted',
      certificate: { Name: 'bob-laptop' },
    });
  });
});

it('a certificate is expired by its status or by its end', () => {
  expect([laptop, phone, { ...laptop, EndTime: now - 1 }].map((one) => isExpired(one, now))).toEqual([
    false,
    true,
    true,
  ]);
});
