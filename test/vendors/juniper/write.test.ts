import { expect, it, test } from 'vitest';
import { readJuniper } from '../../../src/vendors/juniper/config.ts';
import { juniperWriter } from '../../../src/vendors/juniper/write.ts';
import { allText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { addsNothing, everyWorld, readsBack, WORLDS } from '../../support/writer-worlds.ts';
import { keepsKeysAway } from '../../support/writers.ts';

const { ike, ipsec } = sampleTunnel();

test('every kind of connection looks so, and no identity can add to one', async () => {
  await expect(everyWorld(juniperWriter)).toMatchFileSnapshot('../golden/juniper-srx.txt');
  addsNothing(juniperWriter, readJuniper);
  keepsKeysAway(juniperWriter);
});

it.each(Object.keys(WORLDS))('our own reader reads back %s', (title) => {
  readsBack(juniperWriter, readJuniper, WORLDS[title] ?? sampleLink(), []);
});

it.each([
  ['des', 'md5', 'group1'],
  ['3des', 'sha1', 'group2'],
  ['aes', 'sha256', 'group5'],
  ['aes192', 'sha384', 'group14'],
  ['aes256', 'sha512', 'group14'],
])('%s, %s and %s are spelled as the reader knows them', (encryption, authentication, group) => {
  const tunnel = sampleTunnel({
    ike: { ...ike, encryption, authentication, group },
    ipsec: { ...ipsec, encryption, authentication, pfs: group },
  });
  readsBack(juniperWriter, readJuniper, sampleLink({ tunnels: [tunnel] }), []);
});

test('what Junos has no word for is refused', () => {
  const tunnel = sampleTunnel({ ike: { ...ike, encryption: 'aes256gcm' } });
  expect(() => allText(juniperWriter, sampleLink({ tunnels: [tunnel] }))).toThrow('cannot be written for');
});
