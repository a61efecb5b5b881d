import { describe, expect, it } from 'vitest';
import { readCiscoAsa } from '../../../src/vendors/cisco-asa/config.ts';

const lines = (text: string): string[] => text.split('\n');

const modern = `object network LAN
 subnet 172.20.0.0 255.255.0.0
object network VPC
 subnet 10.10.0.0 255.255.0.0
access-list ALI extended permit ip object LAN object VPC
crypto ikev2 policy 1
 encryption aes-256
 integrity sha
 group 14
 prf sha
 lifetime seconds 86400
crypto ipsec ikev2 ipsec-proposal AES256
 protocol esp encryption aes-256
 protocol esp integrity sha-1
crypto map outside_map 10 match address ALI
crypto map outside_map 10 set peer 203.0.113.10
crypto map outside_map 10 set pfs group14
crypto map outside_map 10 set ikev2 ipsec-proposal AES256
crypto map outside_map 10 set security-association lifetime seconds 28800
crypto map outside_map 20 match address OTHER
crypto map outside_map 20 set peer 192.0.2.200
crypto map outside_map interface outside
tunnel-group 203.0.113.10 type ipsec-l2l
tunnel-group 203.0.113.10 ipsec-attributes
 ikev2 remote-authentication pre-shared-key FAKE-asa
 ikev2 local-authentication pre-shared-key FAKE-asa`;

describe('an ASA configuration', () => {
  it('with IKEv2 is read field by field, an end for each crypto map entry', () => {
    const [end, other] = readCiscoAsa(lines(modern));
    expect(end).toMatchObject({
      ...{ name: 'outside_map 10', ike_version: 'ikev2', life1: 86_400, peer_addr: '203.0.113.10' },
      offers1: [{ enc: ['aes256'], hash: ['sha1'], prf: ['sha1'], dh: ['group14'] }],
      offers2: [{ enc: ['aes256'], hash: ['sha1'] }],
      ...{ pfs: ['group14'], life2: 28_800 },
      ...{ selectors_local: ['172.20.0.0/16'], selectors_remote: ['10.10.0.0/16'] },
    });
    expect(other).toMatchObject({ name: 'outside_map 20', peer_addr: '192.0.2.200', selectors_local: [] });
  });

  it('with IKEv1 has a transform set and a global lifetime', () => {
    const [end] = readCiscoAsa(
      lines(`access-list VPN extended permit ip 172.20.0.0 255.255.128.0 10.10.0.0 255.255.0.0
crypto ipsec ikev1 transform-set TS esp-aes-256 esp-sha-hmac
crypto ipsec ikev1 transform-set UNUSED esp-3des esp-md5-hmac
crypto ipsec security-association lifetime seconds 3600
crypto map M 1 match address VPN
crypto map M 1 set peer 203.0.113.10
crypto map M 1 set ikev1 phase1-mode aggressive
crypto map M 1 set ikev1 transform-set TS
crypto ikev1 policy 10
 authentication pre-share
 encryption aes
 hash md5
 group 2
 lifetime 86400
crypto isakmp identity key-id plant`),
    );
    expect(end).toMatchObject({
      ...{ ike_version: 'ikev1', mode: 'aggressive', auth: 'psk', life1: 86_400, life2: 3600, local_id: 'plant' },
      offers1: [{ enc: ['aes'], hash: ['md5'], dh: ['group2'] }],
      offers2: [{ enc: ['aes256'], hash: ['sha1'] }],
      ...{ pfs: ['disabled'], selectors_local: ['172.20.0.0/17'] },
    });
  });

  it('of the old syntax is read too, and set pfs alone says no group', () => {
    const [end] = readCiscoAsa(
      lines(`crypto ipsec transform-set OLD esp-3des esp-md5-hmac
crypto map M 1 set pfs
crypto map M 1 set peer 203.0.113.10
crypto map M 1 set transform-set OLD
crypto isakmp policy 5
 authentication pre-share
 encryption 3des
 hash sha
 group 2`),
    );
    expect(end).toMatchObject({ ike_version: 'ikev1', offers2: [{ enc: ['3des'], hash: ['md5'] }], pfs: [] });
  });

  it('may be one line of an access list', () => {
    expect(
      readCiscoAsa(['access-list ALI extended permit ip 172.20.0.0 255.255.128.0 10.10.0.0 255.255.0.0']),
    ).toMatchObject([{ selectors_local: ['172.20.0.0/17'], selectors_remote: ['10.10.0.0/16'], pfs: [] }]);
  });

  it('whose indentation was lost is still understood', () => {
    const flat = lines(modern).map((line) => line.trim());
    expect(readCiscoAsa(flat)).toEqual(readCiscoAsa(lines(modern)));
  });
});

describe('a tunnel interface of an ASA', () => {
  const routed = `crypto ikev2 policy 1
 encryption aes-256
 integrity sha256
 group 14
crypto ikev2 enable outside
crypto ipsec ikev2 ipsec-proposal P
 protocol esp encryption aes-256
 protocol esp integrity sha-256
crypto ipsec profile F
 set ikev2 ipsec-proposal P
 set pfs group14
interface Tunnel1
 nameif vpc
 tunnel source interface outside
 tunnel destination 203.0.113.10
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile F
tunnel-group 203.0.113.10 type ipsec-l2l
tunnel-group 203.0.113.10 ipsec-attributes
 ikev2 remote-authentication pre-shared-key FAKE
 ikev2 local-authentication pre-shared-key FAKE`;

  it('carries everything, by the profile that it names', () => {
    const [end] = readCiscoAsa(lines(routed));
    expect(end).toMatchObject({
      ...{ name: 'interface Tunnel1', ike_version: 'ikev2', auth: 'psk', peer_addr: '203.0.113.10', pfs: ['group14'] },
      offers2: [{ enc: ['aes256'], hash: ['sha256'] }],
      ...{ selectors_local: ['0.0.0.0/0'], selectors_remote: ['0.0.0.0/0'] },
    });
    expect(end?.doubts).toBeUndefined();
  });

  it.each([
    ['crypto ikev2 enable outside\n', '', { doubts: [{ kind: 'excerpt', what: 'crypto ikev2 enable' }] }],
    ['local-authentication pre-shared-key FAKE', 'local-authentication certificate T', { auth: 'certificate' }],
  ])('without %j it is another', (from, to, expected) => {
    expect(readCiscoAsa(lines(routed.replace(from, to)))[0]).toMatchObject(expected);
  });
});

it('a transform set in transport mode keeps its algorithms', () => {
  const text = `crypto ipsec ikev1 transform-set T esp-aes esp-sha-hmac
crypto ipsec ikev1 transform-set T mode transport
crypto map M 1 set peer 203.0.113.10
crypto map M 1 set ikev1 transform-set T`;
  expect(readCiscoAsa(lines(text))[0]).toMatchObject({
    ...{ encapsulation: 'transport', offers2: [{ enc: ['aes'], hash: ['sha1'] }] },
  });
});

it('each address of a peer is an end of its own', () => {
  const text = modern.replace('set peer 203.0.113.10', 'set peer 192.0.2.9 203.0.113.10');
  const ends = readCiscoAsa(lines(text)).filter(({ name }) => name === 'outside_map 10');
  expect(ends.map(({ peer_addr }) => peer_addr)).toEqual(['192.0.2.9', '203.0.113.10']);
});
