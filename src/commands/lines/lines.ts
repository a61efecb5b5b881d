// Texts in lines that fit a terminal, letters of two columns counted as two.

const OPENING = '\uff08\u300a\u300c\u300e\u3010\u201c';
const CLOSING = '\uff09\u300b\u300d\u300f\u3011\u201d\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\u2026';
/** Letters that a terminal gives two columns: Chinese, Japanese, Korean, their punctuation, pictures. */
const WIDE =
  '\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}';
const wide = new RegExp(`[${WIDE}]`, 'gu');

/** Columns that a text takes on a terminal. */
export const columnsOf = (text: string): number => [...text].length + (text.match(wide)?.length ?? 0);

/** Filled up with blanks to so many columns. */
export const padColumns = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)));

/** Where a line of Chinese may break: at every letter, but for the signs that open or close something. */
const PIECE = new RegExp(
  `[${OPENING}]*(?:(?![${OPENING}${CLOSING}])[${WIDE}]|[^${WIDE}${OPENING}${CLOSING}]+)?[${CLOSING}]*`,
  'gu',
);

/** Breaks a text into lines at blanks, and between letters of Chinese; a word longer than a line stays whole. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const pieces = (word.match(PIECE) ?? []).filter(Boolean);
    for (const [at, piece] of (pieces.length > 0 ? pieces : [word]).entries()) {
      const last = lines.at(-1);
      const longer = `${last}${at === 0 ? ' ' : ''}${piece}`;
      if (last !== undefined && columnsOf(longer) <= width) lines[lines.length - 1] = longer;
      else lines.push(piece);
    }
  }
  return lines;
};

/** Lines of a text as they are, each broken where it is too long; what goes on stands below its beginning. */
export const wrapLines = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap((line) => {
      if (columnsOf(line) <= width) return [line];
      const [, indent = '', words = ''] = /^(\s*(?:[-*] |\d+\. )?)(.*)$/.exec(line) ?? [];
      const lines = wrap(words, Math.max(1, width - indent.length));
      return lines.map((each, at) => `${at === 0 ? indent : ' '.repeat(indent.length)}${each}`);
    })
    .join('\n');

/** Narrower than this the second column would be a word a line: it goes below the first instead. */
const NARROWEST = 24;

/** Rows of a name and its explanation, the explanations aligned and wrapped; longer names get a line of their own. */
export const twoColumns = (
  rows: readonly (readonly [string, string])[],
  width: number,
  indent = 2,
  widest = 34,
): string[] => {
  const left = Math.min(Math.max(...rows.map(([name]) => columnsOf(name))), widest) + 2;
  const pad = ' '.repeat(indent);
  const room = width - left - indent;
  if (room < NARROWEST)
    return rows.flatMap(([name, about]) => [
      ...wrap(name, width - indent).map((line) => `${pad}${line}`.trimEnd()),
      ...wrap(about, width - indent - 2).map((line) => `${pad}  ${line}`.trimEnd()),
    ]);
  return rows.flatMap(([name, about]) => {
    const lines = wrap(about, room);
    const first = columnsOf(name) + 2 > left ? [`${pad}${name}`] : [];
    const start = first.length ? ' '.repeat(left) : padColumns(name, left);
    return [...first, ...lines.map((line, i) => `${pad}${i === 0 ? start : ' '.repeat(left)}${line}`.trimEnd())];
  });
};
