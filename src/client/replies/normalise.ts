import type { z } from 'zod';
import { isFields } from '../../catalogue/action.ts';
import { replyNote } from '../../catalogue/schema/reply-fields.ts';
import { readFields, type TypeMismatch } from './shape.ts';

type Fields = Record<string, unknown>;
type Normalise = (body: Fields) => Fields;

const normalisers = new WeakMap<z.ZodObject, Normalise>();

/**
 * Brings any of the cloud's spellings of a reply into the shape of `schema`: lists are arrays, numbers and booleans are such, names have the catalogue's
 * spelling, times come with ISO text, `Unparsed` lists what did not fit. A list that did not come is absent, not empty. Never throws; reads its own
 * results unchanged.
 */
export const normalise = (schema: z.ZodObject, body: Fields): Fields => {
  const known = normalisers.get(schema) ?? normaliserFor(schema);
  normalisers.set(schema, known);
  return known(body);
};

const normaliserFor = (schema: z.ZodObject): Normalise => {
  const read = readFields(schema);
  const insteadOf = replyNote(schema)?.insteadOf;
  const entries = insteadOf === undefined ? undefined : { name: insteadOf.toLowerCase(), read: entryReader(insteadOf) };
  return (body) => {
    const mismatches: TypeMismatch[] = [];
    const result = read(withoutEnvelope(entries === undefined ? body : flat(body, entries)), mismatches);
    reportMismatches(result, mismatches);
    return result;
  };
};

// Fields that the ASAPI gateway adds at top level (seen in its clients' code); the product's own stand beside them.
const envelope = new Set(
  (
    'asapiSuccess asapiRequestId asapiErrorCode asapiErrorMessage asapiErrorHint api code cost domain eagleEyeTraceId ' +
    'errorCode errorKey errorMessage errorTitle message pureListData redirect serverRole success'
  ).split(' '),
);

const withoutEnvelope = (body: Fields): Fields => {
  if (!('asapiSuccess' in body || 'asapiRequestId' in body)) return body;
  const rest = Object.fromEntries(Object.entries(body).filter(([key]) => !envelope.has(key)));
  const id = body['asapiRequestId'];
  return 'RequestId' in rest || 'requestId' in rest || id === undefined ? rest : { ...rest, RequestId: id };
};

interface Entries {
  readonly name: string;
  readonly read: (raw: unknown) => Fields | undefined;
}

const paging = new Set(['pagenumber', 'pagesize', 'totalcount']);

/** The fields of the first entry, where a reply that should be flat came as a list. */
const flat = (body: Fields, entries: Entries): Fields => {
  const key = Object.keys(body).find((name) => name.toLowerCase() === entries.name);
  if (key === undefined) return body;
  const others = Object.entries(body).filter(([name]) => name !== key && !paging.has(name.toLowerCase()));
  return flat({ ...Object.fromEntries(others), ...entries.read(body[key]) }, entries);
};

const entryReader = (insteadOf: string): Entries['read'] => {
  const tag = insteadOf.replace(/s$/, '').toLowerCase();
  return (raw) => {
    if (Array.isArray(raw)) return raw.find(isFields);
    if (!isFields(raw)) return undefined;
    const inner = Object.keys(raw).find((key) => key.toLowerCase() === tag);
    const held = inner === undefined ? raw : raw[inner];
    return Array.isArray(held) ? held.find(isFields) : isFields(held) ? held : undefined;
  };
};

const reportMismatches = (result: Fields, mismatches: readonly TypeMismatch[]): void => {
  if (mismatches.length === 0) return;
  const before = Array.isArray(result['Unparsed']) ? result['Unparsed'] : [];
  result['Unparsed'] = [...before, ...mismatches];
};
