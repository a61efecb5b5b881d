import process, { stderr } from 'node:process';

/** Where lines end up, and how many of them are written at once. */
export interface GatheredLines {
  readonly write?: (text: string) => void;
  readonly waitMs?: number;
}

/**
 * Writes lines of the log together: each write to standard error costs as much as a good part of a call. What tells of
 * nothing wrong waits for a moment; a warning or an error goes at once, behind all that came before it. An end of the
 * process writes the rest.
 */
export const gatherLines = ({
  write = (text) => void stderr.write(text, () => {}),
  waitMs = 20,
}: GatheredLines = {}) => {
  let held = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const text = held;
    held = '';
    if (text !== '') write(text);
  };
  process.once('exit', flush);
  return (line: string, level: string): void => {
    held += line;
    if (level === 'warn' || level === 'error') flush();
    else timer ??= setTimeout(flush, waitMs).unref();
  };
};
