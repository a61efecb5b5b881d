import { expect, it, test } from 'vitest';
import { readIpsecConf } from '../../../src/vendors/libreswan/config.ts';
import { libreswanWriter } from '../../../src/vendors/libreswan/write.ts';
import { allText, inText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { holdsNothingHostile, keepsKeysAway } from '../../support/writers.ts';

const { ike, ipsec } = sampleTunnel();

test('the two files look so, and no identity can add to them', async () => {
  const link = sampleLink({ localSubnets: ['10.20.0.0/24', '10.21.0.0/24'] });
  await expect(allText(libreswanWriter, link)).toMatchFileSnapshot('../golden/libreswan.txt');
  holdsNothingHostile(libreswanWriter);
  keepsKeysAway(libreswanWriter);
});

test('our own reader reads back what was written', () => {
  const [conf] = libreswanWriter.write(sampleLink(), inText).files;
  expect(readIpsecConf(conf.text.split('\n')).at(-1)).toMatchObject({
    ...{ ike_version: 'ikev2', life1: 86_400, life2: 28_800, auth: 'psk', pfs: ['group14'] },
    ...{ local_id: '203.0.113.10', remote_id: '198.51.100.1', peer_addr: '198.51.100.1' },
  });
});

it.each([
  ['plant.example.com', '@plant.example.com'],
  ['@plant', '@plant'],
  ['ops@example.com', 'ops@example.com'],
  ['203.0.113.10', '203.0.113.10'],
])('the identity %s is never looked up in the DNS', (localId, written) => {
  expect(allText(libreswanWriter, sampleLink({ tunnels: [sampleTunnel({ localId })] }))).toContain(
    `leftid=${written}\n`,
  );
});

it.each([
  [{ ike: { ...ike, group: 'group2' } }, 'group2'],
  [{ ipsec: { ...ipsec, encryption: 'des' } }, 'des'],
  [{ ike: { ...ike, version: 'ikev1' } }, 'ikev1-policy'],
] as const)('warns of %o', (part, word) => {
  expect(libreswanWriter.write(sampleLink({ tunnels: [sampleTunnel(part)] }), inText).warnings.join()).toContain(word);
});

test('two tunnels of the same blocks have an order, routed ones a device each', () => {
  const tunnels = [sampleTunnel(), sampleTunnel({ order: 2, remoteAddress: '198.51.100.2' })] as const;
  expect(allText(libreswanWriter, sampleLink({ tunnels })).match(/priority=.*/g)).toEqual([
    'priority=1001',
    'priority=1002',
  ]);
  const routed = sampleLink({ tunnels, localSubnets: ['0.0.0.0/0'], remoteSubnets: ['0.0.0.0/0'] });
  expect(allText(libreswanWriter, routed).match(/ipsec-interface=.*/g)).toEqual([
    'ipsec-interface=1',
    'ipsec-interface=2',
  ]);
});
