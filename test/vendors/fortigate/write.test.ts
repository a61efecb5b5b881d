import { expect, it, test } from 'vitest';
import { readFortigate } from '../../../src/vendors/fortigate/config.ts';
import { fortigateWriter } from '../../../src/vendors/fortigate/write.ts';
import { allText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { addsNothing, everyWorld, readsBack, WORLDS } from '../../support/writer-worlds.ts';
import { keepsKeysAway } from '../../support/writers.ts';

const { ike, ipsec } = sampleTunnel();

test('every kind of connection looks so, and no identity can add to one', async () => {
  await expect(everyWorld(fortigateWriter)).toMatchFileSnapshot('../golden/fortigate.txt');
  addsNothing(fortigateWriter, readFortigate);
  keepsKeysAway(fortigateWriter);
});

it.each(Object.keys(WORLDS))('our own reader reads back %s', (title) => {
  readsBack(fortigateWriter, readFortigate, WORLDS[title] ?? sampleLink(), ['remote_id']);
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
  readsBack(fortigateWriter, readFortigate, sampleLink({ tunnels: [tunnel] }), ['remote_id']);
});

test('group24 is refused, which FortiOS does not have', () => {
  const tunnel = sampleTunnel({ ike: { ...ike, group: 'group24' } });
  expect(() => allText(fortigateWriter, sampleLink({ tunnels: [tunnel] }))).toThrow('cannot be written for');
});
