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
