/**
 * The most that the rows of one answer may hold, as JSON. An answer says everything twice, as data and as text, and stays
 * below 1 MB as a whole: more is read by no model, and blocks this process while it is written.
 */
export const MOST_BYTES = 380_000;

const encoder = new TextEncoder();

/** How many bytes a value has as JSON. */
export const bytesOf = (value: unknown): number => encoder.encode(JSON.stringify(value) ?? '').length;

/** The rows from the first on that fit into one answer, at least one of them. */
export const fitting = <T>(rows: readonly T[]): readonly T[] => {
  let bytes = 0;
  const end = rows.findIndex((row) => {
    bytes += bytesOf(row);
    return bytes > MOST_BYTES;
  });
  return end < 0 ? rows : rows.slice(0, Math.max(1, end));
};
