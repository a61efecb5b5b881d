import { expect, test } from 'vitest';
import { PAGE_SIZE, type PageRequest, readPages } from '../../src/catalogue/pages.ts';

const numbered = (from: number, count: number) => Array.from({ length: count }, (_, index) => ({ id: from + index }));

/** A list of the given pages, and which of them were asked for. */
const listOf = <T>(pages: readonly (readonly T[])[], total?: number) => {
  const asked: number[] = [];
  const read = async ({ PageNumber }: PageRequest) => {
    asked.push(PageNumber);
    return { rows: pages[PageNumber - 1] ?? [], total };
  };
  return { asked, read };
};

test.each([
  ['one page', [numbered(0, 3)], 3, [1]],
  ['an empty list', [[]], 0, [1]],
  ['two pages with a count', [numbered(0, PAGE_SIZE), numbered(PAGE_SIZE, 1)], PAGE_SIZE + 1, [1, 2]],
  ['a full page without a count', [numbered(0, PAGE_SIZE), numbered(PAGE_SIZE, 1)], undefined, [1, 2]],
  ['a count that is never reached', [numbered(0, 2), numbered(2, 2)], 99, [1, 2, 3]],
] as const)('%s is read to its end and no further', async (_, pages, total, asked) => {
  const list = listOf<unknown>(pages, total);
  expect(await readPages(list.read, 10)).toEqual(pages.flat());
  expect(list.asked).toEqual(asked);
});

test('a row that slips to the next page comes once, and a repeated line of text stays', async () => {
  expect(await readPages(listOf([numbered(0, 2), numbered(1, 2)], 3).read, 10)).toEqual(numbered(0, 3));
  expect(await readPages(listOf([['a', 'b'], ['b']], 3).read, 10)).toEqual(['a', 'b', 'b']);
});

test('no more pages are read than allowed, and each is reported', async () => {
  const seen: unknown[] = [];
  const list = listOf([numbered(0, 1), numbered(1, 1), numbered(2, 1)], 9);
  const rows = await readPages(list.read, 2, (...page) => seen.push(page));
  expect([rows.length, list.asked, seen]).toEqual([
    2,
    [1, 2],
    [
      [1, 1, 9],
      [2, 2, 9],
    ],
  ]);
});
