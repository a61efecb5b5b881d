import { format, type LocalizedText, type Values } from './message.ts';

/** The most rows that the cloud gives on one page. */
export const PAGE_SIZE = 50;

/** No list is read further than to this page. */
const MOST_PAGES = 200;

/** The fields by which a page is asked for. */
export interface PageRequest {
  readonly PageNumber: number;
  readonly PageSize: number;
}

/** One page as it came. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** Rows of all pages, as the cloud counts them; undefined where it does not say. */
  readonly total: number | undefined;
  /** What the cloud wants to hear for the next page, where it speaks of one; empty with the last. */
  readonly token?: string | undefined;
  /** Why the page cannot be taken for what it should be; `rows` are those that could be recognised. */
  readonly flaw?: LocalizedText | undefined;
}

/** The rows that came, each once. With `unread` there may be others: the list is not known. */
export interface ListRead<T> {
  readonly rows: readonly T[];
  readonly unread?: LocalizedText;
}

export interface Reading<T> {
  /** What only one row of a list has, such as its ID; undefined where rows may well be the same, such as lines of a log. */
  readonly keyOf: (row: T) => string | undefined;
  /** Whether the reply is documented to count the rows of all pages. */
  readonly isCounted: boolean;
  readonly mostPages?: number;
  readonly onPage?: (number: number, rowsSoFar: number, total: number | undefined) => void;
}

const texts = {
  miscounted: { en: 'its TotalCount is {total}, {came} came', zh: 'TotalCount 为 {total}，实际返回 {came} 条' },
  uncounted: {
    en: 'its reply has no TotalCount: whether that is all is not known',
    zh: '回复中没有 TotalCount：不知道是否完整',
  },
  moved: { en: 'it changed while it was read', zh: '读取期间列表发生变化' },
  repeated: { en: 'the same entry came twice', zh: '同一条目返回了两次' },
  stuck: { en: 'it names the same next page twice', zh: '两次给出同一个下一页' },
  more: { en: 'it ends with a token for one more page', zh: '末页仍带有下一页的标记' },
  long: { en: 'it has more than {pages} pages', zh: '超过 {pages} 页' },
} satisfies Record<string, LocalizedText>;

/** A sentence of both languages with its places filled. */
export const filled = (text: LocalizedText, values: Values): LocalizedText => ({
  en: format(text, 'en', values),
  zh: format(text, 'zh', values),
});

/** Why `came` rows are not those that the count speaks of; undefined where they may be. */
export const countFlaw = (total: number | undefined, came: number, isCounted: boolean): LocalizedText | undefined => {
  if (total === undefined) return isCounted ? texts.uncounted : undefined;
  return total === came ? undefined : filled(texts.miscounted, { total, came });
};

/** Keeps the rows of a list, each once; `add` says whether all of a page were new. */
const createRows = <T>(keyOf: Reading<T>['keyOf']) => {
  const all: T[] = [];
  const keys = new Set<string>();
  let pageBefore = '';
  return {
    all,
    add: (rows: readonly T[]): boolean => {
      const fresh = rows.filter((row) => {
        const key = keyOf(row);
        return key === undefined || (!keys.has(key) && keys.add(key));
      });
      // Lines of a log may repeat, a whole page of them does not.
      const page = rows.some((row) => keyOf(row) === undefined) ? JSON.stringify(rows) : '';
      const isRepeat = page !== '' && page === pageBefore;
      pageBefore = page;
      if (!isRepeat) all.push(...fresh);
      return !isRepeat && fresh.length === rows.length;
    },
  };
};

/** Rows that came twice in one page. */
export const repeatFlaw = <T>(rows: readonly T[], keyOf: Reading<T>['keyOf']): LocalizedText | undefined =>
  createRows(keyOf).add(rows) ? undefined : texts.repeated;

/** What speaks against a page by itself and after the one before it. */
const pageFlaw = <T>(page: Page<T>, before: Page<T> | undefined, areNew: boolean): LocalizedText | undefined => {
  if (page.flaw) return page.flaw;
  if (!areNew) return texts.repeated;
  if (before && before.total !== page.total) return texts.moved;
  return before?.token && before.token === page.token ? texts.stuck : undefined;
};

/**
 * The rows of a paged list, read to its end. It counts as read when every page is what it should be, no row came twice,
 * the count, where there is one, is that of the rows, and the last page speaks of no other. Otherwise, and after
 * `mostPages`, reading stops and `unread` says why. Rejects as `read` does.
 */
export const readPages = async <T>(
  read: (request: PageRequest) => Promise<Page<T>>,
  { keyOf, isCounted, mostPages = MOST_PAGES, onPage = () => {} }: Reading<T>,
): Promise<ListRead<T>> => {
  const { all, add } = createRows(keyOf);
  const ended = (unread: LocalizedText | undefined): ListRead<T> => ({ rows: all, ...(unread && { unread }) });
  let before: Page<T> | undefined;
  for (let number = 1; number <= mostPages; number += 1) {
    const page = await read({ PageNumber: number, PageSize: PAGE_SIZE });
    const { rows, total, token } = page;
    const flaw = pageFlaw(page, before, add(rows));
    onPage(number, all.length, total);
    if (flaw) return ended(flaw);
    const isLast = rows.length === 0 || (total === undefined ? rows.length < PAGE_SIZE : all.length >= total);
    if (isLast) return ended(countFlaw(total, all.length, isCounted) ?? (token ? texts.more : undefined));
    before = page;
  }
  return ended(filled(texts.long, { pages: mostPages }));
};
