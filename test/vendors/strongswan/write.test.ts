import { describe, expect, it, test } from 'vitest';
import { readSwanctl } from '../../../src/vendors/strongswan/config.ts';
import { swanctlWriter } from '../../../src/vendors/strongswan/write.ts';
import { allText, inText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { holdsNothingHostile, keepsKeysAway } from '../../support/writers.ts';

const { ike, ipsec } = sampleTunnel();
const blocks = { localSubnets: ['10.20.0.0/24', '10.21.0.0/24'], remoteSubnets: ['172.16.10.0/24'] } as const;
const read = (...args: Parameters<typeof sampleLink>) =>
  readSwanctl((swanctlWriter.write(sampleLink(...args), inText).files[0].text ?? '').split('\n'));

test('a connection of two tunnels is one file, and no identity can add to it', async () => {
  const second = { order: 2, tunnelId: 'tun-2', remoteAddress: '198.51.100.2', remoteId: '198.51.100.2' } as const;
  const pair = sampleLink({ ...blocks, tunnels: [sampleTunnel({ tunnelId: 'tun-1' }), sampleTunnel(second)] });
  await expect(allText(swanctlWriter, pair)).toMatchFileSnapshot('../golden/strongswan-pair.txt');
  holdsNothingHostile(swanctlWriter, readSwanctl);
  keepsKeysAway(swanctlWriter);
});

test('IKEv1 with routes and BGP looks so', async () => {
  const bgp = {
    ...{ localAsn: 65_001, localIp: '169.254.10.2', peerAsn: 45_104, peerIp: '169.254.10.1' },
    tunnelCidr: '169.254.10.0/30',
  };
  const tunnel = sampleTunnel({ ike: { ...ike, version: 'ikev1', mode: 'aggressive' }, bgp });
  const link = sampleLink({ tunnels: [tunnel], localSubnets: ['0.0.0.0/0'], remoteSubnets: ['0.0.0.0/0'] });
  await expect(allText(swanctlWriter, link)).toMatchFileSnapshot('../golden/strongswan-bgp.txt');
});

describe('what our own reader reads back', () => {
  it('is what was written', () => {
    expect(read(blocks)).toEqual([
      expect.objectContaining({
        ...{ name: 'vco-sample1', ike_version: 'ikev2', life1: 86_400, life2: 28_800, auth: 'psk' },
        ...{ local_id: '203.0.113.10', remote_id: '198.51.100.1', peer_addr: '198.51.100.1' },
        offers1: [{ enc: ['aes256'], hash: ['sha256'], prf: [], dh: ['group14'] }],
        pfs: ['group14'],
        selectors_local: ['10.20.0.0/24', '10.21.0.0/24'],
        selectors_remote: ['172.16.10.0/24'],
      }),
    ]);
  });

  it('is one child for each pair of blocks with IKEv1', () => {
    const text = allText(
      swanctlWriter,
      sampleLink({ ...blocks, tunnels: [sampleTunnel({ ike: { ...ike, version: 'ikev1' } })] }),
    );
    expect(text.match(/local_ts = .*/g)).toEqual(['local_ts = 10.20.0.0/24', 'local_ts = 10.21.0.0/24']);
    expect(text).toContain('reauth_time = 77760s');
  });

  it.each([0, 1, 59, 3600, 86_400])('has the lifetime of %i seconds', (lifetime) => {
    const tunnels = [sampleTunnel({ ike: { ...ike, lifetime }, ipsec: { ...ipsec, lifetime } })] as const;
    expect(read({ tunnels })).toMatchObject([{ life1: lifetime, life2: lifetime }]);
  });

  it('has no perfect forward secrecy where the cloud has none', () => {
    expect(read({ tunnels: [sampleTunnel({ ipsec: { ...ipsec, pfs: 'disabled' } })] })).toMatchObject([
      { pfs: ['disabled'] },
    ]);
  });
});

it.each([
  [{ ike: { ...ike, encryption: '3des' } }, 'openssl'],
  [{ ike: { ...ike, group: 'group24' } }, 'group24'],
  [{ ike: { ...ike, version: 'ikev1', mode: 'aggressive' } }, 'i_dont_care'],
] as const)('warns of %o', (part, word) => {
  expect(swanctlWriter.write(sampleLink({ tunnels: [sampleTunnel(part)] }), inText).warnings.join()).toContain(word);
});

test('two tunnels of one pair of identities and two keys are warned of', () => {
  const tunnels = [sampleTunnel(), sampleTunnel({ order: 2, remoteAddress: '198.51.100.2', key: 'ffff0000' })] as const;
  expect(swanctlWriter.write(sampleLink({ tunnels }), inText).warnings.join()).toContain('wrong one');
});
