import { expect, test } from 'vitest';
import { readIpsecConf } from '../../../src/vendors/libreswan/config.ts';
import { legacyWriter } from '../../../src/vendors/strongswan/write-legacy.ts';
import { allText, inText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { holdsNothingHostile, keepsKeysAway } from '../../support/writers.ts';

const { ike, ipsec } = sampleTunnel();
const old = sampleTunnel({ ike: { ...ike, version: 'ikev1' }, ipsec: { ...ipsec, pfs: 'disabled' } });

test('the two files look so, and no identity can add to them', async () => {
  const link = sampleLink({ tunnels: [old], localSubnets: ['10.20.0.0/24', '10.21.0.0/24'] });
  await expect(allText(legacyWriter, link)).toMatchFileSnapshot('../golden/strongswan-legacy.txt');
  holdsNothingHostile(legacyWriter);
  keepsKeysAway(legacyWriter);
});

test('our own reader reads back what was written', () => {
  const [conf, secrets] = legacyWriter.write(sampleLink(), inText).files;
  const ends = readIpsecConf(conf.text.split('\n'));
  expect(ends.at(-1)).toMatchObject({
    ...{ ike_version: 'ikev2', life1: 86_400, life2: 28_800, auth: 'psk', pfs: ['group14'] },
    ...{ local_id: '203.0.113.10', remote_id: '198.51.100.1', peer_addr: '198.51.100.1' },
    ...{ selectors_local: ['10.20.0.0/24'], selectors_remote: ['172.16.10.0/24'] },
  });
  expect(secrets?.text).toContain('203.0.113.10 198.51.100.1 : PSK "<PSK>"');
});

test('a routed connection is warned of: the format has no devices', () => {
  const link = sampleLink({ localSubnets: ['0.0.0.0/0'], remoteSubnets: ['0.0.0.0/0'] });
  expect(legacyWriter.write(link, inText).warnings.join()).toContain('no xfrm devices');
});
