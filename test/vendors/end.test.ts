import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressIn,
  blockIn,
  blockOfMask,
  blockOfWildcard,
  blocksIn,
  identityIn,
  isKnown,
  once,
  secondsIn,
  UNKNOWN_END,
} from '../../src/vendors/end.ts';

describe('a block', () => {
  it.each([
    ['172.20.0.0', '255.255.128.0', '172.20.0.0/17'],
    ['172.20.3.7', '255.255.0.0', '172.20.0.0/16'],
    ['10.0.0.1', '255.255.255.255', '10.0.0.1/32'],
    ['0.0.0.0', '0.0.0.0', '0.0.0.0/0'],
  ])('%s with netmask %s is %s', (address, mask, block) => {
    expect(blockOfMask(address, mask)).toBe(block);
  });

  it('with a mask that has holes is none', () => {
    expect(blockOfMask('172.20.0.0', '255.0.255.0')).toBeUndefined();
    expect(blockOfWildcard('172.20.0.0', '0.255.0.255')).toBeUndefined();
  });

  it('is the same by netmask and by wildcard', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const bits = (2 ** 32 - 2 ** (32 - prefix)) >>> 0;
        const dotted = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
        expect(blockOfMask(address, dotted(bits))).toBe(blockIn(`${address}/${prefix}`));
        expect(blockOfWildcard(address, dotted(~bits >>> 0))).toBe(blockIn(`${address}/${prefix}`));
      }),
    );
  });

  it('may be an address alone, and a list may use commas or blanks', () => {
    expect(blockIn('10.0.0.1')).toBe('10.0.0.1/32');
    expect(blocksIn('10.1.1.5/24, 10.2.0.0/16 nonsense')).toEqual(['10.1.1.0/24', '10.2.0.0/16']);
    expect(blockIn('dynamic')).toBeUndefined();
  });
});

it.each([
  ['86400', 86_400],
  ['8h', 28_800],
  ['90m', 5400],
  ['1d', 86_400],
  ['28800s', 28_800],
  ['forever', undefined],
])('the duration %s is %s seconds', (text, seconds) => {
  expect(secondsIn(text)).toBe(seconds);
});

it.each([
  ['@plant.example.com', 'plant.example.com'],
  ['"203.0.113.10"', '203.0.113.10'],
  ['fqdn:plant', 'plant'],
  ['%any', undefined],
  ['any', undefined],
  ['', undefined],
])('the identity %s is %s', (text, id) => {
  expect(identityIn(text)).toBe(id);
});

it('an address is found in a list, a name is none', () => {
  expect(addressIn('gw.example.com, 203.0.113.10')).toBe('203.0.113.10');
  expect(addressIn('GigabitEthernet0/0')).toBeUndefined();
  expect(addressIn(undefined)).toBeUndefined();
});

it('an end is known once anything is said of it', () => {
  expect(isKnown(UNKNOWN_END)).toBe(false);
  expect(isKnown({ ...UNKNOWN_END, name: 'x' })).toBe(false);
  expect(isKnown({ ...UNKNOWN_END, pfs: ['group14'] })).toBe(true);
});

it('once keeps the first of each', () => {
  expect(once(['a', 'b', 'a'])).toEqual(['a', 'b']);
});
