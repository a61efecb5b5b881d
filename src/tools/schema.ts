import { z } from 'zod';
import { isFields, type Platform } from '../catalogue/action.ts';
import { hasRow } from '../catalogue/schema/platform-rows.ts';

/** A JSON Schema, or any part of one. */
export type Schema = { readonly [key: string]: unknown };

/** Keywords that cost a model tokens and say nothing. */
const isIdle = (key: string, value: unknown): boolean =>
  key === '$schema' ||
  key === 'default' ||
  (key === 'minimum' && value === Number.MIN_SAFE_INTEGER) ||
  (key === 'maximum' && value === Number.MAX_SAFE_INTEGER) ||
  (key === 'additionalProperties' && isFields(value) && Object.keys(value).length === 0);

/** Under `properties` the keys are names of parameters, which may well be called `default`. */
const slimNames = (names: Schema): Schema =>
  Object.fromEntries(Object.entries(names).map(([name, schema]) => [name, slim(schema)]));

const slimKeywords = (schema: Schema): Schema =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !isIdle(key, value))
      .map(([key, value]) => [key, key === 'properties' && isFields(value) ? slimNames(value) : slim(value)]),
  );

const slim = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(slim);
  return isFields(value) ? slimKeywords(value) : value;
};

/**
 * The JSON Schema (draft 2020-12) that clients see: without `$schema`, defaults, the bounds of a safe integer, and the
 * empty `additionalProperties` of a loose object, which mean nothing to a model and cost a sixth of the tokens. Rows that the
 * platform does not have are left out.
 */
export const toSchema = (schema: z.ZodObject, side: 'input' | 'output', platform: Platform): Schema =>
  slimKeywords(
    z.toJSONSchema(schema, {
      io: side,
      reused: 'inline',
      override: ({ zodSchema, jsonSchema }) => {
        if (!(zodSchema instanceof z.ZodObject) || !isFields(jsonSchema.properties)) return;
        for (const [name, row] of Object.entries(zodSchema.shape))
          if (!hasRow(platform, row)) delete jsonSchema.properties[name];
      },
    }),
  );
