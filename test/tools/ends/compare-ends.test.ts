import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causeOfField, compareEnds, type EndField, selectorGaps } from '../../../src/tools/ends/compare-ends.ts';
import { cloudEnd } from '../../../src/tools/judges/tunnel-facts.ts';
import { UNKNOWN_END } from '../../../src/vendors/end.ts';
import { factsWith, ike, peerWith } from '../../support/tunnel.ts';

const cloud = cloudEnd(factsWith());
const wrong = (peer: Parameters<typeof peerWith>[0], own = cloud): readonly EndField[] =>
  compareEnds(own, peerWith(peer))
    .filter(({ result }) => result === 'mismatch')
    .map(({ field }) => field);

describe('two ends', () => {
  it('that mirror each other match in every field', () => {
    expect(compareEnds(cloud, peerWith()).map(({ result }) => result)).toEqual(Array(16).fill('match'));
  });

  it.each([
    {
      name: 'encryption',
      peer: { offers1: [{ enc: ['aes'], hash: ['sha1'], prf: [], dh: ['group14'] }] },
      fields: ['enc1'],
    },
    { name: 'DH', peer: { offers1: [{ enc: ['aes256'], hash: ['sha1'], prf: [], dh: ['group2'] }] }, fields: ['dh1'] },
    {
      name: 'phase 2 hash',
      peer: { offers2: [{ enc: ['aes256'], hash: ['md5'], prf: [], dh: [] }] },
      fields: ['hash2'],
    },
    { name: 'encapsulation', peer: { encapsulation: 'transport' as const }, fields: ['encapsulation'] },
    { name: 'authentication', peer: { auth: 'certificate' as const }, fields: ['auth'] },
    { name: 'PFS', peer: { pfs: ['disabled'] }, fields: ['pfs'] },
    { name: 'IKE version', peer: { ike_version: 'ikev1' as const }, fields: ['ike_version'] },
    { name: 'own identity, as the cloud’s remote one', peer: { local_id: 'plant' }, fields: ['remote_id'] },
    { name: 'expected identity, as the cloud’s own', peer: { remote_id: 'hq' }, fields: ['local_id'] },
    { name: 'address of the gateway', peer: { peer_addr: '203.0.113.99' }, fields: ['local_addr'] },
    { name: 'public address', peer: { local_addr: '198.51.100.9' }, fields: ['peer_addr'] },
    {
      name: 'local subnets, as the cloud’s remote ones',
      peer: { selectors_local: ['172.20.0.0/17'] },
      fields: ['selectors_remote'],
    },
    { name: 'remote subnets', peer: { selectors_remote: ['10.10.0.0/24'] }, fields: ['selectors_local'] },
  ])('that differ in $name differ there only', ({ peer, fields }) => {
    expect(wrong(peer)).toEqual(fields);
  });

  it('may have the same subnets cut otherwise', () => {
    expect(wrong({ selectors_local: ['172.20.0.0/17', '172.20.128.0/17'] })).toEqual([]);
  });

  it('may offer each value and yet no set that fits', () => {
    const offers1 = [
      { enc: ['aes256'], hash: ['md5'], prf: [], dh: ['group14'] },
      { enc: ['3des'], hash: ['sha1'], prf: [], dh: ['group14'] },
    ];
    expect(wrong({ offers1 })).toEqual(['enc1', 'hash1', 'dh1']);
  });

  it('that say nothing differ in nothing', () => {
    const results = new Set(compareEnds(cloud, UNKNOWN_END).map(({ result }) => result));
    expect([...results]).toEqual(['not given']);
  });

  it('may have other lifetimes and sit behind a NAT: that is a note', () => {
    const rows = compareEnds(cloud, peerWith({ life1: 28_800, local_addr: '10.0.0.2', natt: false }));
    expect(rows.filter(({ result }) => result === 'note').map(({ field }) => field)).toEqual([
      'life1',
      'peer_addr',
      'natt',
    ]);
  });

  it('compare their mode in IKEv1 only', () => {
    const main = cloudEnd(factsWith({ IkeConfig: { ...ike, IkeVersion: 'ikev1' } }));
    expect(wrong({ ike_version: 'ikev1', mode: 'aggressive' }, main)).toEqual(['mode']);
    expect(wrong({ mode: 'aggressive' })).toEqual([]);
  });
});

it('every field speaks for a cause', () => {
  for (const { field } of compareEnds(cloud, peerWith({ natt: false })))
    expect(causeOfField(field)).toMatch(/^[a-z0-9-]+$/);
});

it('what a side protects alone is told exactly', () => {
  expect(selectorGaps(['172.20.0.0/16'], ['172.20.0.0/17'])).toEqual({ cloudOnly: ['172.20.128.0/17'], peerOnly: [] });
});

it('the gaps of any two lists are outside the other list', () => {
  const block = fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 9, max: 24 }))
    .map(([a, p]) => `10.${a}.0.0/${p}`);
  fc.assert(
    fc.property(fc.array(block, { maxLength: 4 }), fc.array(block, { maxLength: 4 }), (a, b) => {
      const { cloudOnly, peerOnly } = selectorGaps(a, b);
      expect(selectorGaps(cloudOnly, b).cloudOnly).toEqual(cloudOnly);
      expect(selectorGaps(a, a)).toEqual({ cloudOnly: [], peerOnly: [] });
      expect(selectorGaps(b, a).cloudOnly).toEqual(peerOnly);
    }),
  );
});
