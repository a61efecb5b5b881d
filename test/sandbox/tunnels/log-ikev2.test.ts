import { expect, it } from 'vitest';
import { compare, complete } from '../../../src/sandbox/tunnels/tunnels.ts';
import { casesOf, cloud, logsOf, strangeLines } from './tunnel-fixture.ts';

it.each(casesOf('ikev2'))('says nothing that real daemons did not say: %s', (name) => {
  expect(strangeLines(name)).toEqual([]);
});

it.each([
  ['ikev2_psk', 'MAC mismatched'],
  ['ikev2_local-id', 'no matching peer config found'],
  ['ikev2_ike-dh', 'no acceptable KEY_EXCHANGE_METHOD found'],
  ['ikev2_esp-pfs', 'CHILD_SA rekeying failed'],
  ['ikev2_subnet', 'received TS_UNACCEPTABLE notify'],
  ['ikev1_main_version', 'no IKE config found for 198.51.100.1...203.0.113.10'],
  ['ikev2_unreachable', 'giving up after 4 retransmits'],
  ['ikev2_ok', 'CHILD_SA net1{1} established'],
])('says what tells %s apart', (name, phrase) => {
  const ours = logsOf(name);
  expect([...ours.cloud, ...ours.peer].join('\n')).toContain(phrase);
});

it('tells of address translation and of a port that swallows the second exchange', () => {
  const { log } = compare(cloud, complete({ BehindNat: true, BlockedPorts: [4500] }, cloud));
  expect(log.cloud).toContain('[IKE] remote host is behind NAT');
  expect(log.cloud.at(-1)).toBe('[IKE] deleting half open IKE_SA with 203.0.113.10 after timeout');
  expect(log.peer).toContain('[IKE] retransmit 4 of request with message ID 1');
});
