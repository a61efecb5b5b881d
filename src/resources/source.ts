/** A tool call through the guard, its output without secrets; handed in by the server. Rejects as a call does. */
export type Source = (
  tool: string,
  args: Readonly<Record<string, unknown>>,
) => Promise<Readonly<Record<string, unknown>>>;

/** The rows of a list in an output, whatever else it holds. */
export const rowsOf = (
  output: Readonly<Record<string, unknown>>,
  field: string,
): readonly Readonly<Record<string, unknown>>[] => {
  const rows = output[field];
  return Array.isArray(rows) ? rows.filter((row) => typeof row === 'object' && row !== null) : [];
};

export const textOf = (row: Readonly<Record<string, unknown>>, field: string): string | undefined => {
  const value = row[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
