import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { Fields } from '../../catalogue/action.ts';
import { CHAIN_START, readLine } from './line.ts';

const FILE = /^audit-[0-9TZ]+-(\d+)\.jsonl$/;

/** Whether a file of that name belongs to the audit. */
export const isAuditFile = (name: string): boolean => FILE.test(name);

/** The process that wrote a file, by the file's name; 0 when the name is of another kind. */
export const pidOf = (name: string): number => Number(FILE.exec(name)?.[1] ?? 0);

const isAlive = (pid: number): boolean => {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * Whether a process other than this one may still write its file. A file that is not of this process's making and has its
 * number belongs to an ended one: in a container each start has the same.
 */
export const isWritten = (pid: number): boolean => pid !== process.pid && isAlive(pid);

/** The names of the audit's files, the oldest first. Empty when there is no such folder. */
export const auditFiles = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(() => [])).filter(isAuditFile).sort();

/** The whole lines in the last so many bytes of a file, in order. Rejects when it cannot be read. */
export const readTail = async (path: string, mostBytes: number): Promise<readonly string[]> => {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - mostBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    // What stands behind the last line break is being written, or was cut off.
    return buffer
      .toString('utf8', 0, bytesRead)
      .split('\n')
      .slice(from > 0 ? 1 : 0, -1);
  } finally {
    await file.close();
  }
};

/** What one file says of another: so far it went when this was written. */
export interface Witness {
  readonly File: string;
  /** 0: it was there, and no more is known. */
  readonly Lines: number;
  /** Of its last line. */
  readonly Hash: string;
}

/** No line is as long. */
const LINE_BYTES = 128 * 1024;

const witness = async (folder: string, File: string): Promise<Witness> => {
  const last = (await readTail(join(folder, File), LINE_BYTES).catch(() => [])).at(-1);
  const found = last === undefined ? undefined : readLine(last);
  const Lines = found?.fields?.['Seq'];
  // A line of the first form says no hash of itself: from here on it is known what it was.
  const isWhole = found?.isSound || (found?.fields && found.says === undefined);
  if (!found || !isWhole || typeof Lines !== 'number') return { File, Lines: 0, Hash: CHAIN_START };
  return { File, Lines, Hash: found.hash };
};

/** So many files are named by the next one: those written last, for a process may go on for weeks while others come and go. */
const witnessed = 8;

/** The files written last, and how far each of them goes. */
export const witnesses = async (folder: string): Promise<readonly Witness[]> => {
  const names = await auditFiles(folder);
  const ages = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  const newest = ages.sort((a, b) => b.at - a.at || b.name.localeCompare(a.name)).slice(0, witnessed);
  return Promise.all(newest.map(({ name }) => witness(folder, name)));
};

/** What a first line says of other files; nothing of it is believed that has another form. */
export const readWitnesses = (begin: Fields | undefined): readonly Witness[] => {
  const files: unknown = begin?.['Files'];
  return (Array.isArray(files) ? files : []).flatMap((each: unknown) => {
    const { File, Lines, Hash }: Partial<Record<keyof Witness, unknown>> = Object(each);
    const isWitness = typeof File === 'string' && isAuditFile(File) && typeof Lines === 'number';
    return isWitness && typeof Hash === 'string' ? [{ File, Lines, Hash }] : [];
  });
};
