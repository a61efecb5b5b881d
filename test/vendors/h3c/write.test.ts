import { expect, it, test } from 'vitest';
import { h3cWriter } from '../../../src/vendors/h3c/write.ts';
import { readHuawei } from '../../../src/vendors/huawei/config.ts';
import { allText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { addsNothing, everyWorld, readsBack, WORLDS } from '../../support/writer-worlds.ts';
import { keepsKeysAway } from '../../support/writers.ts';

const { ike, ipsec } = sampleTunnel();

test('every kind of connection looks so, and no identity can add to one', async () => {
  await expect(everyWorld(h3cWriter)).toMatchFileSnapshot('../golden/h3c.txt');
  addsNothing(h3cWriter, readHuawei);
  keepsKeysAway(h3cWriter);
});

it.each(Object.keys(WORLDS).filter((title) => title !== 'two tunnels'))('our own reader reads back %s', (title) => {
  readsBack(h3cWriter, readHuawei, WORLDS[title] ?? sampleLink(), []);
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
  readsBack(h3cWriter, readHuawei, sampleLink({ tunnels: [tunnel] }), []);
});

test('what the device has no word for is refused', () => {
  const tunnel = sampleTunnel({ ike: { ...ike, encryption: 'aes256gcm' } });
  expect(() => allText(h3cWriter, sampleLink({ tunnels: [tunnel] }))).toThrow('cannot be written for');
});

test('two tunnels of fixed blocks are refused with what to change', () => {
  expect(() => allText(h3cWriter, WORLDS['two tunnels'] ?? sampleLink())).toThrow('only the first is used');
});
