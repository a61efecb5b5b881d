import { describe, expect, it } from 'vitest';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import { mergeFindings } from '../../../src/tools/ssl/findings.ts';
import { readPastedLog, readServerLog } from '../../../src/tools/ssl/read-log.ts';

const lines = (...texts: string[]) => readServerLog(texts).findings.map(({ id, confidence }) => [id, confidence]);
const takeover = (cn: string) =>
  `MULTI: new connection by client '${cn}' will cause previous active sessions by this client to be dropped.`;
const login = (cn: string, address: string) => [
  `${address} VERIFY OK: depth=0, CN=${cn}`,
  `${cn}/${address} MULTI_sva: pool returned IPv4=10.99.0.6`,
];

describe('one certificate on two devices', () => {
  it('is proven by two addresses, or by a quarrel', () => {
    expect(lines(...login('ann', '192.0.2.1:5'), takeover('ann'), ...login('ann', '192.0.2.9:7'))).toEqual([
      ['shared-cert', 0.95],
    ]);
    expect(lines(...login('ann', '192.0.2.1:5'), takeover('ann'), takeover('ann'), takeover('ann'))).toEqual([
      ['shared-cert', 0.95],
    ]);
  });

  it('is only a guess where one device may have come back', () => {
    expect(lines(...login('ann', '192.0.2.1:5'), takeover('ann'), ...login('ann', '192.0.2.1:6'))).toEqual([
      ['shared-cert', 0.45],
    ]);
  });
});

describe('whose trouble it is', () => {
  const bad = (address: string) => `TLS Error: incoming packet authentication failed from [AF_INET]${address}`;

  it('nameless packets are past where somebody came in from there later', () => {
    expect(lines(bad('192.0.2.1:5'), ...login('ann', '192.0.2.1:6'))).toEqual([]);
  });

  it('nameless packets beside a session from there may be those of another device', () => {
    expect(lines(...login('ann', '192.0.2.1:6'), bad('192.0.2.1:5'))[0]).toEqual(['tls-auth-mismatch', 0.45]);
    expect(lines(...login('ann', '192.0.2.1:6'), bad('192.0.2.7:5'))[0]).toEqual(['tls-auth-mismatch', 0.92]);
  });

  it('a later success of the same certificate makes its failure past', () => {
    const refused = '192.0.2.1:5 TLS Auth Error: Auth Username/Password verification failed for peer';
    expect(lines('192.0.2.1:5 VERIFY OK: depth=0, CN=ann', refused, ...login('ann', '192.0.2.1:6'))).toEqual([]);
    expect(lines('192.0.2.1:5 VERIFY OK: depth=0, CN=ben', refused, ...login('ann', '192.0.2.1:6'))).toEqual([
      ['login-refused', 0.92],
    ]);
  });

  it('a server that stopped and has clients again is past', () => {
    const stopped = 'SIGTERM[hard,] received, process exiting';
    expect(lines(...login('ann', '192.0.2.1:6'), stopped)).toEqual([['server-restarted', 0.6]]);
    expect(lines(...login('ann', '192.0.2.1:6'), stopped, ...login('ann', '192.0.2.1:9'))).toEqual([]);
  });
});

it('a connection that is lost again and again and comes back is told as a guess', () => {
  const round = [
    'UDPv4 link remote: [AF_INET]203.0.113.10:1194',
    'Initialization Sequence Completed',
    '[server] Inactivity timeout (--ping-restart), restarting',
    'SIGUSR1[soft,ping-restart] received, process restarting',
  ];
  const summary = (times: number) =>
    readPastedLog([...Array(times).fill(round).flat(), ...round.slice(0, 2)].join('\n')).findings.map(({ id }) => id);
  expect(summary(1)).toEqual([]);
  expect(summary(2).slice(0, 2)).toEqual(['path-loss', 'shared-cert']);
});

it('a closed TCP connection is a lost session where it stood, and a stall where it did not', () => {
  const log = (...texts: string[]) =>
    readPastedLog(
      ['TCPv4_CLIENT link remote: [AF_INET]203.0.113.10:1194', ...texts, 'Connection reset, restarting [0]'].join('\n'),
    ).findings[0];
  expect(log('Initialization Sequence Completed')).toMatchObject({ id: 'server-restarted', confidence: 0.6 });
  expect(log('VERIFY OK: depth=0, CN=server')).toMatchObject({ id: 'cert-deleted', confidence: 0.42 });
});

it('a follow-up never outranks the reason', () => {
  const { findings } = readPastedLog(
    [
      'UDPv4 link remote: [AF_INET]203.0.113.10:1194',
      'TLS: Initial packet from [AF_INET]203.0.113.10:1194, sid=1 2',
      'VERIFY ERROR: depth=1, error=self-signed certificate in certificate chain: CN=ca',
      'TLS Error: TLS key negotiation failed to occur within 60 seconds',
      'TLS Error: TLS handshake failed',
    ].join('\n'),
  );
  expect(findings.map(({ id }) => id)).toEqual(['wrong-server-files']);
});

it('what is known from documentation only says so', () => {
  const { findings } = readPastedLog('[Nov 30, 2026, 10:12:13] EVENT: TLS_VERSION_MIN');
  expect(findings[0]?.evidence.map((one) => formatEvidence(one, 'en')).join()).toContain('(by documentation only)');
});

it('each cause of each client is told once, the surest first, with little evidence', () => {
  const evidence = (text: string) => [{ text: { en: text, zh: text } }];
  const merged = mergeFindings([
    ...Array.from({ length: 9 }, (_, at) => ({ id: 'mtu' as const, confidence: 0.4, evidence: evidence(`${at}`) })),
    { id: 'mtu', confidence: 0.7, evidence: evidence('b') },
    { id: 'path-loss', confidence: 0.5, evidence: [] },
  ]);
  expect(merged.map(({ id, confidence }) => [id, confidence])).toEqual([
    ['mtu', 0.7],
    ['path-loss', 0.5],
  ]);
  expect(merged[0]?.evidence.map((one) => formatEvidence(one, 'en'))).toEqual(['b', '0', '1', '2']);
});
