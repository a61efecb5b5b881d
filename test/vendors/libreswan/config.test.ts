import { describe, expect, it } from 'vitest';
import { readIpsecConf } from '../../../src/vendors/libreswan/config.ts';

const lines = (text: string): string[] => text.split('\n');

describe('an ipsec.conf', () => {
  it('of strongSwan is read field by field', () => {
    const [end] = readIpsecConf(
      lines(`config setup
    uniqueids=no
conn ali
    keyexchange=ikev1
    aggressive=no
    authby=secret
    left=198.51.100.1
    leftid=@plant.example.com
    leftsubnet=172.20.0.0/16
    right=203.0.113.10
    rightid=203.0.113.10
    rightsubnet=10.10.0.0/16,10.11.0.0/16
    ike=aes256-sha1-modp2048!
    esp=aes256-sha1-modp2048!
    ikelifetime=86400s
    lifetime=8h
    dpdaction=restart
    auto=start`),
    );
    expect(end).toMatchObject({
      ...{ name: 'ali', ike_version: 'ikev1', mode: 'main', auth: 'psk', life1: 86_400, life2: 28_800 },
      offers1: [{ enc: ['aes256'], hash: ['sha1'], dh: ['group14'] }],
      offers2: [{ enc: ['aes256'], hash: ['sha1'] }],
      ...{ pfs: ['group14'], local_id: 'plant.example.com', remote_id: '203.0.113.10' },
      ...{ local_addr: '198.51.100.1', peer_addr: '203.0.113.10' },
      ...{ selectors_local: ['172.20.0.0/16'], selectors_remote: ['10.10.0.0/16', '10.11.0.0/16'] },
    });
  });

  it('inherits from %default and from what it names with also', () => {
    const ends = readIpsecConf(
      lines(`conn %default
  keyexchange=ikev2
  ike=aes128-sha256-modp2048
conn base
  left=198.51.100.1
conn lan
  also=base
  right=203.0.113.10
  esp=aes128-sha256`),
    );
    expect(ends.find(({ name }) => name === 'lan')).toMatchObject({
      ...{ ike_version: 'ikev2', local_addr: '198.51.100.1', peer_addr: '203.0.113.10', pfs: ['disabled'] },
      offers1: [{ enc: ['aes'], hash: ['sha256'], dh: ['group14'] }],
    });
  });

  it('of Libreswan has its own words', () => {
    const [end] = readIpsecConf(
      lines(`conn vpc
    ikev2=insist
    authby=secret
    left=%defaultroute
    leftid=198.51.100.1
    leftsubnets={172.20.0.0/16 172.21.0.0/16}
    right=203.0.113.10
    rightsubnet=10.10.0.0/16
    ike=aes256-sha1;modp2048
    phase2alg=aes256-sha1;modp1536
    pfs=yes
    salifetime=1h
    aggrmode=no`),
    );
    expect(end).toMatchObject({
      ...{ ike_version: 'ikev2', mode: 'main', pfs: ['group5'], life2: 3600, local_id: '198.51.100.1' },
      selectors_local: ['172.20.0.0/16', '172.21.0.0/16'],
    });
    expect(end?.local_addr).toBeUndefined();
  });

  it('with pfs=no has none', () => {
    const [end] = readIpsecConf(lines('conn a\n  phase2alg=aes256-sha1\n  pfs=no'));
    expect(end?.pfs).toEqual(['disabled']);
  });

  it('survives a section that includes itself', () => {
    expect(readIpsecConf(lines('conn a\n  also=b\nconn b\n  also=a\n  right=203.0.113.10'))).toHaveLength(2);
  });
});

describe('a connection that is written in parts', () => {
  const text = `conn %default
  keyexchange=ikev2
conn algorithms
  ike=aes256-sha2;modp2048
  phase2alg=aes256-sha2_256;dh14
conn ends
  left=198.51.100.1
  right=203.0.113.10
conn vpc
  also=algorithms
  also=ends
  leftsubnets={172.20.0.0/16,172.21.0.0/16}
  rightsubnet=10.10.0.0/16
  auto=start`;

  it('has all of them, and the parts are no connections', () => {
    expect(readIpsecConf(lines(text))).toMatchObject([
      {
        ...{ name: 'vpc', ike_version: 'ikev2', pfs: ['group14'], peer_addr: '203.0.113.10' },
        offers1: [{ enc: ['aes256'], hash: ['sha256'], dh: ['group14'] }],
        offers2: [{ enc: ['aes256'], hash: ['sha256'], dh: ['group14'] }],
        selectors_local: ['172.20.0.0/16', '172.21.0.0/16'],
      },
    ]);
  });

  it('names what is not in the text', () => {
    const [end] = readIpsecConf(
      lines('include ipsec.d/*.conf\nconn a\n  also=nowhere\n  right=203.0.113.10\n  auto=add'),
    );
    expect(end?.doubts).toEqual([
      { kind: 'absent', what: 'also=nowhere' },
      { kind: 'beside', what: 'include ipsec.d/*.conf' },
    ]);
  });
});

it.each([
  ['type=transport', { encapsulation: 'transport' }],
  ['leftauth=pubkey\n rightauth=psk', { auth: 'certificate' }],
  ['authby=rsasig', { auth: 'certificate' }],
  ['authby=secret', { auth: 'psk' }],
  ['ikev2=permit', { ike_version: undefined }],
  ['ikev2=never', { ike_version: 'ikev1' }],
  ['ikev2=insist\n ike=aes256-sha1;dh14\n esp=aes256-sha1', { pfs: ['group14'] }],
  ['left=198.51.100.1', { selectors_local: ['198.51.100.1/32'] }],
])('with %s it is so', (setting, expected) => {
  expect(readIpsecConf(lines(`conn a\n right=203.0.113.10\n ${setting}`))[0]).toMatchObject(expected);
});
