import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedLog, readServerLog } from '../../../src/tools/ssl/read-log.ts';
import { isRight, sslCases, traceless } from '../../support/ssl-cases.ts';

const found = (log: string) => readPastedLog(log).findings;
const visible = sslCases.filter(({ cause, notInLog }) => cause !== 'none' && !notInLog);
const healthy = sslCases.filter(({ cause }) => cause === 'none');

describe('kept cases of real daemons', () => {
  it('are many, of many kinds', () => {
    expect(sslCases.length).toBeGreaterThan(90);
    expect(new Set(sslCases.map(({ cause }) => cause)).size).toBeGreaterThan(24);
  });

  it.each(visible)('$name: both logs together name $cause first, whichever comes first', (one) => {
    for (const log of [`${one.server}\n${one.client}`, `${one.client}\n${one.server}`])
      expect(isRight(one, found(log)[0]?.id), `${found(log)[0]?.id}`).toBe(true);
  });

  it.each(
    visible.flatMap((one) =>
      (['server', 'client'] as const)
        .filter((side) => !traceless[side].includes(one.name))
        .map((side) => ({ side, name: one.name, cause: one.cause, one })),
    ),
  )('$name: the log of the $side alone has $cause among the first three', ({ side, one }) => {
    expect(
      found(one[side])
        .slice(0, 3)
        .some(({ id }) => isRight(one, id)),
    ).toBe(true);
  });

  it.each(healthy)('$name: nothing is wrong, and nothing is told at 0.5 or more', ({ server, client }) => {
    for (const log of [server, client, `${server}\n${client}`, `${client}\n${server}`])
      expect(found(log).filter(({ confidence }) => confidence >= 0.5)).toEqual([]);
  });

  it('no cause is told at 0.8 or more that is not the cause', () => {
    const wrong = sslCases.flatMap((one) =>
      [one.server, one.client, `${one.server}\n${one.client}`].flatMap((log) =>
        found(log).filter(({ id, confidence }) => confidence >= 0.8 && !isRight(one, id)),
      ),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it.each(sslCases)('$name: each log is known as that of its side', ({ server, client }) => {
    expect(readPastedLog(server).side).toBe('server');
    if (client.includes('link remote') || client.includes('Restart pause'))
      expect(readPastedLog(client).side).toBe('client');
  });
});

describe('several attempts in one paste', () => {
  const of = (name: string) => sslCases.find((one) => one.name === name)?.client ?? '';

  it('the last decides, and earlier ones are past', () => {
    const { findings, past } = readPastedLog(of('corrected-then-password'));
    expect(findings[0]?.id).toBe('login-refused');
    expect(findings.map(({ id }) => id)).not.toContain('wrong-server-files');
    expect(past).toContain('wrong-server-files');
  });

  it('a connection that stands at the end is health, and what was before is past', () => {
    expect(readPastedLog(of('healthy-corrected'))).toMatchObject({
      ...{ findings: [], isConnected: true },
      past: ['wrong-server-files'],
    });
  });
});

describe('the log of a server, as the API gives it', () => {
  it('ties trouble to the certificate, also where the line names the address only', () => {
    const { findings } = readServerLog([
      '2026-11-23 08:50:12 198.18.0.9:50100 VERIFY ERROR: depth=0, error=certificate has expired: CN=vsc-bob2',
      '2026-11-23 08:50:12 198.18.0.9:50100 TLS Error: TLS handshake failed',
      '2026-11-23 08:51:12 198.18.0.8:1 TLS Auth Error: Auth Username/Password verification failed for peer',
    ]);
    expect(findings.map(({ id, cn }) => [id, cn])).toEqual([
      ['cert-expired', 'vsc-bob2'],
      ['login-refused', undefined],
      ['client-clock', 'vsc-bob2'],
    ]);
  });

  it('without a client proves nothing; a pasted one of the same lines is a question', () => {
    const lines = ['2026-11-23 08:50:12 MULTI: multi_init called, r=256 v=256'];
    expect(readServerLog(lines).findings).toEqual([]);
    expect(readPastedLog(lines.join('\n')).findings[0]?.id).toBe('packets-lost');
  });

  it('names the newest line of each certificate, and the window, and no key', () => {
    const { seen, lines, window } = readServerLog([
      '2026-11-23 08:50:12 192.0.2.1:5 VERIFY OK: depth=0, CN=vsc-ann',
      'password = FAKE-pass CN=vsc-ann',
      '2026-11-23 08:59:10 192.0.2.2:5 VERIFY OK: depth=0, CN=vsc-ben',
    ]);
    expect([...seen.keys()]).toEqual(['vsc-ann', 'vsc-ben']);
    expect(seen.get('vsc-ann')).not.toContain('FAKE-pass');
    expect([lines, window]).toEqual([3, { from: '2026-11-23 08:50:12', to: '2026-11-23 08:59:10' }]);
  });
});

describe('a text that is not understood', () => {
  it('is known as such, with its lines that speak of failure', () => {
    const text = 'WireGuard: handshake initiation\nhandshake did not complete: failed after 5 tries\nall else fine';
    expect(readPastedLog(text)).toMatchObject({
      ...{ known: 0, side: undefined, findings: [], isConnected: false },
      notUnderstood: ['handshake did not complete: failed after 5 tries'],
    });
  });

  it('may be anything', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => readPastedLog(text).findings.length >= 0));
  });
});
