import type { Parameters, Reply } from './handler.ts';
import { may } from './handler.ts';
import { integer } from './kinds.ts';

/** The two paging rows that every list action has: first page 1, 10 entries by default, 50 at most. */
export const pageRows = { PageNumber: may(integer(1, 1_000_000)), PageSize: may(integer(1, 50)) };

/** Cuts one page out of a list and shows its items: `{ <outer>: { <inner>: [...] }, TotalCount, PageNumber, PageSize }`. */
export const page = <T>(
  items: readonly T[],
  input: Parameters,
  [outer, inner]: readonly [outer: string, inner: string],
  shown: (item: T) => unknown = (item) => item,
): Reply => {
  const number = Number(input['PageNumber'] || 1);
  const size = Number(input['PageSize'] || 10);
  return {
    PageNumber: number,
    PageSize: size,
    TotalCount: items.length,
    [outer]: { [inner]: items.slice((number - 1) * size, number * size).map(shown) },
  };
};
