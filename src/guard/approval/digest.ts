import { createHmac } from 'node:crypto';

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : sorted(item)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  // Not an object from entries: a key named `__proto__` has to count like any other.
  return { keys: entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, inner]) => [key, sorted(inner)]) };
};

/** One text for one meaning: the order of keys and absent values do not matter, everything else does. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value)) ?? 'undefined';

/** A keyed digest of a value, 64 hex digits. Keyed, since what is digested may be a short secret. */
export const digest = (key: Buffer, value: unknown): string =>
  createHmac('sha256', key).update(canonical(value)).digest('hex');
