import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareBlocks,
  contains,
  isBlock,
  isMirror,
  isPrivate,
  isSame,
  isSameList,
  isSameSet,
  merged,
  onBoundary,
  overlaps,
  readBlocks,
  shared,
  without,
} from '../../src/network/cidr.ts';

const block = fc
  .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 1, max: 32 }))
  .map(([bits, prefix]) => `${[24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.')}/${prefix}`);

/** A second opinion in plain arithmetic: first and last address as numbers. */
const span = (text: string): readonly [number, number] => {
  const [address = '', prefix = '32'] = text.split('/');
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(prefix));
  const first = Math.floor(value / size) * size;
  return [first, first + size - 1];
};

const size = (blocks: readonly string[]): number =>
  blocks.map(span).reduce((sum, [first, last]) => sum + last - first + 1, 0);

test.each([
  ['10.0.0.0/8', true],
  ['10.1.1.5/24', true],
  ['fd00::/8', true],
  ['10.0.0.0', false],
  ['10.0.0.0/33', false],
  ['300.0.0.0/8', false],
  ['', false],
  ['vco-abc', false],
])('%s is a block: %s', (text, expected) => {
  expect(isBlock(text)).toBe(expected);
});

test('a list is read whatever its blanks, and what is no block is set aside', () => {
  expect(readBlocks('10.0.0.0/8, 192.168.0.0/16,,nonsense')).toEqual({
    blocks: ['10.0.0.0/8', '192.168.0.0/16'],
    unreadable: ['nonsense'],
  });
  expect(readBlocks(['10.0.0.0/8'])).toEqual({ blocks: ['10.0.0.0/8'], unreadable: [] });
  expect(readBlocks(undefined)).toEqual({ blocks: [], unreadable: [] });
});

test('a block is put on its boundary, a single address keeps its prefix', () => {
  expect(onBoundary('10.1.1.5/24')).toBe('10.1.1.0/24');
  expect(onBoundary('10.1.1.5/32')).toBe('10.1.1.5/32');
  expect(onBoundary('nonsense')).toBe('nonsense');
});

describe('for any two blocks', () => {
  test('overlap, containment and the shared part agree with plain arithmetic', () => {
    fc.assert(
      fc.property(block, block, (a, b) => {
        const [[a1, a2], [b1, b2]] = [span(a), span(b)];
        expect(overlaps(a, b)).toBe(a1 <= b2 && b1 <= a2);
        expect(contains(a, b)).toBe(a1 <= b1 && b2 <= a2);
        expect(shared(a, b) !== undefined).toBe(overlaps(a, b));
        expect(isSame(a, b)).toBe(a1 === b1 && a2 === b2);
      }),
    );
  });

  test('taking one away leaves exactly the rest', () => {
    fc.assert(
      fc.property(block, block, (a, b) => {
        const common = shared(a, b);
        expect(size(without([a], [b]))).toBe(size([a]) - (common ? size([common]) : 0));
      }),
    );
  });
});

test('merging keeps every address and never has two blocks overlap', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
      const result = merged(blocks);
      expect(blocks.every((each) => result.some((other) => contains(other, each)))).toBe(true);
      expect(result.every((each, i) => result.every((other, j) => i === j || !overlaps(each, other)))).toBe(true);
      expect(isSameSet(blocks, [...blocks].reverse())).toBe(true);
    }),
  );
});

test('a change of a list is told block by block', () => {
  expect(compareBlocks(['10.0.0.0/8', '10.1.0.0/16'], ['10.0.0.0/8', '172.16.0.0/12'])).toEqual({
    kept: ['10.0.0.0/8'],
    added: ['172.16.0.0/12'],
    removed: ['10.1.0.0/16'],
  });
});

test.each([
  ['10.0.0.0/16,10.1.0.0/16', '10.1.0.0/16, 10.0.0.0/16', true],
  ['10.0.0.0/16', '10.0.3.4/16', true],
  ['10.0.0.0/16', '10.0.0.0/17,10.0.128.0/17', false],
  ['10.0.0.0/16', '10.0.0.0/16,10.0.5.0/24', false],
  ['10.0.0.0/16', '10.0.0.0/16,nonsense', false],
  [undefined, '10.0.0.0/16', false],
])('%j and %j are the same list of blocks: %j', (a, b, same) => {
  expect(isSameList(a, b)).toBe(same);
  expect(isSameList(b, a)).toBe(same);
});

test('selectors mirror when the sides are changed over, never when they are alike', () => {
  const ours = { local: ['10.10.0.0/16'], remote: ['172.20.0.0/16'] };
  expect(isMirror(ours, { local: ['172.20.0.0/17', '172.20.128.0/17'], remote: ['10.10.0.0/16'] })).toBe(true);
  expect(isMirror(ours, { local: ['172.20.0.0/17'], remote: ['10.10.0.0/16'] })).toBe(false);
  expect(isMirror(ours, ours)).toBe(false);
});

test('IPv4 and IPv6 never overlap', () => {
  expect(overlaps('0.0.0.0/0', '::/0')).toBe(false);
  expect(contains('::/0', '10.0.0.0/8')).toBe(false);
});

test.each([
  ['10.1.2.3', true],
  ['172.31.255.254', true],
  ['172.32.0.1', false],
  ['192.168.0.1', true],
  ['100.64.0.1', true],
  ['100.128.0.1', false],
  ['127.0.0.1', true],
  ['169.254.1.1', true],
  ['203.0.113.7', false],
  ['no address', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivate(address)).toBe(expected);
});
