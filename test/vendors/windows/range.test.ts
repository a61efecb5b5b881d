import fc from 'fast-check';
import { expect, it } from 'vitest';
import { onBoundary } from '../../../src/network/cidr.ts';
import { blockOfRange, rangeOf } from '../../../src/vendors/windows/range.ts';

it('a block is a range and the range that block', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, bits) => {
      const block = onBoundary(`${address}/${bits}`);
      expect(blockOfRange(...rangeOf(block))).toBe(block);
    }),
  );
});

it.each([
  ['10.0.0.1', '10.0.0.2'],
  ['10.0.0.0', '10.0.0.2'],
  ['10.0.0.9', '10.0.0.1'],
])('%s to %s is no block', (first, last) => {
  expect(blockOfRange(first, last)).toBeUndefined();
});
