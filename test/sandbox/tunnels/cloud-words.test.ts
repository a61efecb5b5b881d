import { expect, test } from 'vitest';
import type { Device } from '../../../src/sandbox/state/resources.ts';
import { cloudWords } from '../../../src/sandbox/tunnels/cloud-words.ts';
import { type CloudEnd, compare, complete } from '../../../src/sandbox/tunnels/tunnels.ts';
import { cloud, inMode } from './tunnel-fixture.ts';

const wordsOf = (end: CloudEnd, device: Device) => {
  const peer = complete(device, end);
  return cloudWords(compare(end, peer).cause, end, peer);
};
const old = inMode('main');

/** Device, code, values of both ends, and the published keyword that the line has. */
const table: [name: string, end: CloudEnd, device: Device, code: string, values: string[], keyword: string][] = [
  [
    'the cipher of phase 1',
    old,
    { IkeConfig: { IkeEncAlg: '3des' } },
    'EncryptionAlgorithmMismatch',
    ['AES-CBC-128', '3DES-CBC'],
    'rejected enctype',
  ],
  [
    'the hash of phase 1',
    old,
    { IkeConfig: { IkeAuthAlg: 'md5' } },
    'AuthenticationAlgorithmMismatch',
    ['SHA', 'MD5'],
    'rejected hashtype',
  ],
  ['the group, old', old, { IkeConfig: { IkePfs: 'group14' } }, 'DhGroupMismatch', ['2', '14'], 'rejected dh_group'],
  [
    'the group, new',
    cloud,
    { IkeConfig: { IkePfs: 'group14' } },
    'DhGroupMismatch',
    ['2', '14'],
    'received KE type 14,expected 2',
  ],
  [
    'the key, old',
    old,
    { IkeConfig: { Psk: 'FAKE-no' } },
    'PskMismatch',
    [],
    'Decryption failed! mismatch of preshared secrets',
  ],
  ['the key, new', cloud, { IkeConfig: { Psk: 'FAKE-no' } }, 'PskMismatch', [], 'authentication failure'],
  [
    'the identity',
    cloud,
    { IkeConfig: { LocalId: 'site' } },
    'PeerIdMismatch',
    ['203.0.113.10', 'site'],
    'does not match peers id',
  ],
  [
    'the identity that is expected',
    cloud,
    { IkeConfig: { RemoteId: 'vgw' } },
    'PeerIdMismatch',
    ['198.51.100.1', 'vgw'],
    'does not match peers id',
  ],
  [
    'the version',
    cloud,
    { IkeConfig: { IkeVersion: 'ikev1' } },
    'IkeVersionMismatch',
    ['ikev2', 'ikev1'],
    'unknown ikev2 peer',
  ],
  [
    'the mode',
    old,
    { IkeConfig: { IkeMode: 'aggressive' } },
    'NegotiationModeMismatch',
    ['main', 'aggressive'],
    'not acceptable Aggressive mode',
  ],
  [
    'the mode, the other way',
    inMode('aggressive'),
    { IkeConfig: { IkeMode: 'main' } },
    'NegotiationModeMismatch',
    ['aggressive', 'main'],
    'not acceptable Identity Protection mode',
  ],
  [
    'the networks',
    cloud,
    { LocalSubnet: '10.99.0.0/24' },
    'TrafficSelectorMismatch',
    ['172.16.10.0/24===10.20.0.0/24', '172.16.10.0/24===10.99.0.0/24'],
    'traffic selector mismatch',
  ],
  [
    'the cipher of phase 2',
    cloud,
    { IpsecConfig: { IpsecEncAlg: 'aes256' } },
    'EncryptionAlgorithmMismatch',
    ['AES-CBC-128', 'AES-CBC-256'],
    'trns_id mismatched',
  ],
  [
    'the hash of phase 2',
    old,
    { IpsecConfig: { IpsecAuthAlg: 'md5' } },
    'AuthenticationAlgorithmMismatch',
    ['SHA', 'MD5'],
    'authtype mismatched',
  ],
  [
    'the group of phase 2',
    old,
    { IpsecConfig: { IpsecPfs: 'group14' } },
    'PfsMismatch',
    ['2', '14'],
    'pfs group mismatched',
  ],
  [
    'an address',
    cloud,
    { Address: '192.0.2.1' },
    'PeerMismatch',
    ['203.0.113.10', '192.0.2.1'],
    'UNSUPPORTED_CRITICAL_PAYLOAD',
  ],
  [
    'a silent peer, old',
    old,
    { Up: false },
    'Phase1NegotiationTimeout',
    [],
    'phase1 negotiation failed due to time up',
  ],
  ['a silent peer, new', cloud, { Up: false }, 'NoResponse', [], 'retransmission count exceeded the limit'],
  ['a blocked port', old, { BehindNat: true, BlockedPorts: [4500] }, 'Phase1NegotiationTimeout', [], 'due to time up'],
];

test.each(table)('%s', (_name, end, device, code, values, keyword) => {
  const { line = '', local, remote, ...words } = wordsOf(end, device);
  expect(words).toMatchObject({ code, severity: 'Critical' });
  expect([local, remote].filter((one) => one !== undefined)).toEqual(values);
  expect(line).toContain(keyword);
  expect(line).toMatch(/^\[PROTO_ERR\]: \w+\.c:\d+:\w+\(\): /);
  expect(line).not.toContain('FAKE');
});

test('a device behind translation cannot show a name in main mode', () => {
  const named = { ...old, IkeConfig: { ...old.IkeConfig, RemoteId: 'site' } };
  const words = wordsOf(named, { BehindNat: true, IkeConfig: { LocalId: 'site' } });
  expect(words).toMatchObject({ code: 'PeerIdMismatch' });
  expect(words.line).toContain('Expecting IP address type in main mode,but FQDN');
});

test('two networks over IKEv1 find no selector', () => {
  expect(wordsOf({ ...old, LocalSubnet: '172.16.10.0/24,172.16.20.0/24' }, {}).code).toBe('TrafficSelectorMismatch');
});

test.each([
  ['what is up', cloud, {}],
  ['what nobody starts', cloud, { Initiates: false }],
  ['a failing health check', cloud, { Answers: false }],
])('of %s nothing is found', (_name, end, device) => {
  expect(wordsOf(end, device)).toEqual({
    ...{ code: 'NoExceptionFound', reason: 'No exception was found', severity: 'Normal' },
  });
});
