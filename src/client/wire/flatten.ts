import type { Parameters } from './sign.ts';

/** A parameter before it is text. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/**
 * Values as the ASAPI signer reads them out of a JSON body: a boolean is `true` or `false`, a list is `Key.1`, `Key.2`,
 * an object is compact text with sorted keys and every scalar in quotes. The vendor's signer does not escape inside
 * those quotes; neither may we, or the signatures differ.
 */
export const flattenForSigning = (values: Readonly<Record<string, Value>>): Parameters => {
  const flat: Parameters = {};
  for (const [key, value] of Object.entries(values)) {
    if (!isList(value)) flat[key] = asText(value);
    else for (const [i, item] of value.entries()) flat[`${key}.${i + 1}`] = asText(item);
  }
  return flat;
};

const asText = (value: Value): string => (typeof value === 'object' ? quoted(value) : String(value));

const quoted = (value: Value): string => {
  if (typeof value !== 'object') return `"${value}"`;
  if (isList(value)) return `[${value.map(quoted).join(',')}]`;
  const fields = Object.keys(value).sort();
  return `{${fields.map((key) => `"${key}":${quoted(value[key] ?? '')}`).join(',')}}`;
};

/** Values as RPC gateways take them: lists and the fields of their items are numbered from 1, `Tag.1.Key`; what is not given stays away. */
export const flatten = (values: Readonly<Record<string, Value>>): Parameters => {
  const flat: Parameters = {};
  for (const [key, value] of Object.entries(values)) spread(flat, key, value);
  return flat;
};

const spread = (flat: Parameters, key: string, value: Value | undefined | null): void => {
  if (value === undefined || value === null) return;
  if (typeof value !== 'object') flat[key] = String(value);
  else if (isList(value)) for (const [i, item] of value.entries()) spread(flat, `${key}.${i + 1}`, item);
  else for (const [field, inner] of Object.entries(value)) spread(flat, `${key}.${field}`, inner);
};
