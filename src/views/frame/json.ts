// What a host hands over is whatever it likes: every value is looked at before it is used.

export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field as text; empty where it is none. */
export const textIn = (from: unknown, field: string): string => {
  const value = isJson(from) ? from[field] : undefined;
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
};

/** A field as an object; an empty one where it is none. */
export const jsonIn = (from: unknown, field: string): Json => {
  const value = isJson(from) ? from[field] : undefined;
  return isJson(value) ? value : {};
};

/** The objects of a list; none where it is no list. */
export const rowsIn = (from: unknown, field: string): readonly Json[] => {
  const value = isJson(from) ? from[field] : undefined;
  return Array.isArray(value) ? value.filter(isJson) : [];
};

/** The texts of a list, or one text as a list. */
export const textsIn = (from: unknown, field: string): readonly string[] => {
  const value = isJson(from) ? from[field] : undefined;
  if (typeof value === 'string' && value !== '') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
};
