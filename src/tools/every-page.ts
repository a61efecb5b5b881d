import { z } from 'zod';
import type { Action, Fields, Input, Output } from '../catalogue/action.ts';
import type { Call, Invoke } from '../catalogue/invoke.ts';
import { type Page, type PageRequest, readPages } from '../catalogue/pages.ts';

/** Reading stops here although the cloud may have more; `Scanned` is below `TotalCount` then. */
const mostPages = 200;

/** The list of a paged action's reply: its one array beside `Unparsed`. Undefined when the action is not paged. */
export const listField = (action: Action): string | undefined => {
  if (!('PageNumber' in action.input.shape && 'PageSize' in action.input.shape)) return undefined;
  const isList = (schema: unknown): boolean =>
    schema instanceof z.ZodOptional ? isList(schema.unwrap()) : schema instanceof z.ZodArray;
  return Object.entries(action.output.shape).find(([name, schema]) => name !== 'Unparsed' && isList(schema))?.[0];
};

const rowsOf = (reply: Fields, field: string): readonly unknown[] => {
  const rows = reply[field];
  return Array.isArray(rows) ? rows : [];
};

/**
 * Reads a paged list to its end, page by page, and gives the last reply with all rows, `TotalCount` as the cloud gave
 * it and `Scanned`, the number of rows. Stops after 10,000 rows. Rejects as `invoke` does.
 */
export const everyPage = async <A extends Action>(
  invoke: Invoke,
  action: A,
  input: Input<A>,
  call: Call,
): Promise<Output<A> & { readonly Scanned: number }> => {
  const field = listField(action) ?? '';
  let last: Fields = {};
  const read = async (pages: PageRequest): Promise<Page<unknown>> => {
    if (pages.PageNumber > 1) call.signal.throwIfAborted();
    // Every paged action takes these two fields; the compiler cannot see it through the type parameter.
    last = await invoke(action, { ...input, ...pages } as Input<A>, call);
    // The log's `Count` is not used: the guide does not say whether it counts all lines or those of the page.
    return {
      rows: rowsOf(last, field),
      total: typeof last['TotalCount'] === 'number' ? last['TotalCount'] : undefined,
    };
  };
  const rows = await readPages(read, mostPages, (page, done, total) =>
    call.progress({ done, message: `${action.name}: page ${page}`, ...(total !== undefined && { total }) }),
  );
  const { PageNumber: _number, PageSize: _size, ...rest } = last;
  return { ...rest, [field]: rows, Scanned: rows.length } as Output<A> & { Scanned: number };
};
