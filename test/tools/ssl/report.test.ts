import { describe, expect, it } from 'vitest';
import type { SslFacts } from '../../../src/tools/ssl/gather-ssl.ts';
import { judgeSsl } from '../../../src/tools/ssl/judge-ssl.ts';
import { readPastedLog, readServerLog } from '../../../src/tools/ssl/read-log.ts';
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
    isServerMeant: false,
    searched: { regions: ['cn-a'], certificates: 1 },
    elsewhere: [],
    minutes: 60,
    unseen: [],
    unreadEvidence: [],
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
      log: readServerLog(log),
      isLogComplete: true,
      ...change,
    },
  ],
  ...rest,
});

const report = (given: SslFacts, language: 'en' | 'zh' = 'en') => reportSsl(given, judgeSsl(given, now), now, language);
const reportPasted = (given: SslFacts, log: string, language: 'en' | 'zh' = 'en') => {
  const pasted = readPastedLog(log);
  return reportSsl(given, judgeSsl(given, now, pasted), now, language, pasted);
};

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
    const all = facts(
      { log: readServerLog([...log, shared, shared, shared]) },
      { asked: undefined, matchingCertificates: [] },
    );
    expect(report(all).Verdict).toMatch(/^SSL-VPN: cause \(0\.95\): .*\. Also \(0\.95\): .*bob-/);
  });

  it('without a certificate cannot let him connect once: asks whose it is', () => {
    const stranger = facts({ log: readServerLog([]) }, { asked: 'maria', matchingCertificates: [] });
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
      OnlineNow: ['bob-laptop (vsc-b1), 10.99.0.6 from 198.18.0.9'],
    });
    expect(server?.Online).toBe(
      'Estimate, no fact: 1 seem online by the log of 60 minutes; the server counts 7, 6 of them unnamed: connected before it.',
    );
  });

  it('tells that a log is not whole', () => {
    const { Servers, NotVisible } = report(facts({ isLogComplete: false }));
    expect(Servers[0]?.Online).toContain('the log is not complete');
    expect(NotVisible.join()).toContain('the log of staff is incomplete');
  });
});

it('a full server is told with its numbers', () => {
  const full = facts(
    { server: { SslVpnServerId: 'vss-1', Name: 'staff', Connections: 20, MaxConnections: 20 }, log: readServerLog([]) },
    { asked: undefined, matchingCertificates: [] },
  );
  expect(report(full).Verdict).toContain('20/20 on staff');
  expect(report(full).Causes[0]?.Advice).toContain('No action of this API raises SslConnections');
});

it('where nothing is wrong, that is said, and what cannot be seen', () => {
  const well = facts({ log: readServerLog([]) }, { asked: undefined, matchingCertificates: [] });
  expect(report(well)).toMatchObject({
    Verdict:
      'SSL-VPN: no known sign of trouble in what was read of cn-a. SSL servers: 1; certificates: 2; log lines of 60 minutes: 0.',
    Causes: [],
  });
  expect(report(well).NotVisible.join()).not.toContain('other regions');
});

it('other regions are spoken of only where the one that was read has no server, and none was named', () => {
  const nothing = facts({}, { asked: undefined, matchingCertificates: [], servers: [] });
  expect(report(nothing).NotVisible.join()).toContain('other regions: name one');
  expect(report({ ...nothing, regionId: 'cn-a' }).NotVisible.join()).not.toContain('other regions');
  expect(report({ ...nothing, asked: 'maria' }).NotVisible.join()).not.toContain('other regions');
});

describe('certificates', () => {
  const everybody = { asked: undefined, matchingCertificates: [] };

  it('of nobody in particular are no empty list: each server has their number', () => {
    const all = report(facts({}, everybody));
    expect(all).not.toHaveProperty('Certificates');
    expect(all.Servers[0]?.Certificates).toBe('2, 1 expired');
    expect(report(facts({}, everybody), 'zh').Servers[0]?.Certificates).toBe('2，其中 1 已过期');
  });

  it('of other servers are not counted', () => {
    const others = [{ ...laptop, SslVpnServerId: 'vss-2' }];
    expect(report(facts({}, { ...everybody, certificates: others })).Servers[0]?.Certificates).toBe('0');
  });

  it('that could not be read are not known, and never none', () => {
    const unseen = [{ Action: 'DescribeSslVpnClientCerts', Reason: 'Forbidden' }];
    const unread = report(facts({}, { ...everybody, certificates: [], unseen }));
    expect(unread).not.toHaveProperty('Certificates');
    expect(unread.Servers[0]?.Certificates).toBe('not known');
    expect(report(facts({}, { ...everybody, unseen })).Servers[0]?.Certificates).toBe('at least 2, 1 expired');
  });
});

describe('who is online', () => {
  const line = (time: string, text: string) => `2026-11-23 ${time} ${text}`;
  const lines = [
    line('08:50:12', 'vsc-b1/198.18.0.9:5 MULTI_sva: pool returned IPv4=10.99.0.6'),
    line('08:51:00', 'vsc-x/198.18.0.8:7 TLS: soft reset sec=3600'),
    line('08:59:10', '198.18.0.7:5 VERIFY ERROR: depth=0, error=certificate has expired: CN=vsc-b2'),
  ];

  it('is one line a session, with names, the newest line, and the count of the server beside it', () => {
    const [server] = report(facts({ log: readServerLog(lines) })).Servers;
    expect(server?.OnlineNow).toEqual([
      'bob-laptop (vsc-b1), 10.99.0.6 from 198.18.0.9, since 08:50:12',
      'vsc-x, ? from 198.18.0.8, from before the window',
    ]);
    expect(server?.Online).toContain(
      '2 seem online by the log of 60 minutes up to 2026-11-23 08:59:10; the server counts 7, 5 of them unnamed',
    );
  });

  it.each(['en', 'zh'] as const)('by the log is not told as 0 where the server counts 0, in %s too', (language) => {
    const server = { SslVpnServerId: 'vss-1', Connections: 0, MaxConnections: 20 };
    const [summary] = report(facts({ server, log: readServerLog(lines) }), language).Servers;
    expect(summary?.Sessions).toBe(
      language === 'en' ? '0/20 by its own count, 2 by the log' : '服务端计数 0/20，日志显示 2',
    );
    expect(summary?.Online).toMatch(language === 'en' ? /counts 0, which the log contradicts/ : /计数为 0，与日志不符/);
  });

  it('is nobody by name, and not 0, where the server counts clients that the log does not name', () => {
    const [summary] = report(facts({ log: readServerLog([]) })).Servers;
    expect(summary?.Online).toBe(
      'The log of 60 minutes names nobody online; the server counts 7, from before the window.',
    );
  });

  it('is read from a pasted log of a server as well', () => {
    expect(reportPasted(facts(), lines.join('\n')).Pasted).toMatchObject({
      ...{ Side: 'server', Lines: 3, Window: '2026-11-23 08:50:12 .. 2026-11-23 08:59:10' },
      OnlineNow: [expect.stringContaining('bob-laptop (vsc-b1)'), expect.stringContaining('vsc-x')],
    });
  });

  it('a count that the server does not give is not known, and never 0', () => {
    const [server] = report(facts({ server: { SslVpnServerId: 'vss-1' } })).Servers;
    expect(server?.Sessions).toBe('not known');
    expect(server?.Online).toContain('the server counts not known.');
    expect(report(facts({ server: { SslVpnServerId: 'vss-1' } }), 'zh').Servers[0]?.Sessions).toBe('未知');
  });
});

describe('what comes next', () => {
  const nobody = facts({ log: readServerLog([]) }, { asked: undefined, matchingCertificates: [] });
  const stalled = [
    'UDPv4 link remote: [AF_INET]203.0.113.10:1194',
    'TLS: Initial packet from [AF_INET]203.0.113.10:1194, sid=1 2',
    'VERIFY OK: depth=0, CN=server',
    'TLS Error: TLS key negotiation failed to occur within 60 seconds',
  ].join('\n');

  it('tells causes apart that look alike from one side', () => {
    expect(reportPasted(nobody, stalled).NextTest).toMatch(/^Read the server's log of the same minute/);
  });

  it('guesses are few, and each has evidence', () => {
    const { Causes } = reportPasted(nobody, stalled);
    expect(Causes.length).toBe(4);
    for (const { Evidence, Confidence } of Causes)
      expect([Evidence.length > 0, Confidence < 0.5]).toEqual([true, true]);
  });
});
