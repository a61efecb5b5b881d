import { expect, test } from 'vitest';
import { blocksOf, joined, pieces, rangeOf } from '../../src/network/ranges.ts';

test.each([
  ['0.0.0.0/0', { start: 0, end: 2 ** 32 }],
  ['255.255.255.255/32', { start: 2 ** 32 - 1, end: 2 ** 32 }],
  ['10.0.0.77/24', { start: 10 * 2 ** 24, end: 10 * 2 ** 24 + 256 }],
  ['10.0.0.0', undefined],
  ['fd00::/8', undefined],
  ['300.0.0.0/8', undefined],
])('%s is read as its addresses', (block, range) => {
  expect(rangeOf(block)).toEqual(range);
});

test('a range is spelled in the fewest blocks, and a whole one in one', () => {
  expect(blocksOf({ start: 0, end: 2 ** 32 })).toEqual(['0.0.0.0/0']);
  expect(blocksOf({ start: 1, end: 8 })).toEqual(['0.0.0.1/32', '0.0.0.2/31', '0.0.0.4/30']);
});

test('a range is cut where others begin and end inside it, and joins again', () => {
  const whole = { start: 16, end: 32 };
  const cut = pieces(whole, [
    { start: 0, end: 20 },
    { start: 20, end: 24 },
    { start: 16, end: 64 },
  ]);
  expect(cut).toEqual([
    { start: 16, end: 20 },
    { start: 20, end: 24 },
    { start: 24, end: 32 },
  ]);
  expect(joined(cut)).toEqual([whole]);
  expect(joined(cut.filter(({ start }) => start !== 20))).toHaveLength(2);
});
