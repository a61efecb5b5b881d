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
    width: Math.min(process.stdout.columns ?? 100, 110),
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

/** Rows of a name and its explanation, the explanations aligned and wrapped; longer names get a line of their own. */
export const twoColumns = (
  rows: readonly (readonly [string, string])[],
  width: number,
  indent = 2,
  widest = 34,
): string[] => {
  const left = Math.min(Math.max(...rows.map(([name]) => name.length)), widest) + 2;
  const pad = ' '.repeat(indent);
  return rows.flatMap(([name, about]) => {
    const lines = wrap(about, Math.max(24, width - left - indent));
    const first = name.length + 2 > left ? [`${pad}${name}`] : [];
    const start = first.length ? ' '.repeat(left) : name.padEnd(left);
    return [...first, ...lines.map((line, i) => `${pad}${i === 0 ? start : ' '.repeat(left)}${line}`.trimEnd())];
  });
};
