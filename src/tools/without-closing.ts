import { isFields } from '../catalogue/action.ts';
import type { Schema } from './schema.ts';

/** A JSON Schema that does not tell that its objects take no other key: the server judges it all the same, and names the key. */
export const withoutClosing = (schema: Schema): Schema => {
  const open = (part: unknown): unknown =>
    Array.isArray(part) ? part.map(open) : isFields(part) ? withoutClosing(part) : part;
  const kept = Object.entries(schema).filter(([key, value]) => key !== 'additionalProperties' || value !== false);
  return Object.fromEntries(kept.map(([key, value]) => [key, open(value)]));
};
