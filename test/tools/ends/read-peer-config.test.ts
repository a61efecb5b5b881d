import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPeerConfig } from '../../../src/tools/ends/read-peer-config.ts';
import { UNKNOWN_END } from '../../../src/vendors/end.ts';
import { PEER_VENDORS } from '../../../src/vendors/index.ts';

const cloud = { ...UNKNOWN_END, local_addr: '203.0.113.10' };

describe('a peer configuration', () => {
  const two = `connections {
    other { remote_addrs = 192.0.2.9
      proposals = 3des-md5-modp1024 }
    cloud { remote_addrs = 203.0.113.10
      proposals = aes256-sha1-modp2048 }
  }`;

  it('of several connections is the one that points at the gateway; the rest is named', () => {
    expect(readPeerConfig(two, undefined, cloud)).toMatchObject({
      ...{ vendor: 'swanctl', end: { name: 'cloud' }, others: ['other'] },
    });
    expect(readPeerConfig(two).end?.name).toBe('other');
  });

  it('of two makers is read as both, each from its own part', () => {
    const asa = `tunnel-group 192.0.2.9 type ipsec-l2l
crypto map M 10 set peer 192.0.2.9
crypto map M 10 set pfs group14`;
    const conf = 'conn cloud\n keyexchange=ikev2\n right=203.0.113.10';
    expect(readPeerConfig(`${asa}\n${conf}`, undefined, cloud)).toMatchObject({
      ...{
        vendor: 'ipsec.conf',
        end: { name: 'cloud', pfs: [] },
        formats: ['ipsec.conf', 'cisco-asa'],
        others: ['M 10'],
      },
    });
  });

  it('with several addresses of its peer is one connection, and no other is named for them', () => {
    const text = two.replace('remote_addrs = 203.0.113.10', 'remote_addrs = 192.0.2.7, 203.0.113.10');
    expect(readPeerConfig(text, undefined, cloud)).toMatchObject({
      ...{ end: { name: 'cloud', peer_addr: '203.0.113.10' }, others: ['other'] },
    });
  });

  it('of a session is read without its prompts', () => {
    const text = 'R1(config)#crypto map M 10 ipsec-isakmp\nR1(config-crypto-map)# set peer 203.0.113.10';
    expect(readPeerConfig(text)).toMatchObject({ vendor: 'cisco-ios', end: { peer_addr: '203.0.113.10' } });
  });

  it('written from the cloud’s side is turned round', () => {
    const text =
      'conn x\n left=203.0.113.10\n leftsubnet=10.10.0.0/16\n right=198.51.100.1\n rightsubnet=172.20.0.0/16';
    expect(readPeerConfig(text, undefined, cloud).end).toMatchObject({
      ...{ local_addr: '198.51.100.1', peer_addr: '203.0.113.10' },
      ...{ selectors_local: ['172.20.0.0/16'], selectors_remote: ['10.10.0.0/16'] },
    });
  });

  it('is read as the named vendor, whatever it looks like', () => {
    expect(readPeerConfig('IkeEncAlg: aes256', 'juniper')).toMatchObject({ vendor: 'juniper', end: undefined });
  });

  it('of anything is read without a failure, and no key is kept', () => {
    const words = [
      'crypto map M 1 set peer 203.0.113.10',
      'conn a',
      'connections {',
      '}',
      'config vpn ipsec phase1',
      'set x',
      'acl 1',
    ];
    const line = fc.oneof(fc.string(), fc.constantFrom(...words));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), fc.constantFrom(...PEER_VENDORS), (lines, vendor) => {
        const text = [...lines, 'secret = FAKE-never-kept', 'psk: FAKE-never-kept'].join('\n');
        expect(JSON.stringify(readPeerConfig(text, vendor))).not.toContain('FAKE-never-kept');
      }),
    );
  });
});
