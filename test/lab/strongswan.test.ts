import { expect, test } from 'vitest';
import { type Case, startLab, untilUp } from './ipsec-lab.ts';
import { isFull, whyNoIpsec } from './ipsec-needs.ts';

const why = whyNoIpsec();
if (why) test(`SKIPPED, the lab of IPsec: ${why}`, ({ skip }) => skip(why));

const v1 = { IkeVersion: 'ikev1' };
const aggressive = { ...v1, IkeMode: 'aggressive' };
const EVERY_CHARACTER = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('');
const names = { LocalId: 'cloud.example.com', RemoteId: 'plant.example.com' };
const blocks = { local: '172.16.10.0/24,172.16.11.0/24', remote: '10.20.0.0/24,10.21.0.0/24' };

/** What every run proves: each exchange once, and what has gone wrong with peers before. */
const FEW: readonly (readonly [string, Case])[] = [
  ['ikev2, two blocks at both ends', blocks],
  ['ikev1 main, two blocks at both ends', { ike: v1, ...blocks }],
  ['ikev1 aggressive, names as identities', { ike: { ...aggressive, ...names } }],
  ['ikev2 behind NAT', { path: 'nat' }],
  ['ikev1 main behind NAT', { ike: v1, path: 'nat' }],
  ['ikev2, names as identities', { ike: names }],
  ['ikev1 main, names as identities', { ike: { ...v1, ...names } }],
  ['identities of people', { ike: { LocalId: 'gw@example.com', RemoteId: 'plant@example.com' } }],
  ['an identity with quotes, braces and signs', { ike: { RemoteId: 'a "b" {c} #d \\e $(f) `g` %h;' } }],
  ['a key of every printable character', { ike: { Psk: EVERY_CHARACTER } }],
  ['no perfect forward secrecy', { ipsec: { IpsecPfs: 'disabled' } }],
  ['routed: everything at both ends', { local: '0.0.0.0/0', remote: '0.0.0.0/0' }],
  ['ikev1 main with 3des, md5 and group2', { ike: { ...v1, IkeEncAlg: '3des', IkeAuthAlg: 'md5', IkePfs: 'group2' } }],
];

/** Every algorithm of the guide, once in both phases. */
const algorithms = (version: Case['ike'], name: string): readonly (readonly [string, Case])[] => [
  ...['aes', 'aes192', 'aes256', 'des', '3des'].map(
    (one) => [`${name} with ${one}`, { ike: { ...version, IkeEncAlg: one }, ipsec: { IpsecEncAlg: one } }] as const,
  ),
  ...['md5', 'sha1', 'sha256', 'sha384', 'sha512'].map(
    (one) => [`${name} with ${one}`, { ike: { ...version, IkeAuthAlg: one }, ipsec: { IpsecAuthAlg: one } }] as const,
  ),
  ...['group1', 'group2', 'group5', 'group14', 'group24'].map(
    (one) => [`${name} with ${one}`, { ike: { ...version, IkePfs: one }, ipsec: { IpsecPfs: one } }] as const,
  ),
];

const keys = Array.from({ length: 8 }, (_, at): readonly [string, Case] => [
  `keys of signs, part ${at + 1}`,
  { ike: { ...(at % 2 === 0 ? v1 : {}), Psk: `${EVERY_CHARACTER.slice(at * 12, at * 12 + 12)} x${at}` } },
]);

const FULL: readonly (readonly [string, Case])[] = [
  ...algorithms({}, 'ikev2'),
  ...algorithms(v1, 'ikev1 main'),
  ...algorithms(aggressive, 'ikev1 aggressive'),
  ...keys,
];

test.skipIf(why).each(isFull ? [...FEW, ...FULL] : FEW)(
  'strongSwan carries traffic with what the tool writes: %s',
  async (_, given) => {
    const { peer, cloud, network, hosts, write } = await startLab(given);
    const [[from = ''], [to = '']] = [hosts.peer, hosts.cloud];
    expect(await network.ping(from, to, 1), 'nothing but the tunnel leads there').toBe(1);
    expect(await peer.load(await write()), 'the file is taken whole').toBe('');
    const pairs = given.ike?.['IkeVersion'] === 'ikev1' ? hosts.peer.length * hosts.cloud.length : 1;
    await untilUp(peer, pairs);
    await untilUp(cloud, pairs);
    for (const host of hosts.peer)
      for (const other of hosts.cloud) expect(await network.ping(host, other), `${host} to ${other}`).toBe(0);
  },
);
