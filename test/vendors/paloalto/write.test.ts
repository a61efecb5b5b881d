import { expect, it, test } from 'vitest';
import { readPaloAlto } from '../../../src/vendors/paloalto/config.ts';
import { paloAltoWriter } from '../../../src/vendors/paloalto/write.ts';
import { allText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { addsNothing, everyWorld, readsBack, WORLDS } from '../../support/writer-worlds.ts';
import { keepsKeysAway } from '../../support/writers.ts';

const { ike, ipsec } = sampleTunnel();

test('every kind of connection looks so, and no identity can add to one', async () => {
  await expect(everyWorld(paloAltoWriter)).toMatchFileSnapshot('../golden/paloalto.txt');
  addsNothing(paloAltoWriter, readPaloAlto);
  keepsKeysAway(paloAltoWriter);
});

it.each(Object.keys(WORLDS))('our own reader reads back %s', (title) => {
  readsBack(paloAltoWriter, readPaloAlto, WORLDS[title] ?? sampleLink(), []);
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
  readsBack(paloAltoWriter, readPaloAlto, sampleLink({ tunnels: [tunnel] }), []);
});

test('group24 is refused, which PAN-OS does not have', () => {
  const tunnel = sampleTunnel({ ike: { ...ike, group: 'group24' } });
  expect(() => allText(paloAltoWriter, sampleLink({ tunnels: [tunnel] }))).toThrow('cannot be written for');
});
