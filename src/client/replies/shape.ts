import { z } from 'zod';
import { isFields } from '../../catalogue/action.ts';
import { replyNote } from '../../catalogue/schema/reply-fields.ts';
import { isSecret, secretPaths } from '../../catalogue/schema/secret.ts';
import { type Coerce, isEmpty, isoOf, toEpochMs, toFlag, toNumber, toText } from './coerce.ts';

type Fields = Record<string, unknown>;

/** A value that did not fit the type of its field, reported instead of thrown. `Field` is a path such as `A[0].B`. */
export interface TypeMismatch {
  Field: string;
  readonly Value: string;
}

/**
 * Reads one raw value into its field's type, or into undefined. What does not fit goes to `mismatches`, with a path that
 * begins at this value: the reader of the object or list around it prefixes its own step (`prefixPaths`).
 */
export type Reader = (raw: unknown, mismatches: TypeMismatch[]) => unknown;

/** Prefixes a step to the paths of the mismatches from `first` on. */
const prefixPaths = (step: string, mismatches: TypeMismatch[], first: number): void => {
  for (const mismatch of mismatches.slice(first)) {
    const joint = mismatch.Field === '' || mismatch.Field.startsWith('[') ? '' : '.';
    mismatch.Field = `${step}${joint}${mismatch.Field}`;
  }
};

/** A reader for one schema of the catalogue, made once by walking its definition. Never throws. */
export const readerFor = (schema: z.core.$ZodType): Reader => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return readerFor(schema.unwrap());
  if (schema instanceof z.ZodUnknown) return (raw) => raw;
  const hidden = isSecret(schema) || secretPaths(schema).length > 0;
  if (schema instanceof z.ZodObject) return objectReader(schema, hidden);
  if (schema instanceof z.ZodArray) return listReader(schema, hidden);
  return leafReader(schema, hidden);
};

interface Leaf {
  readonly type: 'string' | 'number' | 'boolean';
  readonly coerce: Coerce;
}

const leafOf = (schema: z.core.$ZodType): Leaf => {
  if (replyNote(schema)?.epochMs) return { type: 'number', coerce: toEpochMs };
  if (schema instanceof z.ZodNumber) return { type: 'number', coerce: toNumber };
  return schema instanceof z.ZodBoolean ? { type: 'boolean', coerce: toFlag } : { type: 'string', coerce: toText };
};

const isBasic = (schema: z.core.$ZodType): boolean =>
  schema instanceof z.ZodString || schema instanceof z.ZodNumber || schema instanceof z.ZodBoolean;

// A scalar field. Where the type has checks of its own, or is a union, the schema has the last word.
const leafReader = (schema: z.core.$ZodType, hidden: boolean): Reader => {
  const { type, coerce } = leafOf(schema);
  const isPlain = isBasic(schema) && (schema._zod.def.checks ?? []).length === 0;
  return (raw, mismatches) => {
    // The fast way: most values of most replies have their type already.
    if (isPlain && typeof raw === type && (type !== 'number' || Number.isFinite(raw))) return raw;
    if (schema instanceof z.ZodUnion && isFields(raw) && z.safeParse(schema, raw).success) return raw;
    const coerced = coerce(raw);
    if (coerced === 'absent') return undefined;
    if (coerced !== 'mismatch' && (isPlain || z.safeParse(schema, coerced.value).success)) return coerced.value;
    mismatches.push(mismatchOf(raw, hidden));
    return undefined;
  };
};

/** Cut, it might end in half a secret, which nobody would recognise. */
const shorten = (text: string): string => (text.length > 200 ? `(${text.length} characters)` : text);

const mismatchOf = (raw: unknown, hidden: boolean): TypeMismatch => ({
  Field: '',
  Value: hidden ? '(hidden: it may hold a secret)' : shorten(asText(raw)),
});

const asText = (raw: unknown): string => (typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? String(raw)));

const objectReader = (schema: z.ZodObject, hidden: boolean): Reader => {
  const fields = readFields(schema);
  const required = Object.keys(schema.shape).filter((name) => !(schema.shape[name] instanceof z.ZodOptional));
  return (raw, mismatches) => {
    const object = toObject(raw);
    const read = object && fields(object, mismatches);
    if (read !== undefined && required.every((name) => name in read)) return read;
    if (!isEmpty(raw)) mismatches.push(mismatchOf(raw, hidden));
    return undefined;
  };
};

// An object may come as JSON text (the request does send it so), or as a list of one.
const toObject = (raw: unknown): Fields | undefined => {
  if (isFields(raw)) return raw;
  if (Array.isArray(raw)) return raw.length === 1 && isFields(raw[0]) ? raw[0] : undefined;
  return typeof raw === 'string' ? parseObject(raw) : undefined;
};

const parseObject = (text: string): Fields | undefined => {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isFields(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
};

/** Reads the known fields of an object, whatever the case of their names; unknown ones pass through. */
export const readFields = (schema: z.ZodObject): ((raw: Fields, mismatches: TypeMismatch[]) => Fields) => {
  const readers = new Map(Object.entries(schema.shape).map(([name, inner]) => [name, readerFor(inner)]));
  const names = new Map([...readers.keys()].map((name) => [name.toLowerCase(), name]));
  const times = Object.entries(schema.shape).flatMap(([name, inner]) =>
    replyNote(inner)?.epochMs ? [[name, `${name}Iso`] as const] : [],
  );
  return (raw, mismatches) => {
    const result: Fields = {};
    for (const key of Object.keys(raw)) {
      // Written as a plain property, this key would change what the object inherits.
      if (key === '__proto__') continue;
      let name = key;
      let read = readers.get(key);
      if (read === undefined) {
        name = names.get(key.toLowerCase()) ?? key;
        // One field twice: the exact spelling wins.
        if (name !== key && Object.hasOwn(raw, name)) continue;
        read = readers.get(name);
      }
      const first = mismatches.length;
      const shaped = read === undefined ? raw[key] : read(raw[key], mismatches);
      if (mismatches.length > first) prefixPaths(name, mismatches, first);
      if (shaped !== undefined) result[name] = shaped;
    }
    for (const [name, isoName] of times) addIso(result, name, isoName);
    return result;
  };
};

const addIso = (fields: Fields, name: string, isoName: string): void => {
  const ms = fields[name];
  const iso = typeof ms === 'number' ? isoOf(ms) : undefined;
  if (iso !== undefined) fields[isoName] = iso;
};

const listReader = (schema: z.ZodArray, hidden: boolean): Reader => {
  const read = readerFor(schema.element);
  const item = replyNote(schema)?.item?.toLowerCase();
  return (raw, mismatches) => {
    if (isAbsentList(raw, item)) return undefined;
    const entries = toList(raw, item);
    if (entries === undefined) {
      mismatches.push(mismatchOf(raw, hidden));
      return undefined;
    }
    const shaped: unknown[] = [];
    for (const [i, entry] of entries.entries()) {
      const first = mismatches.length;
      const value = read(entry, mismatches);
      if (mismatches.length > first) prefixPaths(`[${i}]`, mismatches, first);
      else if (value === undefined) mismatches.push({ ...mismatchOf(entry, hidden), Field: `[${i}]` });
      if (value !== undefined) shaped.push(value);
    }
    return shaped;
  };
};

/** Null says that there is no list. Blank text and an object of nothing are an empty one: XML has no other way to say so. */
const isAbsentList = (raw: unknown, item: string | undefined): boolean => {
  if (raw === null || raw === undefined) return true;
  if (!isFields(raw)) return false;
  return Object.keys(raw).some((key) => key.toLowerCase() === item && raw[key] === null);
};

/** `{X: […]}`, `{X: one}`, one bare object, a bare list, or nothing at all: entries of a list, whatever they came in. */
const toList = (raw: unknown, item: string | undefined): readonly unknown[] | undefined => {
  if (isEmpty(raw)) return [];
  if (Array.isArray(raw)) return raw;
  if (!isFields(raw)) return undefined;
  const keys = Object.keys(raw);
  const inner =
    keys.find((key) => key.toLowerCase() === item) ?? (keys.length === 1 ? onlyList(raw, keys[0]) : undefined);
  if (inner === undefined) return keys.length === 0 ? [] : [raw];
  const held = raw[inner];
  if (isEmpty(held)) return [];
  return Array.isArray(held) ? held : [held];
};

const onlyList = (raw: Fields, key: string | undefined): string | undefined =>
  key !== undefined && Array.isArray(raw[key]) ? key : undefined;
