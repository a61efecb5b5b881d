/** The most rows that the cloud gives on one page. */
export const PAGE_SIZE = 50;

/** The fields by which a page is asked for. */
export interface PageRequest {
  readonly PageNumber: number;
  readonly PageSize: number;
}

export interface Page<T> {
  readonly rows: readonly T[];
  /** Rows of all pages, as the cloud counts them; undefined where it does not say. */
  readonly total: number | undefined;
}

/** A row that slips to the next page while pages are read comes twice. Lines of a log may well repeat: these are kept. */
const isRepeat = (row: unknown, seen: Set<string>): boolean => {
  if (typeof row !== 'object') return false;
  const text = JSON.stringify(row);
  return seen.has(text) || !seen.add(text);
};

/** All rows of a paged list. Ends with the last page or after `mostPages`; rejects as `read` does. */
export const readPages = async <T>(
  read: (request: PageRequest) => Promise<Page<T>>,
  mostPages: number,
  onPage: (number: number, rowsSoFar: number, total: number | undefined) => void = () => {},
): Promise<readonly T[]> => {
  const all: T[] = [];
  const seen = new Set<string>();
  for (let number = 1; number <= mostPages; number += 1) {
    const { rows, total } = await read({ PageNumber: number, PageSize: PAGE_SIZE });
    // Most lists have one page, in which nothing has slipped yet.
    if (number === 2) for (const row of all) isRepeat(row, seen);
    all.push(...(number === 1 ? rows : rows.filter((row) => !isRepeat(row, seen))));
    onPage(number, all.length, total);
    if (rows.length === 0 || (total === undefined ? rows.length < PAGE_SIZE : all.length >= total)) break;
  }
  return all;
};
