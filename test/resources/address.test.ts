import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAddress } from '../../src/resources/address.ts';
import { kinds, uriOf } from '../../src/resources/kinds.ts';

it('every address that is written can be read again', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.constantFrom(...kinds), word, word, (kind, RegionId, id) => {
      expect(readAddress(uriOf(kind, RegionId, id))).toEqual({ of: 'thing', kind, RegionId, id });
    }),
  );
});

it.each([
  '',
  'vpn://',
  'vpn://cn-a/gateways/',
  'vpn://cn-a/gateways/a/b',
  'vpn://cn-a/gateways/a?b',
  'file:///etc/passwd',
])('%j is no address', (uri) => {
  expect(readAddress(uri)).toBeUndefined();
});
