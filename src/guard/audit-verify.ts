import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHAIN_START, hashLine } from './audit.ts';

/** What is wrong with one line of one file. `line` counts from 1. */
export interface Break {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/** A write that was announced and of which nobody knows how it ended. */
export interface OpenIntent {
  readonly file: string;
  readonly id: string;
  readonly time: string;
  readonly action: string;
  /** The process that announced it; it may still be at it. */
  readonly pid: number;
}

export interface AuditReport {
  readonly files: number;
  readonly lines: number;
  readonly breaks: readonly Break[];
  readonly open: readonly OpenIntent[];
}

const FILE = /^audit-.*-(\d+)\.jsonl$/;

type Fields = Readonly<Record<string, unknown>>;

const parse = (line: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

const judgeLine = (fields: Fields | undefined, number: number, before: string): string | undefined => {
  if (!fields) return 'is not JSON: the line was cut or changed';
  if (fields['Prev'] !== before) return 'does not follow the line before it: one was changed, taken out or put in';
  return fields['Seq'] === number ? undefined : `has the number ${String(fields['Seq'])}`;
};

const readChain = (file: string, text: string): Omit<AuditReport, 'files'> => {
  const lines = text.split('\n');
  const whole = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  const breaks: Break[] =
    lines.at(-1) === '' ? [] : [{ file, line: lines.length, what: 'was cut off while it was written' }];
  const open = new Map<string, OpenIntent>();
  let before = CHAIN_START;
  whole.forEach((line, index) => {
    const fields = parse(line);
    const what = judgeLine(fields, index + 1, before);
    if (what !== undefined) breaks.push({ file, line: index + 1, what });
    before = hashLine(line);
    const id = String(fields?.['Id'] ?? '');
    if (fields?.['Kind'] === 'outcome') open.delete(id);
    if (fields?.['Kind'] === 'intent')
      open.set(id, {
        file,
        id,
        time: String(fields['Time']),
        action: String(fields['Action']),
        pid: Number(FILE.exec(file)?.[1] ?? 0),
      });
  });
  return { lines: whole.length, breaks, open: [...open.values()] };
};

/**
 * Reads every chain in the folder. Whole chains prove that nothing between their first and last line was changed; that the
 * last lines of a file were not cut away cannot be proved from the file alone. A folder without an audit has no breaks.
 */
export const verifyAudit = async (stateDir: string): Promise<AuditReport> => {
  const names = await readdir(stateDir).catch(() => []);
  const files = names.filter((name) => FILE.test(name)).sort();
  const chains = await Promise.all(
    files.map(async (file) => {
      try {
        return readChain(file, await readFile(join(stateDir, file), 'utf8'));
      } catch {
        return { lines: 0, breaks: [{ file, line: 0, what: 'cannot be read' }], open: [] };
      }
    }),
  );
  return {
    files: files.length,
    lines: chains.reduce((sum, { lines }) => sum + lines, 0),
    breaks: chains.flatMap(({ breaks }) => breaks),
    open: chains.flatMap(({ open }) => open),
  };
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Intents whose process is gone: what it was doing when it ended has to be looked up in the cloud. */
export const abandonedIntents = (report: AuditReport): readonly OpenIntent[] =>
  report.open.filter(({ pid }) => pid > 0 && !isAlive(pid));
