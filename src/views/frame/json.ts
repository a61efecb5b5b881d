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

/** Whatever stands in a list, or alone in its place, as texts: for what must not be lost because its form is not the usual one. */
export const anyIn = (from: unknown, field: string): readonly string[] => {
  const value = isJson(from) ? from[field] : undefined;
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => one !== undefined && one !== null && one !== '').map(wordsOf);
};

const wordsOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (!isJson(value)) return JSON.stringify(value);
  return Object.values(value)
    .map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
    .join(': ');
};

/** The texts of a list, or one text as a list. */
export const textsIn = (from: unknown, field: string): readonly string[] => {
  const value = isJson(from) ? from[field] : undefined;
  if (typeof value === 'string' && value !== '') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
};
