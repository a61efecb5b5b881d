import { describe, expect, it } from 'vitest';
import type { SslFacts } from '../../../src/tools/ssl/gather-ssl.ts';
import { judgeSsl } from '../../../src/tools/ssl/judge-ssl.ts';
import { readSslLog } from '../../../src/tools/ssl/read-log.ts';
import { reportSsl } from '../../../src/tools/ssl/report.ts';

const now = Date.parse('2026-11-23T09:00:00Z');
const laptop = {
  SslVpnClientCertId: 'vsc-b1',
  SslVpnServerId: 'vss-1',
  Name: 'bob-laptop',
  Status: 'normal',
  EndTime: now + 9e9,
};
const phone = { ...laptop, SslVpnClientCertId: 'vsc-b2', Name: 'bob-phone', Status: 'expired', EndTime: now - 9e9 };
const log = [
  'vsc-b1/198.18.0.9:5 MULTI_sva: pool returned IPv4=10.99.0.6',
  '198.18.0.7:5 VERIFY ERROR: depth=0, error=certificate has expired: CN=vsc-b2',
];

const facts = (change: Partial<SslFacts['servers'][number]> = {}, rest: Partial<SslFacts> = {}): SslFacts => ({
  ...{
    regionId: undefined,
    asked: 'Bob',
    minutes: 60,
    unseen: [],
    matchingCertificates: [laptop, phone],
    certificates: [laptop, phone],
  },
  servers: [
    {
      server: {
        SslVpnServerId: 'vss-1',
        Name: 'staff',
        Connections: 7,
        MaxConnections: 20,
        Proto: 'UDP',
        Port: 1194,
        InternetIp: '203.0.113.10',
      },
      gateway: { Status: 'active' },
      log: readSslLog(log),
      isLogComplete: true,
      ...change,
    },
  ],
  ...rest,
});

const report = (given: SslFacts, language: 'en' | 'zh' = 'en') => reportSsl(given, judgeSsl(given, now), now, language);

describe('a report on a person', () => {
  it('names the certificate in the verdict, and the others of that name', () => {
    expect(report(facts()).Verdict).toBe(
      'Bob: cause (0.95): the client certificate has expired, bob-phone (vsc-b2). The other certificates of this name are valid: bob-laptop.',
    );
    expect(report(facts(), 'zh').Verdict).toBe(
      'Bob：原因（0.95）：客户端证书已过期，bob-phone（vsc-b2）。同名的其他证书有效：bob-laptop。',
    );
  });

  it('of all clients, a second proven cause is in the verdict too', () => {
    const shared =
      "MULTI: new connection by client 'vsc-b1' will cause previous active sessions by this client to be dropped.";
    const all = facts({ log: readSslLog([...log, shared]) }, { asked: undefined, matchingCertificates: [] });
    expect(report(all).Verdict).toMatch(/^SSL-VPN: cause \(0\.95\): .*\. Also \(0\.95\): .*bob-/);
  });

  it('without a certificate cannot let him connect once: asks whose it is', () => {
    const stranger = facts({ log: readSslLog([]) }, { asked: 'maria', matchingCertificates: [] });
    expect(report(stranger).NextTest).toMatch(/^Ask for the certificate's name/);
  });

  it('offers a new certificate and never a deletion', () => {
    const { Causes } = report(facts());
    expect(Causes[0]).toMatchObject({
      Fix: { Tool: 'CreateSslVpnClientCert', Arguments: { SslVpnServerId: 'vss-1', Name: 'bob-phone-new' } },
    });
    expect(JSON.stringify(Causes)).not.toContain('DeleteSslVpnClientCert');
  });

  it('has every certificate with its last line', () => {
    expect(report(facts()).Certificates).toMatchObject([
      { Id: 'vsc-b1', Name: 'bob-laptop', LastLine: expect.stringContaining('pool returned') },
      { Id: 'vsc-b2', Status: 'expired', LastLine: expect.stringContaining('expired') },
    ]);
  });

  it('calls an estimate an estimate, with the names behind the certificates', () => {
    const [server] = report(facts()).Servers;
    expect(server).toMatchObject({
      Sessions: '7/20',
      Listens: '203.0.113.10:1194/UDP',
      OnlineNow: ['bob-laptop (vsc-b1)'],
    });
    expect(server?.Online).toMatch(/^Estimate from the log, not a fact: 1 seem online; the server counts 7\./);
  });

  it('tells that a log is not whole', () => {
    const { Servers, NotVisible } = report(facts({ isLogComplete: false }));
    expect(Servers[0]?.Online).toContain('the log is not complete');
    expect(NotVisible.join()).toContain('the log of staff is incomplete');
  });
});

it('a full server is told with its numbers', () => {
  const full = facts(
    { server: { SslVpnServerId: 'vss-1', Name: 'staff', Connections: 20, MaxConnections: 20 }, log: readSslLog([]) },
    { asked: undefined, matchingCertificates: [] },
  );
  expect(report(full).Verdict).toContain('20/20 on staff');
  expect(report(full).Causes[0]?.Advice).toContain('No action of this API raises SslConnections');
});

it('where nothing is wrong, that is said, and what cannot be seen', () => {
  const well = facts({ log: readSslLog([]) }, { asked: undefined, matchingCertificates: [] });
  expect(report(well)).toMatchObject({ Verdict: 'SSL-VPN: nothing wrong can be seen from here.', Causes: [] });
  expect(report(well).NotVisible.join()).toContain('SSL servers of other regions');
  expect(report({ ...well, regionId: 'cn-a' }).NotVisible.join()).not.toContain('other regions');
});
