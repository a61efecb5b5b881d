import { describe, expect, it } from 'vitest';
import { readHuawei } from '../../../src/vendors/huawei/config.ts';

const lines = (text: string): string[] => text.split('\n');

describe('a Huawei or H3C configuration', () => {
  it('of Huawei is read field by field', () => {
    const [end] = readHuawei(
      lines(`acl number 3000
 rule 5 permit ip source 172.20.0.0 0.0.255.255 destination 10.10.0.0 0.0.255.255
#
ipsec proposal prop1
 esp authentication-algorithm sha1
 esp encryption-algorithm aes-256
#
ike proposal 10
 encryption-algorithm aes-256
 dh group14
 authentication-algorithm sha1
 authentication-method pre-share
 sa duration 86400
#
ike peer ali
 undo version 2
 exchange-mode main
 pre-shared-key cipher FAKE-hw
 ike-proposal 10
 local-id plant
 remote-address 203.0.113.10
 dpd type periodic
#
ipsec policy map1 10 isakmp
 security acl 3000
 pfs dh-group14
 ike-peer ali
 proposal prop1
 tunnel local 198.51.100.1
 sa duration time-based 28800`),
    );
    expect(end).toMatchObject({
      ...{ name: 'ipsec policy map1 10 isakmp', ike_version: 'ikev1', mode: 'main', auth: 'psk' },
      offers1: [{ enc: ['aes256'], hash: ['sha1'], dh: ['group14'] }],
      offers2: [{ enc: ['aes256'], hash: ['sha1'] }],
      ...{ life1: 86_400, life2: 28_800, pfs: ['group14'], local_id: 'plant' },
      ...{ local_addr: '198.51.100.1', peer_addr: '203.0.113.10' },
      ...{ selectors_local: ['172.20.0.0/16'], selectors_remote: ['10.10.0.0/16'] },
    });
  });

  it('of H3C is read field by field', () => {
    const [end] = readHuawei(
      lines(`acl advanced 3101
 rule 0 permit ip source 172.20.0.0 0.0.255.255 destination 10.10.0.0 0.0.255.255
ike keychain k1
 pre-shared-key address 203.0.113.10 255.255.255.255 key cipher FAKE-h3c
ike profile p1
 keychain k1
 exchange-mode aggressive
 local-identity address 198.51.100.1
 match remote identity address 203.0.113.10 255.255.255.255
 proposal 1
ike proposal 1
 encryption-algorithm aes-cbc-256
 dh group5
 authentication-algorithm sha
ipsec transform-set t1
 esp encryption-algorithm aes-cbc-256
 esp authentication-algorithm sha1
 pfs dh-group5
ipsec policy m 1 isakmp
 transform-set t1
 security acl 3101
 remote-address 203.0.113.10
 ike-profile p1`),
    );
    expect(end).toMatchObject({
      ...{ ike_version: 'ikev1', mode: 'aggressive', local_id: '198.51.100.1', remote_id: '203.0.113.10' },
      offers1: [{ enc: ['aes256'], hash: ['sha1'], dh: ['group5'] }],
      ...{ pfs: ['group5'], peer_addr: '203.0.113.10', selectors_local: ['172.20.0.0/16'] },
    });
  });

  it('with IKEv2 says so', () => {
    expect(readHuawei(lines('ike peer a\n undo version 1\n remote-address 203.0.113.10'))).toMatchObject([
      { ike_version: 'ikev2', peer_addr: '203.0.113.10', pfs: [] },
    ]);
  });
});

it.each([
  ['ike proposal 1\n encryption-algorithm aes-cbc 256', { offers1: [{ enc: ['aes256'], hash: [], prf: [], dh: [] }] }],
  [
    'ipsec proposal p\n esp encryption-algorithm aes 192',
    { offers2: [{ enc: ['aes192'], hash: [], prf: [], dh: [] }] },
  ],
  [
    'ike proposal 1\n encryption-algorithm aes-256 aes-128',
    { offers1: [{ enc: ['aes256', 'aes'], hash: [], prf: [], dh: [] }] },
  ],
  ['ike peer b v1\n remote-address 203.0.113.10', { ike_version: 'ikev1', peer_addr: '203.0.113.10' }],
])('%s is read as its words stand together', (text, end) => {
  expect(readHuawei(lines(text))[0]).toMatchObject(end);
});
