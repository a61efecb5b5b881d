import { z } from 'zod';

type Schema = z.core.$ZodType;

const shown = new WeakMap<Schema, object>();

/** The same schema, of which clients see no more than this JSON Schema: for what stands in full beside it. */
export const briefly = <T extends Schema>(schema: T, json: object): T => {
  const copy = z.clone(schema, schema._zod.def);
  const known = z.globalRegistry.get(schema);
  if (known) z.globalRegistry.add(copy, known);
  shown.set(copy, json);
  return copy;
};

/** What clients see of a schema that is shown in few words. */
export const briefOf = (schema: Schema): object | undefined => shown.get(schema);
