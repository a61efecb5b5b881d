import process from 'node:process';

export { twoColumns, wrap, wrapLines } from './lines/lines.ts';

/** Where a command writes: answers on standard output, messages for people on standard error. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly say: (text: string) => void;
  /** Both give the plain text where the output is no terminal, or where NO_COLOR asks for it. */
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** Columns that fit on a line of standard output. */
  readonly width: number;
  /** Columns of the terminal that standard output is, however many; undefined where a program may read it. */
  readonly columns: number | undefined;
}

/** A reader such as `head` may close the pipe early: that is an end, not a fault. */
const endWithReader = (error: Error & { readonly code?: string }): void => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
};

/** Columns of a terminal; some that do not know theirs say 0. */
const columnsIn = ({ columns }: { readonly columns?: number | undefined }): number => columns || 100;

/** Columns that fit on a line: those of the terminal, and no more than one reads at ease. */
export const widthOf = (stream: { readonly columns?: number | undefined }): number => Math.min(columnsIn(stream), 110);

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
    columns: process.stdout.isTTY === true ? columnsIn(process.stdout) : undefined,
  };
};
