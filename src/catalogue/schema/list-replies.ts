import { z } from 'zod';
import { type Action, type Fields, type Input, isFields } from '../action.ts';
import type { Call, Invoke } from '../invoke.ts';
import type { LocalizedText } from '../message.ts';
import {
  countFlaw,
  filled,
  type ListRead,
  type Page,
  type PageRequest,
  type Reading,
  readPages,
  repeatFlaw,
} from '../pages.ts';
import { idFields, isIdentified, type Resource } from '../resource.ts';
import { replyNote } from './reply-fields.ts';

/** The entries of an action's list. */
export type RowOf<A extends Action> = {
  [K in keyof A['output']['shape']]: K extends 'Unparsed'
    ? never
    : A['output']['shape'][K] extends z.ZodOptional<z.ZodArray<infer E>>
      ? z.infer<E>
      : never;
}[keyof A['output']['shape']];

/** Where an action's reply holds a list, and how its rows are recognised. */
interface ListReply {
  readonly field: string;
  readonly isCounted: boolean;
  readonly isPaged: boolean;
  readonly isRow: (row: unknown) => boolean;
  readonly keyOf: (row: unknown) => string | undefined;
}

const texts = {
  missing: {
    en: 'its reply has no list {field}: whether there are any is not known',
    zh: '回复中没有列表 {field}：不知道是否存在条目',
  },
  shapeless: { en: 'its {field} is no list of entries', zh: '{field} 不是条目列表' },
  strange: { en: 'its {field} holds something else than entries', zh: '{field} 中含有并非条目的内容' },
  unproven: { en: 'its reply does not say whether that is all', zh: '回复未说明是否完整' },
} satisfies Record<string, LocalizedText>;

/** The fields without which a row is none: by them it is told from the others, and a route is nothing without its weight. */
const needed = (resource: Resource): readonly string[] => {
  if (isIdentified(resource)) return [idFields[resource]];
  if (resource === 'region') return ['RegionId'];
  const route = ['RouteDest', 'NextHop', 'Weight', 'State'];
  return resource === 'policy-route' ? ['RouteSource', ...route] : route;
};

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const entriesBy = (fields: readonly string[]): Pick<ListReply, 'isRow' | 'keyOf'> => ({
  isRow: (row) => isFields(row) && fields.every((field) => isGiven(row[field])),
  keyOf: (row) =>
    isFields(row)
      ? fields
          .filter((field) => field !== 'State')
          .map((field) => String(row[field]))
          .join(' ')
      : undefined,
});

const textLines: Pick<ListReply, 'isRow' | 'keyOf'> = {
  isRow: (row) => typeof row === 'string',
  keyOf: () => undefined,
};

const elementOf = (schema: unknown): unknown => {
  if (schema instanceof z.ZodOptional) return elementOf(schema.unwrap());
  return schema instanceof z.ZodArray ? schema.element : undefined;
};

const describeList = ({ input, output, resource }: Action): ListReply | undefined => {
  const found = Object.entries(output.shape).find(([, schema]) => replyNote(schema)?.item !== undefined);
  if (found === undefined) return undefined;
  const [field, schema] = found;
  const rows = elementOf(schema) instanceof z.ZodString ? textLines : entriesBy(needed(resource));
  return {
    field,
    isCounted: 'TotalCount' in output.shape,
    isPaged: 'PageNumber' in input.shape && 'PageSize' in input.shape,
    ...rows,
  };
};

const known = new WeakMap<Action, ListReply>();

export const listReply = (action: Action): ListReply | undefined => {
  const list = known.get(action) ?? describeList(action);
  if (list) known.set(action, list);
  return list;
};

/** The field of an action's reply that holds its list; undefined when there is none. */
export const listField = (action: Action): string | undefined => listReply(action)?.field;

/** Whether an action's list comes in pages. */
export const isPaged = (action: Action): boolean => listReply(action)?.isPaged === true;

/** Whether the client left out the list, or an entry of it, because it was none. */
const isLeftOut = (reply: Fields, field: string): boolean => {
  const unparsed = reply['Unparsed'];
  if (!Array.isArray(unparsed)) return false;
  const paths = unparsed.map((entry) => (isFields(entry) ? String(entry['Field']) : ''));
  return paths.some((path) => path.startsWith(field) && /^(\[\d+\])?$/.test(path.slice(field.length)));
};

const pageOf = ({ field, isRow }: ListReply, reply: Fields): Page<unknown> => {
  const { [field]: given, TotalCount: total, NextToken: token } = reply;
  const page = {
    total: typeof total === 'number' ? total : undefined,
    ...(typeof token === 'string' && token !== '' && { token }),
  };
  if (!Array.isArray(given)) {
    const text = isLeftOut(reply, field) ? texts.shapeless : texts.missing;
    return { ...page, rows: [], flaw: filled(text, { field }) };
  }
  const rows = given.filter(isRow);
  const isStrange = rows.length < given.length || isLeftOut(reply, field);
  return { ...page, rows, ...(isStrange && { flaw: filled(texts.strange, { field }) }) };
};

const positive = (...values: readonly unknown[]): number =>
  Number(values.find((value) => typeof value === 'number' && value > 0) ?? 1);

/**
 * Why a reply does not show the page of a list that was asked for; undefined where it does, and for a reply without a
 * list. What other pages hold is not judged.
 */
export const replyFlaw = (action: Action, input: Fields, reply: Fields): LocalizedText | undefined => {
  const list = listReply(action);
  if (list === undefined) return undefined;
  const { rows, total, flaw } = pageOf(list, reply);
  const ownFlaw = flaw ?? repeatFlaw(rows, list.keyOf);
  if (ownFlaw || !list.isPaged) return ownFlaw;
  const size = positive(reply['PageSize'], input['PageSize'], 10);
  const before = (positive(input['PageNumber']) - 1) * size;
  const wanted = total === undefined ? undefined : Math.min(size, Math.max(0, total - before));
  if (wanted === undefined || wanted === rows.length) return countFlaw(total, total ?? 0, list.isCounted);
  return countFlaw(total, before + rows.length, list.isCounted);
};

/** A list that was read, and the last reply of it. */
export interface WholeList<T> extends ListRead<T> {
  /** Nothing speaks against the list, and nothing shows that it is all. */
  readonly unproven?: LocalizedText;
  readonly last: Fields;
}

/** Whether the reply tells if the list is complete: by a count, by being all there is, or in so many words. */
const isShownWhole = ({ isCounted, isPaged }: ListReply, last: Fields): boolean =>
  isCounted || !isPaged || typeof last['IsCompleted'] === 'boolean';

/**
 * Reads the list of an action to its end, as `readPages` does; the catalogue knows which field of the reply it is and
 * whether it is counted. Rejects as `invoke` does, and for an action without a list.
 */
export const readList = async <A extends Action>(
  invoke: Invoke,
  action: A,
  input: Input<A>,
  call: Call,
  options: Pick<Reading<unknown>, 'mostPages' | 'onPage'> = {},
): Promise<WholeList<RowOf<A>>> => {
  const list = listReply(action);
  if (list === undefined) throw new TypeError(`${action.name} has no list`);
  let last: Fields = {};
  const read = async (pages: PageRequest): Promise<Page<unknown>> => {
    if (pages.PageNumber > 1) call.signal.throwIfAborted();
    // Every paged action takes these two fields; the compiler cannot see it through the type parameter.
    const asked = list.isPaged ? ({ ...input, ...pages } as Input<A>) : input;
    last = await invoke(action, asked, call);
    const page = pageOf(list, last);
    return list.isPaged ? page : { ...page, total: page.rows.length };
  };
  const whole = await readPages(read, { ...list, ...options });
  // Rows of another kind are not among those that were recognised.
  const rows = whole.rows as readonly RowOf<A>[];
  const isUnproven = !whole.unread && !isShownWhole(list, last);
  return { ...whole, rows, last, ...(isUnproven && { unproven: texts.unproven }) };
};
