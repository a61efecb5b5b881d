import { expect, it, test } from 'vitest';
import { readCiscoAsa } from '../../../src/vendors/cisco-asa/config.ts';
import { ciscoAsaWriter } from '../../../src/vendors/cisco-asa/write.ts';
import { allText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { addsNothing, everyWorld, readsBack, WORLDS } from '../../support/writer-worlds.ts';
import { keepsKeysAway } from '../../support/writers.ts';

const { ike, ipsec } = sampleTunnel();
const notSaid = ['local_id', 'remote_id'] as const;

test('every kind of connection looks so, and no identity can add to one', async () => {
  await expect(everyWorld(ciscoAsaWriter)).toMatchFileSnapshot('../golden/cisco-asa.txt');
  addsNothing(ciscoAsaWriter, undefined, () => '198.51.100.1');
  keepsKeysAway(ciscoAsaWriter);
});

it.each(Object.keys(WORLDS).filter((title) => title !== 'names as identities'))(
  'our own reader reads back %s',
  (title) => {
    readsBack(ciscoAsaWriter, readCiscoAsa, WORLDS[title] ?? sampleLink(), notSaid);
  },
);

it.each([
  ['ikev1', 'des', 'md5', 'group1'],
  ['ikev1', '3des', 'sha1', 'group2'],
  ['ikev1', 'aes192', 'sha1', 'group5'],
  ['ikev2', 'aes', 'sha1', 'group5'],
  ['ikev2', 'aes192', 'sha384', 'group24'],
  ['ikev2', 'aes256', 'sha512', 'group14'],
] as const)('%s with %s, %s and %s is spelled as the reader knows it', (version, encryption, authentication, group) => {
  const tunnel = sampleTunnel({
    ike: { ...ike, version, encryption, authentication, group },
    ipsec: { ...ipsec, encryption, authentication, pfs: group },
  });
  readsBack(ciscoAsaWriter, readCiscoAsa, sampleLink({ tunnels: [tunnel] }), notSaid);
});

it.each([
  [{ remoteId: 'vpn.example.com' }, 'IkeConfig.LocalId vpn.example.com'],
  [{ localId: '192.0.2.9' }, 'IkeConfig.RemoteId 192.0.2.9'],
  [{ ike: { ...ike, version: 'ikev1' } }, 'IkeConfig.IkeAuthAlg sha256'],
] as const)('what the ASA has no way to say is refused by its field: %o', (part, field) => {
  expect(() => allText(ciscoAsaWriter, sampleLink({ tunnels: [sampleTunnel(part)] }))).toThrow(
    `${field} cannot be written for Cisco ASA`,
  );
});

test('a tunnel interface speaks main mode only', () => {
  const tunnel = sampleTunnel({
    ike: { ...ike, version: 'ikev1', mode: 'aggressive', authentication: 'sha1' },
    ipsec: { ...ipsec, authentication: 'sha1' },
  });
  const link = sampleLink({ tunnels: [tunnel], localSubnets: ['0.0.0.0/0'], remoteSubnets: ['0.0.0.0/0'] });
  expect(() => allText(ciscoAsaWriter, link)).toThrow('main mode only');
});
