import { columnsOf, padColumns, wrap, wrapLines } from './lines.ts';

// Answers carry their lists as rows of cells with bars between, the cheapest for a model; a person reads columns.

/** Cells of a row; a bar within a quoted cell is text. Each character is looked at once. */
const cellsOf = (row: string): string[] => {
  const cells: string[] = [];
  let [from, isQuoted] = [0, false];
  for (let at = 0; at < row.length; at += 1) {
    const char = row[at];
    if (char === '"') isQuoted = !isQuoted;
    if (char === '\\' && isQuoted) at += 1;
    if (char !== '|' || isQuoted) continue;
    cells.push(row.slice(from, at));
    from = at + 1;
  }
  return [...cells, row.slice(from)];
};

/** A list as it stands in an answer: to which line, its names of columns, its rows. */
interface Table {
  readonly to: number;
  /** What is the same in every row, where something is. */
  readonly same: readonly string[];
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const SAME = 'same in every row: ';

/** The table whose head, `Name (3):`, stands in a line; undefined where a list of another kind follows. */
const tableAt = (lines: readonly string[], head: number): Table | undefined => {
  const [, count] = /^\s*[A-Z]\w* \((\d+)\):$/.exec(lines[head] ?? '') ?? [];
  if (count === undefined) return undefined;
  const [first = ''] = lines.slice(head + 1, head + 2);
  const same = first.startsWith(SAME) ? cellsOf(first.slice(SAME.length)) : [];
  const from = head + (same.length > 0 ? 2 : 1);
  const names = cellsOf(lines[from] ?? '');
  const to = from + 1 + Number(count);
  const rows = lines.slice(from + 1, to).map(cellsOf);
  const isTable = names.length > 1 && names.every((name) => /^\(?[A-Za-z][\w.]*\)?$/.test(name));
  return isTable && rows.length === Number(count) && rows.every((row) => row.length === names.length)
    ? { to, same, names, rows }
    : undefined;
};

/** The last column is broken into lines of its own; it is not made narrower than this. */
const NARROWEST = 20;

const inColumns = (all: readonly (readonly string[])[], width: number): readonly string[] | undefined => {
  const columns = (all[0] ?? []).map((_, at) => Math.max(...all.map((row) => columnsOf(row[at] ?? ''))));
  const left = columns.slice(0, -1).reduce((sum, each) => sum + each + 2, 2);
  const room = width - left;
  if (room < Math.min(NARROWEST, columns.at(-1) ?? 0)) return undefined;
  return all.flatMap((row) => {
    const start = row.slice(0, -1).map((cell, at) => padColumns(cell, (columns[at] ?? 0) + 2));
    return wrap(row.at(-1) ?? '', room).map((line, at) =>
      `  ${at === 0 ? start.join('') : ' '.repeat(left - 2)}${line}`.trimEnd(),
    );
  });
};

/** Where no columns fit, each row is a paragraph of its own. */
const inWords = ({ names, rows }: Table, width: number): readonly string[] =>
  rows.flatMap((row) => {
    const summary = row.flatMap((cell, at) => (cell === '' ? [] : [`${names[at]} ${cell}`])).join(', ');
    return wrap(summary, width - 4).map((line, at) => `${at === 0 ? '  - ' : '    '}${line}`);
  });

/**
 * A text for a person at a terminal of so many columns: its lists in columns, or as paragraphs where it is too narrow, and
 * everything else in lines of `width` at most.
 */
export const spreadTables = (text: string, width: number, columns: number): string => {
  const lines = text.split('\n');
  const spread: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const table = tableAt(lines, at);
    spread.push(wrapLines(lines[at] ?? '', width));
    if (!table) continue;
    if (table.same.length > 0) spread.push(...wrap(SAME + table.same.join(', '), width));
    spread.push(...(inColumns([table.names, ...table.rows], columns) ?? inWords(table, width)));
    at = table.to - 1;
  }
  return spread.join('\n');
};
