import { expect, it } from 'vitest';
import type { SslVpnServer } from '../../../src/sandbox/state/resources.ts';
import {
  connected,
  full,
  left,
  poolEmpty,
  restarted,
  unverified,
  wrongCipher,
} from '../../../src/sandbox/state/ssl-messages.ts';

const client = { SslVpnClientCertId: 'vsc-lin', RemoteAddress: '192.0.2.7:50100' };
const session = { ...client, SslVpnServerId: 'vss-1', ConnectedSince: 0, ClientIp: '10.99.0.6' };
const server = { SslVpnServerId: 'vss-1', Cipher: 'AES-256-CBC', MaxConnections: 5 } as SslVpnServer; // the rest is not spoken of

it.each([
  [
    'a client that got in',
    connected(server, session, false),
    'vsc-lin/192.0.2.7:50100 MULTI: primary virtual IP for vsc-lin/192.0.2.7:50100: 10.99.0.6',
  ],
  [
    'a certificate on two devices',
    connected(server, session, true),
    "MULTI: new connection by client 'vsc-lin' will cause previous active sessions by this client to be dropped.",
  ],
  [
    'an expired certificate',
    unverified(client, 'certificate has expired'),
    '192.0.2.7:50100 VERIFY ERROR: depth=0, error=certificate has expired: CN=vsc-lin',
  ],
  ['a full server', full(server), 'would exceed maximum number of clients (5)'],
  ['an empty pool', poolEmpty(server, client), 'MULTI: no free --ifconfig-pool addresses are available'],
  [
    'another cipher',
    wrongCipher(server, client, 'AES-128-CBC'),
    "'cipher' is used inconsistently, local='cipher AES-256-CBC', remote='cipher AES-128-CBC'",
  ],
  ['a client that left', left(client), 'vsc-lin/192.0.2.7:50100 SIGTERM[soft,remote-exit] received'],
  ['a restart', restarted([client]), 'SIGHUP[hard,] received, process restarting'],
])('tells of %s', (_what, lines, phrase) => {
  expect(lines.join('\n')).toContain(phrase);
});

it('names the client by its certificate in every line after the handshake', () => {
  const lines = connected(server, session, false).slice(3);
  expect(lines.every((line) => line.startsWith('vsc-lin/192.0.2.7:50100 '))).toBe(true);
});
