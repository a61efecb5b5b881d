import { describe, expect, it } from 'vitest';
import { compareEnds } from '../../../src/tools/ssl/compare-logs.ts';
import { readLine } from '../../../src/tools/ssl/log-line.ts';

const compare = (client: readonly string[], server: readonly string[] = []) =>
  compareEnds([
    ...server.map((text) => ({ ...readLine(text), side: 'server' as const })),
    ...client.map((text) => ({ ...readLine(text), side: 'client' as const })),
  ]).map(({ id, confidence }) => [id, confidence]);

describe('the data channel', () => {
  const mine = (rest: string) => [`Data Channel: ${rest}`];
  const theirs = (rest: string, port = 5) => `ann/192.0.2.1:${port} Data Channel: ${rest}`;

  it.each([
    [
      "cipher 'AES-128-CBC', auth 'SHA256', peer-id: 0",
      "cipher 'AES-128-CBC', auth 'SHA1', peer-id: 0",
      'stale-client-file',
    ],
    ["cipher 'AES-128-CBC', auth 'SHA1'", "cipher 'AES-256-CBC', auth 'SHA1'", 'stale-client-file'],
    ["cipher 'AES-256-GCM', peer-id: 0, compression: 'lzo'", "cipher 'AES-256-GCM', peer-id: 0", 'compression-differs'],
  ])('%s against %s is proof of %s', (a, b, id) => {
    expect(compare(mine(a), [theirs(b)])).toEqual([[id, 0.95]]);
  });

  it('of one and the same values is nothing, and of several clients no proof', () => {
    const value = "cipher 'AES-256-GCM', peer-id: 0";
    expect(compare(mine(value), [theirs(value)])).toEqual([]);
    const other = "cipher 'AES-128-GCM', peer-id: 0";
    expect(compare(mine(value), [theirs(other), theirs(other, 6)])).toEqual([['stale-client-file', 0.55]]);
  });

  it('of 2.5 says its digest on a line of its own', () => {
    const old = (hash: string) => [
      "Outgoing Data Channel: Cipher 'AES-128-CBC' initialized with 128 bit key",
      `Outgoing Data Channel: Using 160 bit message hash '${hash}' for HMAC authentication`,
    ];
    expect(
      compare(
        old('SHA256'),
        old('SHA1').map((text) => `ann/192.0.2.1:5 ${text}`),
      ),
    ).toEqual([['stale-client-file', 0.95]]);
  });
});

it('TAP against TUN is proof', () => {
  expect(compare(['TUN/TAP device tap0 opened'], ['TUN/TAP device tun0 opened'])).toEqual([
    ['stale-client-file', 0.95],
  ]);
  expect(compare(['TUN/TAP device tun3 opened'], ['TUN/TAP device tun0 opened'])).toEqual([]);
});

it("the client's own network against what the server pushes", () => {
  const home = (route: string) => [
    'ROUTE_GATEWAY 10.10.4.1/255.255.255.0 IFACE=wlan0',
    `PUSH: Received control message: 'PUSH_REPLY,route ${route},ifconfig 10.99.0.2 255.255.255.0'`,
  ];
  expect(compare(home('10.10.4.0 255.255.255.0'))).toEqual([['client-lan', 0.75]]);
  expect(compare(home('10.0.0.0 255.0.0.0'))).toEqual([['client-lan', 0.45]]);
  expect(compare(home('172.16.0.0 255.255.0.0'))).toEqual([]);
});
