import { describe, expect, it } from 'vitest';
import { readLine, withSides } from '../../../src/tools/ssl/log-line.ts';

describe('a line', () => {
  it.each([
    [
      '2026-11-29 07:09:35 198.51.100.7:45701 VERIFY OK: depth=0, C=CN, CN=lin-laptop',
      '198.51.100.7:45701',
      'lin-laptop',
      'server',
    ],
    [
      'lin-laptop/198.51.100.7:45701 MULTI_sva: pool returned IPv4=10.99.0.2',
      '198.51.100.7:45701',
      'lin-laptop',
      'server',
    ],
    ["MULTI: new connection by client 'vsc-a' will cause previous active sessions", undefined, 'vsc-a', 'server'],
    ['198.51.100.7:1 VERIFY OK: depth=1, C=CN, CN=ca', '198.51.100.7:1', undefined, 'server'],
    ['TLS: Initial packet from [AF_INET]203.0.113.10:1194, sid=1 2', undefined, undefined, 'client'],
    [
      'TLS Error: incoming packet authentication failed from [AF_INET]198.51.100.7:5',
      '198.51.100.7:5',
      undefined,
      undefined,
    ],
    ['TCP: connect to [AF_INET]203.0.113.10:1194 failed: Connection refused', undefined, undefined, undefined],
    ['[Nov 30, 2026, 10:12:13] Contacting 203.0.113.10:1194 via UDP', undefined, undefined, 'client'],
  ])('%s', (text, address, cn, side) => {
    expect(readLine(text)).toMatchObject({ address, cn, side });
  });

  it.each([
    ['2026-11-29 07:09:35 x', '2026-11-29 07:09:35'],
    ['Wed Nov 29 07:09:35 2023 x', 'Wed Nov 29 07:09:35 2023'],
    ['Nov 29 07:09:35 gw openvpn[7]: x', 'Nov 29 07:09:35'],
    ['[Nov 30, 2026, 10:12:13] x', 'Nov 30, 2026, 10:12:13'],
    ['no time at all', undefined],
  ])('has the time of %s', (text, stamp) => {
    expect(readLine(text).stamp).toBe(stamp);
  });
});

describe('the side of a line', () => {
  const sides = (...texts: string[]) => withSides(texts.map(readLine)).map(({ side }) => side);
  const start = 'OpenVPN 2.6.14 x86_64-pc-linux-gnu [SSL (OpenSSL)]';

  it('is that of the lines around it, from where the program started', () => {
    expect(sides(start, 'AUTH_FAILED', 'UDPv4 link local: (not bound)', 'VERIFY ERROR: depth=0')).toEqual(
      Array(4).fill('client'),
    );
  });

  it('changes where another program starts, with the remarks before its name', () => {
    expect(
      sides(
        'MULTI: multi_init called',
        'read UDPv4: refused',
        'Note: --cipher is not set',
        start,
        'Restart pause, 1 second',
      ),
    ).toEqual(['server', 'server', 'client', 'client', 'client']);
  });

  it('is unknown where nothing shows it', () => {
    expect(sides('something', 'else')).toEqual([undefined, undefined]);
  });

  it("takes the server's name out of a client's lines", () => {
    const [, line] = withSides(
      ['UDPv4 link local: (not bound)', '[server] Peer Connection Initiated with [AF_INET]203.0.113.10:1194'].map(
        readLine,
      ),
    );
    expect(line).toMatchObject({ side: 'client', cn: undefined, address: undefined });
  });
});
