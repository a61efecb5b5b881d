import type { Fields } from '../catalogue/action.ts';
/** A tool call through the guard, its output without secrets; handed in by the server. Rejects as a call does. */
export type Source = (tool: string, args: Fields) => Promise<Fields>;

/** The rows of a list in an output, whatever else it holds. */
export const rowsOf = (output: Fields, field: string): readonly Fields[] => {
  const rows = output[field];
  return Array.isArray(rows) ? rows.filter((row) => typeof row === 'object' && row !== null) : [];
};

export const textOf = (row: Fields, field: string): string | undefined => {
  const value = row[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
