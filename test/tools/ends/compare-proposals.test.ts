import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareProposals, offerText } from '../../../src/tools/ends/compare-proposals.ts';
import { type Offer, offersOf } from '../../../src/vendors/crypto-names.ts';

const fields = (ours: string, theirs: string, ignoreDh = false): readonly string[] =>
  compareProposals(offersOf(ours), offersOf(theirs), ignoreDh).map(({ field }) => field);

describe('two lists of offers', () => {
  it.each([
    {
      name: 'with a common one fit',
      ours: 'aes256-sha1-modp2048',
      theirs: '3des-md5-modp1024,aes256-sha1-modp2048',
      apart: [],
    },
    { name: 'name what differs', ours: 'aes256-sha1-modp2048', theirs: 'aes128-sha1-modp2048', apart: ['enc'] },
    {
      name: 'name all that differs',
      ours: 'aes256-sha1-modp2048',
      theirs: '3des-md5-modp1024',
      apart: ['enc', 'hash', 'dh'],
    },
    {
      name: 'may have every value in common and no offer',
      ours: 'aes256-sha1-modp2048',
      theirs: 'aes256-md5-modp2048,3des-sha1-modp2048',
      apart: ['combination'],
    },
    { name: 'differ when one side has no group', ours: 'aes256-sha1-modp2048', theirs: 'aes256-sha1', apart: ['dh'] },
  ])('$name', ({ ours, theirs, apart }) => {
    expect(fields(ours, theirs)).toEqual(apart);
  });

  it('fit without groups where the exchange carries none', () => {
    expect(fields('aes256-sha1-modp2048', 'aes256-sha1', true)).toEqual([]);
  });

  it('are not compared when one side is unknown', () => {
    expect(compareProposals([], offersOf('aes256-sha1'))).toEqual([]);
  });
});

const offer: fc.Arbitrary<Offer> = fc.record({
  enc: fc.subarray(['aes', 'aes256', '3des'], { minLength: 1 }),
  hash: fc.subarray(['md5', 'sha1'], { minLength: 1 }),
  prf: fc.constant([]),
  dh: fc.subarray(['group2', 'group14'], { minLength: 1 }),
});

it('a list always fits itself, and two lists differ from both sides alike', () => {
  fc.assert(
    fc.property(
      fc.array(offer, { minLength: 1, maxLength: 4 }),
      fc.array(offer, { minLength: 1, maxLength: 4 }),
      (a, b) => {
        expect(compareProposals(a, a)).toEqual([]);
        const kinds = (left: readonly Offer[], right: readonly Offer[]) =>
          compareProposals(left, right).map(({ field }) => field);
        expect(kinds(a, b)).toEqual(kinds(b, a));
      },
    ),
  );
});

it('an offer reads as people write it', () => {
  expect(offerText({ enc: ['aes256'], hash: ['sha1'], prf: [], dh: ['group14'] })).toBe('aes256-sha1-group14');
});
