/** The value in the type that its field asks for; nothing for what counts as absent; `mismatch` for all else. */
export type Coerced = { readonly value: unknown } | 'absent' | 'mismatch';

/** One way of reading a value. Reads its own results as they are. */
export type Coerce = (raw: unknown) => Coerced;

const isScalar = (raw: unknown): raw is string | number | boolean =>
  typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';

const isAbsent = (raw: unknown): boolean => raw === null || raw === undefined;

/** Nothing, or blank text: XML has no other way to say nothing. */
export const isEmpty = (raw: unknown): boolean => isAbsent(raw) || (typeof raw === 'string' && raw.trim() === '');

export const toText: Coerce = (raw) => {
  if (isAbsent(raw)) return 'absent';
  return isScalar(raw) ? { value: String(raw) } : 'mismatch';
};

export const toNumber: Coerce = (raw) => {
  if (isEmpty(raw)) return 'absent';
  const isNumeral = typeof raw === 'string' && /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(raw.trim());
  const value = typeof raw === 'number' || isNumeral ? Number(raw) : Number.NaN;
  return Number.isFinite(value) ? { value } : 'mismatch';
};

export const toFlag: Coerce = (raw) => {
  if (isEmpty(raw)) return 'absent';
  const word = isScalar(raw) ? String(raw).trim().toLowerCase() : '';
  if (word === 'true' || word === '1') return { value: true };
  return word === 'false' || word === '0' ? { value: false } : 'mismatch';
};

/** Milliseconds since 1970, from a number or, as some builds send, from ISO text. */
export const toEpochMs: Coerce = (raw) => {
  const number = toNumber(raw);
  if (number !== 'mismatch' || typeof raw !== 'string') return number;
  const value = /^\d{4}-\d\d-\d\dT/.test(raw.trim()) ? Date.parse(raw.trim()) : Number.NaN;
  return Number.isNaN(value) ? 'mismatch' : { value };
};

const dayMs = 86_400_000;
// From 1970 to 9999 the text has one form; beyond it the platform's own writer is asked.
const plainFrom = Date.UTC(1970, 0, 1);
const plainUntil = Date.UTC(10_000, 0, 1);
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/**
 * The instant as ISO text; nothing outside of what a date can hold. Lists of fifty rows hold a hundred times, and the
 * platform's `toISOString` was the dearest part of reading them: so the calendar is reckoned here.
 */
export const isoOf = (ms: number): string | undefined => {
  if (!Number.isInteger(ms) || ms < plainFrom || ms >= plainUntil) {
    return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : undefined;
  }
  const rest = ms % dayMs;
  const seconds = Math.floor(rest / 1000);
  const time = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  return `${dateOf((ms - rest) / dayMs)}T${time}.${pad(rest % 1000, 3)}Z`;
};

// Days since 1970 as a date, with years that begin in March, so that the leap day is the last (Hinnant's algorithm).
const dateOf = (days: number): string => {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const day = shifted - era * 146_097;
  const year = Math.floor((day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365);
  const ofYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  const ofMonth = ofYear - Math.floor((153 * month + 2) / 5) + 1;
  const isNextYear = month >= 10;
  return `${pad(year + era * 400 + (isNextYear ? 1 : 0), 4)}-${pad(isNextYear ? month - 9 : month + 3, 2)}-${pad(ofMonth, 2)}`;
};
