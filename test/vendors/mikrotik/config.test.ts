import { expect, it } from 'vitest';
import { readMikrotik } from '../../../src/vendors/mikrotik/config.ts';
import { asPeer } from '../../support/same-site.ts';

const exported = `/ip ipsec profile
add dh-group=modp2048 enc-algorithm=aes-256 hash-algorithm=sha256 lifetime=1d name=vpc
/ip ipsec peer
add address=203.0.113.10/32 exchange-mode=ike2 local-address=198.51.100.1 name=vpc \\
    profile=vpc
/ip ipsec proposal
add auth-algorithms=sha256 enc-algorithms=aes-256-cbc lifetime=8h name=vpc \\
    pfs-group=modp2048
/ip ipsec identity
add peer=vpc secret=FAKE
/ip ipsec policy
add dst-address=10.10.0.0/16 peer=vpc proposal=vpc src-address=172.20.0.0/16 tunnel=yes`;

const typed = exported
  .replace(/ \\\n {4}/g, ' ')
  .split('\n')
  .reduce<{ menu: string; lines: string[] }>(
    ({ menu, lines }, line) =>
      line.startsWith('/') ? { menu: line, lines } : { menu, lines: [...lines, `${menu} ${line}`] },
    { menu: '', lines: [] },
  )
  .lines.join('\n');

it.each([
  ['an export', exported],
  ['typed commands', typed],
])('%s of RouterOS that mirrors the cloud agrees in every field', (_name, text) => {
  expect(asPeer(text)).toMatchObject({ vendor: 'mikrotik', agreeing: 13, differing: [], doubts: [] });
  expect(asPeer(text).end).toMatchObject({ life1: 86_400, life2: 28_800 });
});

it.each([
  ['enc-algorithm=aes-256', 'enc-algorithm=aes-128', ['enc1']],
  ['dh-group=modp2048', 'dh-group=modp1024', ['dh1']],
  ['pfs-group=modp2048', 'pfs-group=none', ['pfs']],
  ['exchange-mode=ike2', 'exchange-mode=main', ['ike_version']],
  ['tunnel=yes', 'tunnel=no', ['encapsulation']],
  ['src-address=172.20.0.0/16', 'src-address=172.21.0.0/16', ['selectors_remote']],
  ['secret=FAKE', 'auth-method=digital-signature', ['auth']],
])('with %s as %s it differs in that', (from, to, fields) => {
  expect(asPeer(exported.replace(from, to)).differing).toEqual(fields);
});

it('a profile that is not in the text is named', () => {
  const [end] = readMikrotik(['/ip ipsec peer add name=a address=203.0.113.10/32 exchange-mode=ike2']);
  expect(end?.doubts).toEqual([{ kind: 'absent', what: 'profile=default' }]);
});

it('of the older form, a peer holds its own algorithms', () => {
  const [end] = readMikrotik([
    '/ip ipsec peer',
    'add address=203.0.113.10/32 enc-algorithm=aes-128 hash-algorithm=sha1 dh-group=modp1024 exchange-mode=main secret=FAKE',
  ]);
  expect(end).toMatchObject({
    ...{ ike_version: 'ikev1', mode: 'main', auth: 'psk' },
    offers1: [{ enc: ['aes'], hash: ['sha1'], dh: ['group2'] }],
  });
});

it('a line of an export may break within a setting', () => {
  const text = exported
    .replace('name=vpc\n/ip ipsec peer', 'name=\\\n    vpc\n/ip ipsec peer')
    .replace('pfs-group=modp2048', 'pfs-group=\\\n    modp2048');
  expect(text.match(/=\\\n/g)).toHaveLength(2);
  expect(asPeer(text)).toMatchObject({ agreeing: 13, differing: [], doubts: [] });
});

it('what an export leaves out is as it was delivered', () => {
  const short = exported
    .replace(' hash-algorithm=sha256', '')
    .replace('auth-algorithms=sha256 ', '')
    .replace(/ \\\n {4}pfs-group=modp2048/, '');
  expect(asPeer(short).differing).toEqual(['hash1', 'hash2', 'pfs']);
  expect(asPeer(short).end).toMatchObject({
    offers1: [{ hash: ['sha1'] }],
    offers2: [{ hash: ['sha1'] }],
    pfs: ['group2'],
  });
});
