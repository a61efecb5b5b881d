import { expect, test } from 'vitest';
import { bytesOf, fitting, MOST_BYTES } from '../../src/tools/most-bytes.ts';

test('bytes are counted, not characters', () => {
  expect(bytesOf('网')).toBe(5);
});

test('rows are cut where the next would be too much', () => {
  const rows = Array.from({ length: 10 }, () => 'x'.repeat(MOST_BYTES / 4));
  expect(fitting(rows)).toHaveLength(3);
  expect(fitting(rows.slice(0, 2))).toHaveLength(2);
});

test('one row comes however long it is, so that paging goes on', () => {
  expect(fitting(['x'.repeat(2 * MOST_BYTES), 'y'])).toHaveLength(1);
});
