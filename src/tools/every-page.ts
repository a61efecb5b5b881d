import type { Action, Fields, Input, Output } from '../catalogue/action.ts';
import type { Call, Invoke } from '../catalogue/invoke.ts';
import type { LocalizedText } from '../catalogue/message.ts';
import type { ListRead } from '../catalogue/pages.ts';
import { listField, type RowOf, readList, replyFlaw } from '../catalogue/schema/list-replies.ts';
import { fitting } from './most-bytes.ts';

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Says first, for people and programs alike, that a list is not known to be whole, and why. Without rows it is left out. */
const withDoubt = (action: Action, doubt: LocalizedText | undefined, output: Fields): Fields => {
  if (doubt === undefined) return output;
  const field = listField(action);
  const shown = Object.entries(output).filter(([name, value]) => name !== field || !isEmptyList(value));
  return { NotComplete: doubt.en, ...Object.fromEntries(shown) };
};

/** Reads the list of an action to its end and tells of each page that came. */
const readAll = <A extends Action>(invoke: Invoke, action: A, input: Input<A>, call: Call) =>
  readList(invoke, action, input, call, {
    onPage: (page, done, total) =>
      call.progress({ done, message: `${action.name}: page ${page}`, ...(total !== undefined && { total }) }),
  });

/**
 * The rows of an action's list for a judgement, with `unread` where there may be others. Of a route table that is not
 * whole there are none: what is missing decides where the rest leads. Rejects as `invoke` does.
 */
export const readRows = async <A extends Action>(
  invoke: Invoke,
  action: A,
  input: Input<A>,
  call: Call,
): Promise<ListRead<RowOf<A>>> => {
  const { rows, unread } = await readAll(invoke, action, input, call);
  const isTable = action.resource === 'route' || action.resource === 'policy-route';
  return unread ? { rows: isTable ? [] : rows, unread } : { rows };
};

/**
 * Reads a paged list to its end, page by page, and gives the last reply with all rows, `TotalCount` as the cloud gave
 * it and `Scanned`, the number of rows. `NotComplete` says why there may be others. Rejects as `invoke` does.
 */
export const everyPage = async <A extends Action>(
  invoke: Invoke,
  action: A,
  input: Input<A>,
  call: Call,
): Promise<Output<A> & { readonly Scanned: number }> => {
  const field = listField(action) ?? '';
  const { rows, unread, unproven, last } = await readAll(invoke, action, input, call);
  const { PageNumber: _number, PageSize: _size, ...rest } = last;
  const output = { ...rest, [field]: rows, Scanned: rows.length };
  return withDoubt(action, unread ?? unproven, output) as Output<A> & { Scanned: number };
};

/** The rows that one answer can hold; says how many are left out. No honest cloud has so many on one page. */
const withinBounds = <A extends Action>(action: A, reply: Output<A>): Output<A> => {
  const field = listField(action) ?? '';
  const rows: unknown = Object(reply)[field];
  if (!Array.isArray(rows)) return reply;
  const shown = fitting(rows);
  if (shown.length === rows.length) return reply;
  const NotComplete = `${shown.length} of the ${rows.length} rows that came are shown: the rest is too long for one answer`;
  return { NotComplete, ...reply, [field]: shown };
};

/** Calls an action as it is asked for. A reply that does not show what its list should hold says so. */
export const onePage = async <A extends Action>(
  invoke: Invoke,
  action: A,
  input: Input<A>,
  call: Call,
): Promise<Output<A>> => {
  const reply = await invoke(action, input, call);
  return withDoubt(action, replyFlaw(action, input, reply), withinBounds(action, reply)) as Output<A>;
};
