import { expect, it, test } from 'vitest';
import { readHuawei } from '../../../src/vendors/huawei/config.ts';
import { huaweiWriter } from '../../../src/vendors/huawei/write.ts';
import { allText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { addsNothing, everyWorld, readsBack, WORLDS } from '../../support/writer-worlds.ts';
import { keepsKeysAway } from '../../support/writers.ts';

/** An identity that is the address itself is not written out. */
const notSaid = ['local_id', 'remote_id'] as const;
const { ike, ipsec } = sampleTunnel();

test('every kind of connection looks so, and no identity can add to one', async () => {
  await expect(everyWorld(huaweiWriter)).toMatchFileSnapshot('../golden/huawei.txt');
  addsNothing(huaweiWriter, readHuawei);
  keepsKeysAway(huaweiWriter);
});

it.each(Object.keys(WORLDS))('our own reader reads back %s', (title) => {
  readsBack(huaweiWriter, readHuawei, WORLDS[title] ?? sampleLink(), title === 'names as identities' ? [] : notSaid);
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
  readsBack(huaweiWriter, readHuawei, sampleLink({ tunnels: [tunnel] }), notSaid);
});

test('what the device has no word for is refused', () => {
  const tunnel = sampleTunnel({ ike: { ...ike, encryption: 'aes256gcm' } });
  expect(() => allText(huaweiWriter, sampleLink({ tunnels: [tunnel] }))).toThrow('cannot be written for');
});

test('an address that is not that of the interface is refused by its field', () => {
  const link = sampleLink({ tunnels: [sampleTunnel({ localId: '192.0.2.9' })] });
  expect(() => allText(huaweiWriter, link)).toThrow('IkeConfig.RemoteId 192.0.2.9 cannot be written for Huawei');
});
