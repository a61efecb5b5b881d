import process from 'node:process';

/** Where a command writes: answers on standard output, messages for people on standard error. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly say: (text: string) => void;
  /** Both give the plain text where the output is no terminal, or where NO_COLOR asks for it. */
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** Characters that fit on a line of standard output. */
  readonly width: number;
}

/** A reader such as `head` may close the pipe early: that is an end, not a fault. */
const endWithReader = (error: Error & { readonly code?: string }): void => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
};

/** Characters that fit on a line: those of the terminal, and no more than one reads at ease. One that says 0 does not know. */
export const widthOf = ({ columns }: { readonly columns?: number | undefined }): number =>
  Math.min(columns || 100, 110);

/** The terminal of this process. */
export const openTerminal = (): Terminal => {
  if (!process.stdout.listeners('error').includes(endWithReader)) process.stdout.on('error', endWithReader);
  const coloured = process.stdout.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  const styled = (on: number, off: number) => (text: string) => (coloured ? `\x1b[${on}m${text}\x1b[${off}m` : text);
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    say: (text) => process.stderr.write(`${text}\n`),
    bold: styled(1, 22),
    dim: styled(2, 22),
    width: widthOf(process.stdout),
  };
};

/** Breaks a text into lines at blanks; a word longer than a line stays whole. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** Lines of a text as they are, each broken at blanks where it is too long; what goes on stands below its beginning. */
export const wrapLines = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap((line) => {
      if (line.length <= width) return [line];
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
  const left = Math.min(Math.max(...rows.map(([name]) => name.length)), widest) + 2;
  const pad = ' '.repeat(indent);
  const room = width - left - indent;
  if (room < NARROWEST)
    return rows.flatMap(([name, about]) => [
      ...wrap(name, width - indent).map((line) => `${pad}${line}`),
      ...wrap(about, width - indent - 2).map((line) => `${pad}  ${line}`.trimEnd()),
    ]);
  return rows.flatMap(([name, about]) => {
    const lines = wrap(about, room);
    const first = name.length + 2 > left ? [`${pad}${name}`] : [];
    const start = first.length ? ' '.repeat(left) : name.padEnd(left);
    return [...first, ...lines.map((line, i) => `${pad}${i === 0 ? start : ' '.repeat(left)}${line}`.trimEnd())];
  });
};
