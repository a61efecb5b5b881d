import { describe, expect, it } from 'vitest';
import type { SslFacts } from '../../../src/tools/ssl/gather-ssl.ts';
import { judgeSsl } from '../../../src/tools/ssl/judge-ssl.ts';
import { readPastedLog, readServerLog } from '../../../src/tools/ssl/read-log.ts';
import { verdictOf } from '../../../src/tools/ssl/verdict.ts';

const now = Date.parse('2026-11-23T09:00:00Z');
const facts = (isLogComplete = true): SslFacts => ({
  ...{ regionId: undefined, asked: undefined, minutes: 60, unseen: [], matchingCertificates: [], certificates: [] },
  ...{ isServerMeant: false, unreadEvidence: [], searched: { regions: ['cn-a'], certificates: 0 }, elsewhere: [] },
  servers: [{ server: { SslVpnServerId: 'vss-1' }, gateway: undefined, log: readServerLog([]), isLogComplete }],
});
const verdict = (log: string | undefined, language: 'en' | 'zh' = 'en', given = facts()) => {
  const pasted = log === undefined ? undefined : readPastedLog(log);
  return verdictOf(given, judgeSsl(given, now, pasted), now, language, pasted);
};

describe('a verdict without a cause', () => {
  it('says what was read', () => {
    expect(verdict(undefined)).toMatch(/^SSL-VPN: no known sign of trouble in what was read of cn-a. SSL servers: 1;/);
  });

  it('says that it is not known where the log could not be read whole', () => {
    expect(verdict(undefined, 'en', facts(false))).toMatch(/^SSL-VPN: not known: the log could not be read/);
    expect(verdict(undefined, 'zh', facts(false))).toMatch(/^SSL-VPN：未知：日志无法读取或不完整/);
  });

  it('never calls a text fine that was not understood, and quotes what speaks of failure', () => {
    const text = 'WireGuard started\nhandshake failed after 5 tries\npeer rejected: mismatch of keys\nbye';
    expect(verdict(text)).toBe(
      'SSL-VPN: the pasted text was not understood: none of its 4 lines is known as a line of OpenVPN, so it proves nothing.' +
        ' Its lines that speak of failure: "handshake failed after 5 tries" | "peer rejected: mismatch of keys"',
    );
    expect(verdict(text, 'zh')).toMatch(/无法理解.*提到失败的行/);
  });

  it('says how much of a log was recognised that names no cause', () => {
    const log = 'UDPv4 link remote: [AF_INET]203.0.113.10:1194\nsome new error 17 of a new release';
    expect(verdict(log)).toBe(
      'SSL-VPN: not known: 1 of 2 pasted lines were recognised as those of OpenVPN, and none names a known cause.' +
        ' Its lines that speak of failure: "some new error 17 of a new release"',
    );
  });

  it('of a connection that stands says that, and what is past', () => {
    const log = [
      'UDPv4 link remote: [AF_INET]203.0.113.10:1194',
      'AUTH: Received control message: AUTH_FAILED',
      'SIGUSR1[soft,auth-failure] received, process restarting',
      'UDPv4 link remote: [AF_INET]203.0.113.10:1194',
      'Initialization Sequence Completed',
    ].join('\n');
    expect(verdict(log)).toMatch(
      /^SSL-VPN: the pasted log ends with a connection that stands\. Earlier in the log, and past: the server refused the login/,
    );
  });
});

it('a text that was not understood is told beside what the API shows', () => {
  const full: SslFacts = {
    ...facts(),
    servers: [
      {
        server: { Connections: 5, MaxConnections: 5 },
        gateway: undefined,
        log: readServerLog([]),
        isLogComplete: true,
      },
    ],
  };
  expect(verdict('this is no log', 'en', full)).toMatch(
    /^SSL-VPN: cause \(0\.92\): all sessions .* the pasted text was not understood/,
  );
});

it.each([
  [5, false],
  [6, true],
])('of %i certificates of one name it is said that they may be several people: %s', (count, isSaid) => {
  const matchingCertificates = Array.from({ length: count }, (_, at) => ({ SslVpnClientCertId: `vsc-${at}` }));
  const many = { ...facts(true), asked: 'user', matchingCertificates, elsewhere: ['user-9 (vsc-9, cn-b)'] };
  const said = verdict(undefined, 'en', many);
  expect(said.includes(`${count} certificates fit this name`)).toBe(isSaid);
  expect(said).toContain('In other regions fit too: user-9 (vsc-9, cn-b).');
});
