import { expect, it, test } from 'vitest';
import { readMikrotik } from '../../../src/vendors/mikrotik/config.ts';
import { mikrotikWriter } from '../../../src/vendors/mikrotik/write.ts';
import { holdsAnyIdentity, LINKS, matchesGolden, readsBack } from '../../support/handoff-cases.ts';
import { allText, inText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { keepsKeysAway } from '../../support/writers.ts';

const { ike, ipsec } = sampleTunnel();

test('a connection of each kind looks so, and no key is in it', async () => {
  await matchesGolden(mikrotikWriter);
  keepsKeysAway(mikrotikWriter);
});

it('is read back as the connection that was written', () => {
  readsBack(mikrotikWriter, readMikrotik, { lacks: ['remote_id'] });
});

it('no identity can add to it', () => {
  holdsAnyIdentity(mikrotikWriter, readMikrotik);
});

it('the name of the other end is written with IKEv2, and warned of with IKEv1', () => {
  const named = { remoteId: 'cloud.example' };
  expect(
    readMikrotik(allText(mikrotikWriter, sampleLink({ tunnels: [sampleTunnel(named)] })).split('\n')),
  ).toMatchObject([{ remote_id: 'cloud.example' }]);
  const old = sampleLink({ tunnels: [sampleTunnel({ ...named, ike: { ...ike, version: 'ikev1' } })] });
  expect(mikrotikWriter.write(old, inText).warnings.join()).toContain('the key alone proves it');
});

it.each(['a b', 'a"b', 'a;b', 'a$b', 'a\\b', 'a\nb', 'a#b', 'a?b', '[b', '@', '@@a', 'é', ''])(
  'an identity of %j is refused by its field',
  (localId) => {
    expect(() => allText(mikrotikWriter, sampleLink({ tunnels: [sampleTunnel({ localId })] }))).toThrow(
      /^RemoteId .*cannot be written for MikroTik/,
    );
  },
);

it.each([
  [{ ipsec: { ...ipsec, authentication: 'sha384' } }, 'IpsecAuthAlg sha384'],
  [{ ike: { ...ike, group: 'group24' } }, 'IkePfs group24'],
])('refuses by its name what the device does not have', (part, words) => {
  expect(() => allText(mikrotikWriter, sampleLink({ tunnels: [sampleTunnel(part)] }))).toThrow(words);
});

it('a connection of routes is refused: there is no device for it', () => {
  expect(() => allText(mikrotikWriter, LINKS['routed'] ?? sampleLink())).toThrow(/0\.0\.0\.0\/0 cannot be written/);
});
