import { expect, test } from 'vitest';
import { rowsBy } from '../../../src/tools/inventory/rows-by.ts';

test('rows come by the value of a field, in their order', () => {
  const rows = [
    { id: 'a', of: 1 },
    { id: 'b', of: 2 },
    { id: 'c', of: 1 },
  ];
  expect(rowsBy(rows, 'of', 1).map(({ id }) => id)).toEqual(['a', 'c']);
  expect(rowsBy(rows, 'id', 'b')).toEqual([rows[1]]);
  expect(rowsBy(rows, 'of', 3)).toEqual([]);
});

test('a list is looked through once, however many values are asked for', () => {
  let looks = 0;
  const rows = Array.from({ length: 1_000 }, (_, n) => ({
    get of() {
      looks += 1;
      return n;
    },
  }));
  for (let n = 0; n < 1_000; n += 1) rowsBy(rows, 'of', n);
  expect(looks).toBeLessThanOrEqual(3_000);
});
