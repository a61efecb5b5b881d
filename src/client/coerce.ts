/** The value in the type that its field asks for; nothing for what counts as absent; `misfit` for all else. */
export type Coerced = { readonly value: unknown } | 'absent' | 'misfit';

/** One way of reading a value. Reads its own results as they are. */
export type Coerce = (raw: unknown) => Coerced;

const isScalar = (raw: unknown): raw is string | number | boolean =>
  typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';

const isAbsent = (raw: unknown): boolean => raw === null || raw === undefined;

/** Nothing, or blank text: XML has no other way to say nothing. */
export const isEmpty = (raw: unknown): boolean => isAbsent(raw) || (typeof raw === 'string' && raw.trim() === '');

export const toText: Coerce = (raw) => {
  if (isAbsent(raw)) return 'absent';
  return isScalar(raw) ? { value: String(raw) } : 'misfit';
};

export const toNumber: Coerce = (raw) => {
  if (isEmpty(raw)) return 'absent';
  const isNumeral = typeof raw === 'string' && /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(raw.trim());
  const value = typeof raw === 'number' || isNumeral ? Number(raw) : Number.NaN;
  return Number.isFinite(value) ? { value } : 'misfit';
};

export const toFlag: Coerce = (raw) => {
  if (isEmpty(raw)) return 'absent';
  const word = isScalar(raw) ? String(raw).trim().toLowerCase() : '';
  if (word === 'true' || word === '1') return { value: true };
  return word === 'false' || word === '0' ? { value: false } : 'misfit';
};

/** Milliseconds since 1970, from a number or, as some builds send, from ISO text. */
export const toEpochMs: Coerce = (raw) => {
  const number = toNumber(raw);
  if (number !== 'misfit' || typeof raw !== 'string') return number;
  const value = /^\d{4}-\d\d-\d\dT/.test(raw.trim()) ? Date.parse(raw.trim()) : Number.NaN;
  return Number.isNaN(value) ? 'misfit' : { value };
};

/** The instant as ISO text; nothing outside of what a date can hold. */
export const isoOf = (ms: number): string | undefined =>
  Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : undefined;
