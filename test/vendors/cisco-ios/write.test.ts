import { expect, it, test } from 'vitest';
import { readCiscoIos } from '../../../src/vendors/cisco-ios/config.ts';
import { ciscoIosWriter } from '../../../src/vendors/cisco-ios/write.ts';
import { allText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { addsNothing, everyWorld, readsBack, WORLDS } from '../../support/writer-worlds.ts';
import { keepsKeysAway } from '../../support/writers.ts';

const { ike, ipsec } = sampleTunnel();

test('every kind of connection looks so, and no identity can add to one', async () => {
  await expect(everyWorld(ciscoIosWriter)).toMatchFileSnapshot('../golden/cisco-ios.txt');
  addsNothing(ciscoIosWriter, readCiscoIos);
  keepsKeysAway(ciscoIosWriter);
});

it.each(Object.keys(WORLDS))('our own reader reads back %s', (title) => {
  const link = WORLDS[title] ?? sampleLink();
  const isV1 = link.tunnels[0].ike.version === 'ikev1';
  // One profile holds the identities of both peers; with IKEv1 the router's own address is not written out.
  const isShared = title === 'two tunnels';
  const but = [...(isV1 ? (['local_id', 'remote_id'] as const) : []), ...(isShared ? (['remote_id'] as const) : [])];
  readsBack(ciscoIosWriter, readCiscoIos, link, but);
});

it.each(['des', '3des', 'aes', 'aes192', 'aes256'])(
  '%s is spelled as the reader knows it, in both versions',
  (word) => {
    for (const version of ['ikev1', 'ikev2'] as const) {
      const tunnel = sampleTunnel({
        ike: { ...ike, version, encryption: word },
        ipsec: { ...ipsec, encryption: word },
      });
      readsBack(ciscoIosWriter, readCiscoIos, sampleLink({ tunnels: [tunnel] }), ['local_id', 'remote_id']);
    }
  },
);

it.each([
  ['203.0.113.99', 'sends its own address'],
  ['CN=plant', 'cannot be written for'],
])('with IKEv1 the identity %s is refused by its field', (localId, why) => {
  const tunnel = sampleTunnel({ localId, ike: { ...ike, version: 'ikev1' } });
  expect(() => allText(ciscoIosWriter, sampleLink({ tunnels: [tunnel] }))).toThrow(why);
});

test('with IKEv1 a name is that of the router, and a mail address is given to it', () => {
  const text = (localId: string) =>
    allText(ciscoIosWriter, sampleLink({ tunnels: [sampleTunnel({ localId, ike: { ...ike, version: 'ikev1' } })] }));
  expect(text('plant.example.com')).toContain('must be plant.example.com\n self-identity fqdn\n');
  expect(text('ops@example.com')).toContain(' self-identity user-fqdn ops@example.com\n');
});

test('with IKEv1 both peers of a map entry have their keys and identities in one profile', () => {
  const [one, two] = [1, 2].map((number) =>
    sampleTunnel({
      order: number === 1 ? 1 : 2,
      ...{ remoteAddress: `198.51.100.${number}`, remoteId: `198.51.100.${number}` },
      ike: { ...ike, version: 'ikev1' },
    }),
  );
  const text = allText(ciscoIosWriter, sampleLink({ tunnels: [one ?? sampleTunnel(), two ?? sampleTunnel()] }));
  expect(
    text.match(/pre-shared-key address \S+|match identity address \S+|set peer .*|set isakmp-profile .*/g),
  ).toEqual([
    'pre-shared-key address 198.51.100.1',
    'pre-shared-key address 198.51.100.2',
    'match identity address 198.51.100.1',
    'match identity address 198.51.100.2',
    'set peer 198.51.100.1 default',
    'set peer 198.51.100.2',
    'set isakmp-profile vco-sample1',
  ]);
});
