import { describe, expect, it } from 'vitest';
import { readSslLog } from '../../../src/tools/ssl/read-log.ts';

const login = (cn: string, address: string): string[] => [
  `${address} VERIFY OK: depth=1, CN=vss-1 CA`,
  `${address} VERIFY OK: depth=0, CN=${cn}`,
  `${address} [${cn}] Peer Connection Initiated with [AF_INET]${address}`,
  `${cn}/${address} MULTI_sva: pool returned IPv4=10.99.0.6`,
  `${cn}/${address} MULTI: primary virtual IP for ${cn}/${address}: 10.99.0.6`,
];

describe('trouble in an SSL-VPN log', () => {
  it('is tied to the certificate, also where the line names the address only', () => {
    const { troubles } = readSslLog([
      '2026-11-23 08:50:12 198.18.0.9:50100 VERIFY ERROR: depth=0, error=certificate has expired: CN=vsc-bob2',
      '2026-11-23 08:50:12 198.18.0.9:50100 TLS Error: TLS handshake failed',
      '2026-11-23 08:50:14 198.18.0.9:50100 Authenticate/Decrypt packet error: cipher final failed',
    ]);
    expect(troubles.map(({ cn, pattern }) => [cn, pattern.row])).toEqual([
      ['vsc-bob2', 48],
      ['vsc-bob2', 55],
    ]);
  });

  it('may belong to nobody', () => {
    const { troubles } = readSslLog('MULTI: new incoming connection would exceed maximum number of clients (20)');
    expect(troubles).toMatchObject([{ pattern: { causes: ['server-full'] } }]);
    expect(troubles[0]?.cn).toBeUndefined();
  });

  it('is not a login that goes well', () => {
    expect(readSslLog(login('vsc-ann', '192.0.2.1:5000')).troubles).toEqual([]);
  });
});

describe('who seems to be connected', () => {
  const [ann, ben] = [login('vsc-ann', '192.0.2.1:5000'), login('vsc-ben', '192.0.2.2:6000')];

  it.each([
    { name: 'is who came', lines: [...ann, ...ben], online: ['vsc-ann', 'vsc-ben'] },
    {
      name: 'is not who left',
      lines: [...ann, ...ben, 'vsc-ann/192.0.2.1:5000 SIGTERM[soft,remote-exit] received, client-instance exiting'],
      online: ['vsc-ben'],
    },
    {
      name: 'is the second device where one certificate is used twice',
      lines: [
        ...ann,
        "MULTI: new connection by client 'vsc-ann' will cause previous active sessions by this client to be dropped.",
        ...login('vsc-ann', '192.0.2.9:7000'),
      ],
      online: ['vsc-ann'],
    },
    { name: 'is nobody after a restart', lines: [...ann, 'SIGHUP[hard,] received, process restarting'], online: [] },
  ])('$name', ({ lines, online }) => {
    expect(readSslLog(lines).online.map(({ cn }) => cn)).toEqual(online);
  });
});

it('the last line of each certificate is kept, and no key', () => {
  const { seen, lines } = readSslLog([...login('vsc-ann', '192.0.2.1:5000'), 'password = FAKE-pass CN=vsc-ann']);
  expect([...seen.keys()]).toEqual(['vsc-ann']);
  expect(seen.get('vsc-ann')).not.toContain('FAKE-pass');
  expect(lines).toBe(6);
});
