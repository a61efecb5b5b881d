import { expect, it } from 'vitest';
import { compare, complete } from '../../../src/sandbox/tunnels/tunnels.ts';
import { casesOf, inMode, logsOf, strangeLines } from './tunnel-fixture.ts';

it.each(casesOf('ikev1'))('says nothing that real daemons did not say: %s', (name) => {
  expect(strangeLines(name)).toEqual([]);
});

it.each([
  ['ikev1_main_psk', 'invalid ID_V1 payload length, decryption failed?'],
  ['ikev1_aggressive_psk', 'calculated HASH does not match HASH payload'],
  ['ikev1_main_local-id', 'no peer config found'],
  ['ikev1_main_remote-id', "IDir '198.51.100.1' does not match to 'vgw.example.com'"],
  ['ikev1_main_esp-auth', 'no acceptable INTEGRITY_ALGORITHM found'],
  ['ikev1_main_esp-pfs', 'no acceptable KEY_EXCHANGE_METHOD found'],
  ['ikev1_main_subnet', 'received INVALID_ID_INFORMATION error notify'],
  ['ikev1_main_mode', 'none allows pre-shared key authentication using Aggressive Mode'],
  ['ikev2_version', 'no IKE config found for 198.51.100.1...203.0.113.10'],
])('says what tells %s apart', (name, phrase) => {
  const { cloud, peer } = logsOf(name);
  expect([...cloud, ...peer].join('\n')).toContain(phrase);
});

it('finds no key for a translated address in main mode', () => {
  const end = inMode('main');
  const named = { ...end, IkeConfig: { ...end.IkeConfig, RemoteId: '10.0.0.2' } };
  const { cloud } = compare(named, complete({ BehindNat: true }, named)).log;
  expect(cloud).toContain('[IKE] no shared key found for 198.51.100.1 - 203.0.113.10');
});

it.each(['main', 'aggressive'] as const)('leaves a half open SA where port 4500 is blocked in %s mode', (mode) => {
  const end = inMode(mode);
  const { cloud } = compare(end, complete({ BehindNat: true, BlockedPorts: [4500] }, end)).log;
  expect(cloud.at(-1)).toBe('[IKE] deleting half open IKE_SA with 203.0.113.10 after timeout');
});
