import { z } from 'zod';
import type { Action, Input, Output } from '../catalogue/action.ts';
import type { Call, Invoke } from '../catalogue/invoke.ts';

/** The most that the cloud gives on one page. */
const pageSize = 50;

/** Where reading stops although the cloud has more: `Scanned` below `TotalCount` then tells so. */
const mostPages = 200;

/** The list of a paged action's reply: its one array beside `Unparsed`. Undefined when the action is not paged. */
export const listField = (action: Action): string | undefined => {
  if (!('PageNumber' in action.input.shape && 'PageSize' in action.input.shape)) return undefined;
  const isList = (schema: unknown): boolean =>
    schema instanceof z.ZodOptional ? isList(schema.unwrap()) : schema instanceof z.ZodArray;
  return Object.entries(action.output.shape).find(([name, schema]) => name !== 'Unparsed' && isList(schema))?.[0];
};

type Reply = Readonly<Record<string, unknown>>;

const rowsOf = (reply: Reply, field: string): readonly unknown[] => {
  const rows = reply[field];
  return Array.isArray(rows) ? rows : [];
};

/** A row that slips to the next page while pages are read is seen twice. Log lines may well repeat: these are kept. */
const isRepeat = (row: unknown, seen: Set<string>): boolean => {
  if (typeof row !== 'object') return false;
  const text = JSON.stringify(row);
  return seen.has(text) || !seen.add(text);
};

/**
 * Reads a paged list to its end, page by page, and gives the last reply with all rows, `TotalCount` as the cloud told
 * it and `Scanned`, the number of rows. Stops after 10,000 rows. Rejects as `invoke` does.
 */
export const everyPage = async <A extends Action>(
  invoke: Invoke,
  action: A,
  input: Input<A>,
  call: Call,
): Promise<Output<A> & { readonly Scanned: number }> => {
  const field = listField(action) ?? '';
  const rows: unknown[] = [];
  const seen = new Set<string>();
  let last: Reply = {};
  for (let page = 1; page <= mostPages; page++) {
    // Every paged action takes these two fields; the compiler cannot see it through the type parameter.
    last = await invoke(action, { ...input, PageNumber: page, PageSize: pageSize } as Input<A>, call);
    const fresh = rowsOf(last, field);
    // Most lists have one page, in which nothing has slipped yet.
    if (page === 2) for (const row of rows) isRepeat(row, seen);
    rows.push(...(page === 1 ? fresh : fresh.filter((row) => !isRepeat(row, seen))));
    // The log's `Count` is not used: the guide does not say whether it counts all lines or those of the page.
    const total = typeof last['TotalCount'] === 'number' ? last['TotalCount'] : undefined;
    call.progress({
      done: rows.length,
      message: `${action.name}: page ${page}`,
      ...(total !== undefined && { total }),
    });
    if (fresh.length === 0 || (total === undefined ? fresh.length < pageSize : rows.length >= total)) break;
    call.signal.throwIfAborted();
  }
  const { PageNumber: _number, PageSize: _size, ...rest } = last;
  return { ...rest, [field]: rows, Scanned: rows.length } as Output<A> & { Scanned: number };
};
