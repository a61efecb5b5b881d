import { expect, test } from 'vitest';
import { partsOf } from '../../src/network/parts.ts';
import { type Range, rangeOf } from '../../src/network/ranges.ts';

const WHOLE = '10.0.0.0/24';
const ranges = (...blocks: readonly string[]): readonly Range[] => blocks.flatMap((block) => rangeOf(block) ?? []);

test('a part names its blocks, neighbours joined', () => {
  const [left, right] = partsOf(WHOLE, [ranges('10.0.0.0/26', '10.0.0.64/26'), ranges('10.0.0.128/25')]);
  expect(left).toEqual({ whole: WHOLE, blocks: ['10.0.0.0/25'], rest: false });
  expect(right).toEqual({ whole: WHOLE, blocks: ['10.0.0.128/25'], rest: false });
});

test('the largest part of more than two blocks is the rest, and no other one is', () => {
  const holed = ranges('10.0.0.0/25', '10.0.0.128/26', '10.0.0.192/27', '10.0.0.240/28');
  const [large, small] = partsOf(WHOLE, [holed, ranges('10.0.0.224/28')]);
  expect(large).toMatchObject({ rest: true });
  expect(small).toMatchObject({ blocks: ['10.0.0.224/28'], rest: false });
});
