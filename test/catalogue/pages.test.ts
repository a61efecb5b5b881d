import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PAGE_SIZE, type Page, type PageRequest, type Reading, readPages } from '../../src/catalogue/pages.ts';

interface Row {
  readonly id: number;
}

const counted: Reading<Row> = { keyOf: ({ id }) => String(id), isCounted: true };
const uncounted: Reading<Row> = { ...counted, isCounted: false };
const lines: Reading<string> = { keyOf: () => undefined, isCounted: false };

const numbered = (from: number, count: number): Row[] => Array.from({ length: count }, (_, at) => ({ id: from + at }));

/** A list of the given pages, and which of them were asked for. After them come empty ones. */
const listOf = <T>(pages: readonly Page<T>[]) => {
  const asked: number[] = [];
  const read = async ({ PageNumber }: PageRequest): Promise<Page<T>> => {
    asked.push(PageNumber);
    return pages[PageNumber - 1] ?? { rows: [], total: pages[0]?.total };
  };
  return { asked, read };
};

/** Pages with one count. */
const withTotal = <T>(total: number | undefined, ...pages: readonly (readonly T[])[]): Page<T>[] =>
  pages.map((rows) => ({ rows, total }));

describe('a list is read to its end and no further', () => {
  test.each([
    ['one page', withTotal(3, numbered(0, 3)), [1]],
    ['an empty list', withTotal<Row>(0, []), [1]],
    ['two pages', withTotal(PAGE_SIZE + 1, numbered(0, PAGE_SIZE), numbered(PAGE_SIZE, 1)), [1, 2]],
    ['pages smaller than asked for', withTotal(25, numbered(0, 10), numbered(10, 10), numbered(20, 5)), [1, 2, 3]],
  ] as const)('%s', async (_, pages, asked) => {
    const list = listOf<Row>(pages);
    expect(await readPages(list.read, counted)).toEqual({ rows: pages.flatMap(({ rows }) => rows) });
    expect(list.asked).toEqual(asked);
  });

  test('a list that nobody counts ends with the first short page', async () => {
    const pages = withTotal(undefined, numbered(0, PAGE_SIZE), numbered(PAGE_SIZE, 1));
    const list = listOf(pages);
    expect(await readPages(list.read, uncounted)).toEqual({ rows: numbered(0, PAGE_SIZE + 1) });
    expect(list.asked).toEqual([1, 2]);
  });

  test('lines of a log may well repeat', async () => {
    const full = Array.from({ length: PAGE_SIZE }, (_, at) => `line ${at % 7}`);
    expect(await readPages(listOf(withTotal(undefined, full, ['again', 'again'])).read, lines)).toEqual({
      rows: [...full, 'again', 'again'],
    });
  });

  test('each page is reported', async () => {
    const seen: unknown[] = [];
    const list = listOf(withTotal(3, numbered(0, 2), numbered(2, 1)));
    await readPages(list.read, { ...counted, onPage: (...page) => seen.push(page) });
    expect(seen).toEqual([
      [1, 2, 3],
      [2, 3, 3],
    ]);
  });
});

describe('a list is not read, and keeps the rows that came,', () => {
  const flaw = { en: 'no list', zh: '没有列表' };
  const token = (rows: readonly Row[], total: number, next: string): Page<Row> => ({ rows, total, token: next });
  test.each<[string, readonly Page<Row>[], Reading<Row>, string, number]>([
    ['when it is empty beside a count', withTotal<Row>(2, []), counted, 'its TotalCount is 2, 0 came', 0],
    ['when its pages end too early', withTotal(99, numbered(0, 2)), counted, 'its TotalCount is 99, 2 came', 2],
    ['when more came than it counts', withTotal(1, numbered(0, 2)), counted, 'its TotalCount is 1, 2 came', 2],
    ['when its count is below nothing', withTotal(-1, numbered(0, 1)), counted, 'its TotalCount is -1, 1 came', 1],
    ['without the count it should have', withTotal(undefined, numbered(0, 1)), counted, 'has no TotalCount', 1],
    ['when a page repeats', withTotal(4, numbered(0, 2), numbered(0, 2)), counted, 'came twice', 2],
    ['when a row slips to the next page', withTotal(3, numbered(0, 2), numbered(1, 2)), counted, 'came twice', 3],
    ['when a row comes twice in one page', withTotal(2, [{ id: 1 }, { id: 1 }]), counted, 'came twice', 1],
    [
      'when its count changes between the pages',
      [...withTotal(3, numbered(0, 2)), ...withTotal(4, numbered(2, 2))],
      counted,
      'changed while it was read',
      4,
    ],
    [
      'when a later page has no count',
      [...withTotal(3, numbered(0, 2)), ...withTotal(undefined, numbered(2, 1))],
      counted,
      'changed while it was read',
      3,
    ],
    [
      'when a later page is none',
      [...withTotal(3, numbered(0, 2)), { rows: [], total: 3, flaw }],
      counted,
      'no list',
      2,
    ],
    ['when its last page has a token', [token(numbered(0, 2), 2, 'next')], counted, 'a token for one more page', 2],
    [
      'when the same token comes twice',
      [token(numbered(0, 1), 3, 'next'), token(numbered(1, 1), 3, 'next')],
      counted,
      'the same next page twice',
      2,
    ],
    [
      'when nobody counts it and a token comes with its short page',
      [{ rows: numbered(0, 1), total: undefined, token: 'next' }],
      uncounted,
      'a token for one more page',
      1,
    ],
  ])('%s', async (_, pages, reading, why, rows) => {
    const found = await readPages(listOf(pages).read, reading);
    expect(found.unread?.en).toContain(why);
    expect(found.rows).toEqual(numbered(0, 99).filter(({ id }) => found.rows.some((row) => row.id === id)));
    expect(found.rows).toHaveLength(rows);
  });

  test('when a full page of a log repeats', async () => {
    const full = Array.from({ length: PAGE_SIZE }, (_, at) => `line ${at}`);
    const found = await readPages(listOf(withTotal(undefined, full, full, [])).read, lines);
    expect([found.rows, found.unread?.en]).toEqual([full, 'the same entry came twice']);
  });

  test('when it does not end: no more pages are read than allowed', async () => {
    const list = listOf(withTotal(9, ...Array.from({ length: 9 }, (_, at) => numbered(at, 1))));
    const found = await readPages(list.read, { ...counted, mostPages: 2 });
    expect([found.rows.length, found.unread?.en, list.asked]).toEqual([2, 'it has more than 2 pages', [1, 2]]);
  });

  test('when it does not end and no limit was named', async () => {
    let next = 0;
    const read = async () => ({ rows: numbered(next++, 1), total: 1_000_000 });
    const found = await readPages(read, counted);
    expect([found.rows.length, found.unread?.zh]).toEqual([200, '超过 200 页']);
  });
});

describe('whatever comes', () => {
  type Corruption = (pages: Page<Row>[], at: number) => Page<Row>[];
  const changed = (pages: Page<Row>[], at: number, change: (page: Page<Row>) => Page<Row>): Page<Row>[] =>
    pages.map((page, index) => (index === at % pages.length ? change(page) : page));
  const corruptions: Readonly<Record<string, Corruption>> = {
    nothing: (pages) => pages,
    'a row is lost': (pages, at) => changed(pages, at, (page) => ({ ...page, rows: page.rows.slice(1) })),
    'a page is lost': (pages, at) => pages.filter((_, index) => index !== at % pages.length),
    'a page is empty': (pages, at) => changed(pages, at, (page) => ({ ...page, rows: [] })),
    'a page comes twice': (pages, at) =>
      pages.flatMap((page, index) => (index === at % pages.length ? [page, page] : [page])),
    'a row comes twice': (pages, at) =>
      changed(pages, at, (page) => ({ ...page, rows: [...page.rows, ...page.rows.slice(0, 1)] })),
    'a row is replaced by another of its page': (pages, at) =>
      changed(pages, at, (page) => ({
        ...page,
        rows: page.rows.map((row, index) => (index === 1 ? Object(page.rows[0]) : row)),
      })),
    'pages change places': (pages) => pages.toReversed(),
    'a count is lost': (pages, at) => changed(pages, at, ({ rows }) => ({ rows, total: undefined })),
    'all counts are lost': (pages) => pages.map(({ rows }) => ({ rows, total: undefined })),
    // One less than the rows of the first page is a whole lie, which nobody could see through.
    'a count is one more': (pages, at) =>
      changed(pages, at, ({ rows, total }) => ({ rows, total: total === undefined ? total : total + 1 })),
    'a token comes': (pages, at) => changed(pages, at, (page) => ({ ...page, token: 'next' })),
    'a page is none': (pages, at) =>
      changed(pages, at, ({ total }) => ({ rows: [], total, flaw: { en: 'none', zh: '无' } })),
  };
  const split = (rows: readonly Row[], size: number): Page<Row>[] =>
    withTotal(
      rows.length,
      ...Array.from({ length: Math.max(1, Math.ceil(rows.length / size)) }, (_, at) =>
        rows.slice(at * size, (at + 1) * size),
      ),
    );

  test('all rows are given, or it is said that some may be missing', async () => {
    const names = fc.constantFrom(...Object.keys(corruptions));
    const sizes = fc.record({ rows: fc.nat(160), size: fc.integer({ min: 1, max: PAGE_SIZE }), at: fc.nat(200) });
    await fc.assert(
      fc.asyncProperty(sizes, names, names, async ({ rows: count, size, at }, first, second) => {
        const rows = numbered(0, count);
        const once = corruptions[first]?.(split(rows, size), at) ?? [];
        const pages = (once.length > 0 ? corruptions[second]?.(once, at + 1) : undefined) ?? once;
        const found = await readPages(listOf(pages).read, counted);
        const ids = found.rows.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        if (!found.unread) expect(ids.toSorted((a, b) => a - b)).toEqual(rows.map(({ id }) => id));
        if (first === 'nothing' && second === 'nothing') expect(found.unread).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });
});
