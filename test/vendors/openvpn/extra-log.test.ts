import { expect, it } from 'vitest';
import { OPENVPN_EXTRA_ROWS, OPENVPN_UNVERIFIED_ROWS } from '../../../src/vendors/openvpn/extra-log.ts';
import { OPENVPN_ROWS } from '../../../src/vendors/openvpn/log.ts';

const causesOf = (line: string, side: 'client' | 'server'): readonly string[] =>
  [...OPENVPN_EXTRA_ROWS, ...OPENVPN_UNVERIFIED_ROWS]
    .filter((row) => (row.side ?? side) === side && row.pattern.test(line))
    .flatMap(({ causes }) => causes[0] ?? []);

it('numbers do not collide with those of the table', () => {
  for (const { row } of OPENVPN_EXTRA_ROWS) expect(row === 108 || row >= 140).toBe(true);
});

it.each([
  {
    line: 'VERIFY ERROR: depth=0, error=unsuitable certificate purpose: CN=x',
    client: 'server-cert-usage',
    server: 'wrong-client-files',
  },
  { line: 'WARNING: Your certificate has expired!', client: 'cert-expired', server: 'server-cert-expired' },
  {
    line: 'OpenSSL: error:14094418:SSL routines::tlsv1 alert unknown ca',
    client: 'wrong-server-files',
    server: 'wrong-server-files',
  },
])(
  '$line is about $client in the log of the client, about $server in that of the server',
  ({ line, client, server }) => {
    expect(causesOf(line, 'client')).toEqual([client]);
    expect(causesOf(line, 'server')).toEqual([server]);
  },
);

it('an option that the server pushed and the client does not know is no fault of the client file', () => {
  expect(
    causesOf(
      'Options error: Unrecognized option or missing parameter in [PUSH-OPTIONS]:3: block-outside-dns',
      'client',
    ),
  ).toEqual([]);
  expect(
    causesOf('Options error: Unrecognized option or missing parameter in client.ovpn:5: data-cipherz', 'client'),
  ).toEqual(['wrong-client-files']);
});

it('lines that were not seen in a log of our own are marked, and the others not', () => {
  expect(OPENVPN_UNVERIFIED_ROWS.every(({ isUnverified }) => isUnverified)).toBe(true);
  expect([...OPENVPN_ROWS, ...OPENVPN_EXTRA_ROWS].some(({ isUnverified }) => isUnverified)).toBe(false);
});

it('what is known from documentation only is never proof', () => {
  for (const { definitive, weight = 1 } of OPENVPN_UNVERIFIED_ROWS) expect(definitive || weight >= 0.9).toBe(false);
});
