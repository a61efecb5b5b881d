import { describe, expect, it } from 'vitest';
import { readCiscoIos } from '../../../src/vendors/cisco-ios/config.ts';
import { detectVendors } from '../../../src/vendors/index.ts';

const lines = (text: string): string[] => text.split('\n');

describe('an IOS configuration', () => {
  it('with a crypto map is read field by field', () => {
    const [end] = readCiscoIos(
      lines(`crypto isakmp policy 10
 encr aes 256
 hash sha
 authentication pre-share
 group 14
 lifetime 86400
crypto isakmp key FAKE-ios address 203.0.113.10
crypto isakmp keepalive 10 periodic
crypto ipsec transform-set TS esp-aes 256 esp-sha-hmac
 mode tunnel
crypto map CM 10 ipsec-isakmp
 set peer 203.0.113.10
 set security-association lifetime seconds 28800
 set transform-set TS
 set pfs group14
 match address VPC
interface GigabitEthernet0/0
 ip address 198.51.100.1 255.255.255.0
 crypto map CM
ip access-list extended VPC
 permit ip 172.20.0.0 0.0.255.255 10.10.0.0 0.0.255.255`),
    );
    expect(end).toMatchObject({
      ...{ ike_version: 'ikev1', auth: 'psk', life1: 86_400, life2: 28_800, peer_addr: '203.0.113.10' },
      offers1: [{ enc: ['aes256'], hash: ['sha1'], dh: ['group14'] }],
      offers2: [{ enc: ['aes256'], hash: ['sha1'] }],
      ...{ pfs: ['group14'], selectors_local: ['172.20.0.0/16'], selectors_remote: ['10.10.0.0/16'] },
    });
  });

  it('with IKEv2 and a tunnel interface carries everything', () => {
    const [end] = readCiscoIos(
      lines(`crypto ikev2 proposal P
 encryption aes-cbc-256 aes-cbc-128
 integrity sha256
 group 14
crypto ikev2 profile PROF
 match identity remote address 203.0.113.10 255.255.255.255
 identity local address 198.51.100.1
 authentication remote pre-share
 authentication local pre-share
 lifetime 28800
 dpd 10 3 on-demand
crypto ipsec transform-set TS esp-aes esp-sha256-hmac
crypto ipsec profile IPROF
 set transform-set TS
 set pfs group14
 set ikev2-profile PROF
interface Tunnel0
 tunnel source 198.51.100.1
 tunnel destination 203.0.113.10
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile IPROF`),
    );
    expect(end).toMatchObject({
      ...{ ike_version: 'ikev2', auth: 'psk', local_id: '198.51.100.1', remote_id: '203.0.113.10', life1: 28_800 },
      offers1: [{ enc: ['aes256', 'aes'], hash: ['sha256'], dh: ['group14'] }],
      offers2: [{ enc: ['aes'], hash: ['sha256'] }],
      ...{ pfs: ['group14'], local_addr: '198.51.100.1', peer_addr: '203.0.113.10' },
      ...{ selectors_local: ['0.0.0.0/0'], selectors_remote: ['0.0.0.0/0'] },
    });
  });

  it('without a crypto map is taken to belong together', () => {
    const [end] = readCiscoIos(
      lines(`crypto isakmp policy 1
 encr 3des
 group 2
crypto isakmp key FAKE address 203.0.113.10
crypto ipsec transform-set T esp-3des esp-sha-hmac
access-list 110 permit ip 172.20.0.0 0.0.0.255 10.10.0.0 0.0.255.255`),
    );
    expect(end).toMatchObject({
      ...{ ike_version: 'ikev1', peer_addr: '203.0.113.10', selectors_local: ['172.20.0.0/24'] },
      offers1: [{ enc: ['3des'], hash: ['sha1'], dh: ['group2'] }],
      offers2: [{ enc: ['3des'], hash: ['sha1'] }],
    });
  });
});

const v2 = `crypto ikev2 proposal P
 encryption aes-cbc-128
 integrity sha1
 group 2
crypto ikev2 proposal OTHER
 encryption aes-cbc-256
 integrity sha512
 group 21
crypto ikev2 policy 10
 proposal P
crypto ikev2 profile A
 match identity remote address 192.0.2.1 255.255.255.255
 authentication remote rsa-sig
 authentication local rsa-sig
crypto ikev2 profile B
 match identity remote address 203.0.113.10 255.255.255.255
 authentication remote pre-share
 authentication local pre-share
crypto ipsec transform-set T esp-aes esp-sha-hmac
 mode transport
crypto ipsec profile I
 set transform-set T
 set ikev2-profile B
interface Tunnel0
 tunnel source 198.51.100.1
 tunnel destination 203.0.113.10
 tunnel protection ipsec profile I`;

it('IKEv2 of IOS is no ASA, and the tunnel takes the profile and the proposals that it is told', () => {
  expect(detectVendors(lines(v2))).toEqual(['cisco-ios']);
  expect(readCiscoIos(lines(v2))[0]).toMatchObject({
    ...{ ike_version: 'ikev2', auth: 'psk', remote_id: '203.0.113.10', encapsulation: 'transport', pfs: ['disabled'] },
    offers1: [{ enc: ['aes'], hash: ['sha1'], dh: ['group2'] }],
  });
});

it('a tunnel of mode GRE protects the two addresses', () => {
  expect(readCiscoIos(lines(v2))[0]).toMatchObject({
    ...{ selectors_local: ['198.51.100.1/32'], selectors_remote: ['203.0.113.10/32'] },
  });
});

it('a policy of IKEv1 is DES, SHA-1, group 1 and signatures where it says nothing', () => {
  const text =
    'crypto isakmp policy 10\n encr aes\n lifetime 3600\ncrypto map M 1 ipsec-isakmp\n set peer 203.0.113.10';
  expect(readCiscoIos(lines(text))[0]).toMatchObject({
    ...{ auth: 'certificate', offers1: [{ enc: ['aes'], hash: ['sha1'], dh: ['group1'] }] },
  });
});

it('each address of a peer is an end of its own, and a remark behind a command is none of it', () => {
  const text = `crypto isakmp policy 1
 encr 3des ! not AES
 authentication pre-share
crypto map M 10 ipsec-isakmp
 set peer 192.0.2.9 default
 set peer 203.0.113.10`;
  const ends = readCiscoIos(lines(text));
  expect(ends.map(({ peer_addr }) => peer_addr)).toEqual(['192.0.2.9', '203.0.113.10']);
  expect(ends[0]).toMatchObject({ offers1: [{ enc: ['3des'] }] });
});

it('of several profiles that nothing names none gives its identity', () => {
  const profile = (name: string, address: string) =>
    `crypto isakmp profile ${name}\n match identity address ${address}\n self-identity fqdn ${name}`;
  const map = 'crypto map M 10 ipsec-isakmp\n set peer 203.0.113.10';
  const [end] = readCiscoIos(lines([profile('a', '192.0.2.9'), profile('b', '203.0.113.10'), map].join('\n')));
  expect(end).toMatchObject({ local_id: undefined, remote_id: undefined });
  const [named] = readCiscoIos(
    lines([profile('a', '192.0.2.9'), profile('b', '203.0.113.10'), `${map}\n set isakmp-profile b`].join('\n')),
  );
  expect(named).toMatchObject({ local_id: 'b', remote_id: '203.0.113.10' });
});
