import { z } from 'zod';
import { isFields, type Platform } from '../catalogue/action.ts';
import { briefOf } from '../catalogue/schema/brief.ts';
import { schemaOn } from '../catalogue/schema/platform-rows.ts';

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

/** A value of several types is told type by type: some clients read no list of them. */
const typeByType = ([key, value]: readonly [string, unknown]): readonly [string, unknown] =>
  key === 'type' && Array.isArray(value) ? ['anyOf', value.map((type) => ({ type }))] : [key, value];

const slimKeywords = (schema: Schema): Schema =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !isIdle(key, value))
      .map(typeByType)
      .map(([key, value]) => [key, key === 'properties' && isFields(value) ? slimNames(value) : slim(value)]),
  );

const slim = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(slim);
  return isFields(value) ? slimKeywords(value) : value;
};

/** What stands in the place of a part that is shown in few words. */
const showBriefly = ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: object }): void => {
  const brief = briefOf(zodSchema);
  if (!brief) return;
  for (const key of Object.keys(jsonSchema)) if (key !== 'writeOnly') Reflect.deleteProperty(jsonSchema, key);
  Object.assign(jsonSchema, brief);
};

/**
 * The JSON Schema (draft 2020-12) that clients see: without `$schema`, defaults, the bounds of a safe integer, and the
 * empty `additionalProperties` of a loose object, which mean nothing to a model and cost a sixth of the tokens. Rows that the
 * platform does not have are left out.
 */
export const toSchema = (schema: z.ZodObject, side: 'input' | 'output', platform: Platform): Schema =>
  slimKeywords(z.toJSONSchema(schemaOn(platform, schema), { io: side, reused: 'inline', override: showBriefly }));
