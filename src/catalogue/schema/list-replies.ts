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
  /** The parameter that says how long a piece is, of a list that goes on by the token of its reply and not by numbered pages. */
  readonly pieceSize?: string | undefined;
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

/** The fields by which a row is known to be one, and those that tell it from the others of its list. */
interface RowFields {
  readonly needed: readonly string[];
  /** What BGP has brought has no weight. */
  readonly neededOfBgp?: readonly string[];
  readonly telling?: readonly string[];
}

const byFields = (...needed: readonly string[]): RowFields => ({ needed });

/** A route is nothing without its weight, and a tunnel is not told by its connection. */
const rowFields: Readonly<Partial<Record<Resource, RowFields>>> = {
  region: byFields('RegionId'),
  route: {
    needed: ['RouteDest', 'NextHop', 'Weight', 'State'],
    neededOfBgp: ['RouteDest', 'NextHop'],
    telling: ['RouteDest', 'NextHop', 'Weight', 'Source'],
  },
  'policy-route': {
    needed: ['RouteSource', 'RouteDest', 'NextHop', 'Weight', 'State'],
    telling: ['RouteSource', 'RouteDest', 'NextHop', 'Weight'],
  },
  zone: byFields('ZoneId'),
  attachment: byFields('InstanceId'),
  'connection-route': { needed: ['RouteDest', 'NextHop'], telling: ['RouteDest', 'NextHop', 'Source'] },
  'connection-diagnosis': { needed: ['VpnConnectionId'], telling: ['VpnConnectionId', 'TunnelId'] },
  'gateway-diagnosis': { needed: ['DiagnoseName', 'DiagnoseResultLevel'], telling: [] },
  'ssl-client': { needed: ['CommonName'], telling: [] },
  tag: { needed: ['ResourceId', 'TagKey'] },
  'certificate-association': {
    needed: ['VpnGatewayId', 'CertificateId'],
    telling: ['VpnGatewayId', 'CertificateId', 'CertificateType'],
  },
  vpc: byFields('VpcId'),
  vswitch: byFields('VSwitchId'),
  'route-table': byFields('RouteTableId'),
  'vpc-route': { needed: ['DestinationCidrBlock'], telling: [] },
};

const fieldsOf = (resource: Resource): RowFields =>
  rowFields[resource] ?? (isIdentified(resource) ? byFields(idFields[resource]) : byFields());

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const entriesBy = ({
  needed,
  neededOfBgp = needed,
  telling = needed,
}: RowFields): Pick<ListReply, 'isRow' | 'keyOf'> => ({
  isRow: (row) =>
    isFields(row) && (row['RouteEntryType'] === 'bgp' ? neededOfBgp : needed).every((field) => isGiven(row[field])),
  keyOf: (row) =>
    isFields(row) && telling.length > 0 ? telling.map((field) => String(row[field])).join(' ') : undefined,
});

const textLines: Pick<ListReply, 'isRow' | 'keyOf'> = {
  isRow: (row) => typeof row === 'string',
  keyOf: () => undefined,
};

const elementOf = (schema: unknown): unknown => {
  if (schema instanceof z.ZodOptional) return elementOf(schema.unwrap());
  return schema instanceof z.ZodArray ? schema.element : undefined;
};

/** The same parameter, by two names. */
const PIECE_SIZES = ['MaxResult', 'MaxResults'] as const;

const describeList = ({ input, output, resource }: Action): ListReply | undefined => {
  const found = Object.entries(output.shape).find(([, schema]) => replyNote(schema)?.item !== undefined);
  if (found === undefined) return undefined;
  const [field, schema] = found;
  const rows = elementOf(schema) instanceof z.ZodString ? textLines : entriesBy(fieldsOf(resource));
  return {
    field,
    isCounted: 'TotalCount' in output.shape,
    isPaged: 'PageNumber' in input.shape && 'PageSize' in input.shape,
    pieceSize: 'NextToken' in input.shape ? PIECE_SIZES.find((name) => name in input.shape) : undefined,
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

const comesInPieces = ({ isPaged, pieceSize }: ListReply): boolean => isPaged || pieceSize !== undefined;

/** Whether an action's list comes in pieces. */
export const isPaged = (action: Action): boolean => {
  const list = listReply(action);
  return list !== undefined && comesInPieces(list);
};

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

/** Whether the reply tells if the list is complete: by a count, by being all there is, by its last token, or in so many words. */
const isShownWhole = (list: ListReply, last: Fields): boolean =>
  list.isCounted || !list.isPaged || typeof last['IsCompleted'] === 'boolean';

/** What asks for the next piece of a list. */
const pieceOf = ({ isPaged, pieceSize }: ListReply, pages: PageRequest, last: Fields): Fields => {
  if (isPaged) return { ...pages };
  if (pieceSize === undefined) return {};
  const token = last['NextToken'];
  // The newer lists have limits of their own, and give as many as they may where no size is asked for.
  return {
    ...(pieceSize === 'MaxResult' && { MaxResult: pages.PageSize }),
    ...(typeof token === 'string' && token !== '' && { NextToken: token }),
  };
};

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
    // Every action whose list comes in pieces takes these fields; the compiler cannot see it through the type parameter.
    last = await invoke(action, { ...input, ...pieceOf(list, pages, last) } as Input<A>, call);
    const page = pageOf(list, last);
    return comesInPieces(list) ? page : { ...page, total: page.rows.length };
  };
  const whole = await readPages(read, { ...list, ...options });
  // Rows of another kind are not among those that were recognised.
  const rows = whole.rows as readonly RowOf<A>[];
  const isUnproven = !whole.unread && !isShownWhole(list, last);
  return { ...whole, rows, last, ...(isUnproven && { unproven: texts.unproven }) };
};
