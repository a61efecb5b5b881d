import { z } from 'zod';
import type { Platform } from '../action.ts';

type Row = z.core.$ZodType;

/** How each platform has a row; a platform that is not named has none. */
type Variants = { readonly [P in Platform]?: Row };

const rows = new WeakMap<Row, Variants>();

/**
 * A row that the platforms have differently: `wide` takes what any of them takes, and gives the type. It is marked itself, so
 * that it must not be one that stands elsewhere too.
 */
export const byPlatform = <T extends Row>(wide: T, variants: Variants): T => {
  rows.set(wide, variants);
  return wide;
};

/** A row that only today's public cloud has. Marks a wrapper of its own: the schemas of rows are shared. */
export const onPublic = <T extends Row>(row: z.ZodOptional<T>): z.ZodOptional<T> =>
  byPlatform(z.optional(row.unwrap()), { public: row });

/** A row that today's public cloud requires and the other does not have. */
export const requiredOnPublic = <T extends Row>(row: T): z.ZodOptional<T> =>
  byPlatform(z.optional(row), { public: row });

/** The row as a platform has it; undefined where it has none. */
const rowOn = (platform: Platform, row: Row): Row | undefined => {
  const variants = rows.get(row);
  return variants ? variants[platform] : row;
};

/** Whether a platform has this row. */
export const hasRow = (platform: Platform, row: Row): boolean => rowOn(platform, row) !== undefined;

/** Whether a request of a platform has a parameter. */
export const takesField = (platform: Platform, { shape }: z.ZodObject, name: string): boolean => {
  const row = shape[name];
  return row !== undefined && hasRow(platform, row);
};

/** A copy with other parts; what is known of the schema, such as its description, is known of the copy. */
const copyOf = <T extends Row>(schema: T, def: object): T => {
  const copy = z.clone(schema, { ...schema._zod.def, ...def });
  const known = z.globalRegistry.get(schema);
  if (known) z.globalRegistry.add(copy, known);
  return copy;
};

const objectOn = (platform: Platform, schema: z.ZodObject): z.ZodObject => {
  const before = Object.entries(schema.shape);
  const now = before.flatMap(([name, row]) => {
    const own = rowOn(platform, row);
    return own === undefined ? [] : [[name, rowsOn(platform, own)] as const];
  });
  const isSame = now.length === before.length && now.every(([, row], index) => row === before[index]?.[1]);
  return isSame ? schema : copyOf(schema, { shape: Object.fromEntries(now) });
};

const partsOn = (platform: Platform, schema: Row): Row => {
  if (schema instanceof z.ZodObject) return objectOn(platform, schema);
  if (schema instanceof z.ZodOptional) {
    const inner = rowsOn(platform, schema.unwrap());
    return inner === schema.unwrap() ? schema : copyOf(schema, { innerType: inner });
  }
  if (!(schema instanceof z.ZodArray)) return schema;
  const element = rowsOn(platform, schema.element);
  return element === schema.element ? schema : copyOf(schema, { element });
};

const known: Readonly<Record<Platform, WeakMap<Row, Row>>> = { stack: new WeakMap(), public: new WeakMap() };

const rowsOn = (platform: Platform, schema: Row): Row => {
  const found = known[platform].get(schema) ?? partsOn(platform, schema);
  known[platform].set(schema, found);
  return found;
};

/** The schema with the rows that a platform has, as it has them; its rules are kept. The same one where nothing differs. */
export const schemaOn = (platform: Platform, schema: z.ZodObject): z.ZodObject => {
  const own = rowsOn(platform, schema);
  // An object becomes an object.
  return own instanceof z.ZodObject ? own : schema;
};
