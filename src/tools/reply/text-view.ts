import { type Fields, isFields } from '../../catalogue/action.ts';

// Structured content keeps what programs may want; a text leaves out what says nothing more to a reader.

const isLine = (item: unknown): boolean => isFields(item) || typeof item === 'string';

/** Whether it is the reply of a list: what a write answers has an outcome, and its notes are no list. */
const isList = (output: Fields): boolean =>
  !isFields(output['Outcome']) && Object.values(output).some((value) => Array.isArray(value) && value.every(isLine));

/** Its row counts stand beside the rows, and nobody asks the cloud about the request of a list that came. */
const NOISE_OF_LISTS: ReadonlySet<string> = new Set(['RequestId', 'Scanned']);

/** Numbers of which the verdict of an audit is made. */
const IN_VERDICT: ReadonlySet<string> = new Set(['Counts', 'Suppressed']);

/** A time in milliseconds beside the same instant as text; what was not read back, which the notes explain. */
const isRepeated = (key: string, value: unknown, beside: Fields): boolean =>
  (IN_VERDICT.has(key) && typeof beside['Verdict'] === 'string') ||
  (typeof value === 'number' && typeof beside[`${key}Iso`] === 'string') ||
  (key === 'Confirmed' && value === null);

const without = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(without);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !isRepeated(key, inner, value))
      .map(([key, inner]) => [key, without(inner)]),
  );
};

/** What of an output a text tells. */
export const textView = (output: Fields): Fields => {
  const noise = isList(output) ? NOISE_OF_LISTS : new Set<string>();
  const kept = Object.entries(output).filter(([key]) => !noise.has(key));
  // `without` gives an object for an object.
  return without(Object.fromEntries(kept)) as Fields;
};
