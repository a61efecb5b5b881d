import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAuditFile, isWritten, pidOf } from '../audit/files.ts';
import { knownFields, readLine } from '../audit/line.ts';
import type { Audit } from '../audit/writer.ts';
import type { Clock } from '../host/clock.ts';
import { downloadsIn, type PastDownload } from './past-download.ts';
import { type PastWrite, writesIn } from './past-write.ts';

/** The writes of the last 24 hours, the newest last. `unread` says why some may be missing. */
export interface Past {
  readonly writes: readonly PastWrite[];
  /** Files that waited on pages of other processes; absent: none is known. */
  readonly downloads?: readonly PastDownload[];
  readonly unread?: string;
}

const DAY_MS = 24 * 3_600_000;

/** A day of a busy office takes a thousandth of it; whoever has more is told that not all was read. */
const MOST_BYTES = 16 * 1024 * 1024;

interface FileRead {
  readonly size: number;
  readonly writes: readonly PastWrite[];
  readonly downloads: readonly PastDownload[];
  readonly unread: boolean;
  /** Whether its process may still have written it. */
  readonly isGoingOn: boolean;
}

/**
 * An intent is on the disk as a whole before its request leaves, so what a crash cuts was never sent. But what cuts a line
 * may have cut whole lines with it: where nobody is writing any more, an end without a line break is damage, and so is an
 * empty file.
 */
const readFileWhole = async (path: string, size: number, isGoingOn: boolean): Promise<Omit<FileRead, 'isGoingOn'>> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
    const parts = buffer.toString('utf8', 0, bytesRead).split('\n');
    const rest = parts.pop();
    const lines = parts.map(readLine);
    const isCut = !isGoingOn && (lines.length === 0 || rest !== '');
    const isSound = lines.every((line) => line.isSound);
    const entries = lines.flatMap(knownFields);
    const downloads = downloadsIn(entries, isGoingOn);
    return { size, writes: writesIn(entries), downloads, unread: isCut || !isSound };
  } finally {
    await file.close();
  }
};

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** A folder that was never made holds nothing yet. */
const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).filter(isAuditFile);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

/** Files of other processes, each read once for every size that it has. */
const createReader = (folder: string) => {
  const read = new Map<string, FileRead>();
  const writesOf = async (name: string, size: number): Promise<FileRead> => {
    const isGoingOn = isWritten(pidOf(name));
    const known = read.get(name);
    if (known?.size === size && known.isGoingOn === isGoingOn) return known;
    const found = { ...(await readFileWhole(join(folder, name), size, isGoingOn)), isGoingOn };
    read.set(name, found);
    return found;
  };
  return async (sinceMs: number, isOurs: (name: string) => boolean): Promise<Past> => {
    const names = (await namesIn(folder)).filter((name) => !isOurs(name));
    const all = await Promise.all(names.map(async (name) => ({ name, stats: await stat(join(folder, name)) })));
    const recent = all.filter(({ stats }) => stats.mtimeMs >= sinceMs);
    for (const name of read.keys()) if (!recent.some((each) => each.name === name)) read.delete(name);
    if (recent.reduce((sum, { stats }) => sum + stats.size, 0) > MOST_BYTES)
      return { writes: [], unread: 'the audit of the last day is too large' };
    const files = await Promise.all(recent.map(({ name, stats }) => writesOf(name, stats.size)));
    const downloads = files.flatMap((file) => file.downloads).filter(({ atMs }) => atMs >= sinceMs);
    return {
      writes: files.flatMap(({ writes }) => writes),
      ...(downloads.length > 0 && { downloads }),
      ...(files.some(({ unread }) => unread) && { unread: 'lines of the audit are damaged' }),
    };
  };
};

/**
 * What was done through this server, by whoever shares the state folder: its own writes from memory, those of others from
 * their audit. Never rejects.
 */
export const createHistory = (stateDir: string | undefined, clock: Clock, { isOurs }: Pick<Audit, 'isOurs'>) => {
  const own = new Map<string, PastWrite>();
  const reader = stateDir === undefined ? undefined : createReader(stateDir);
  const others = async (sinceMs: number): Promise<Past> => {
    if (!reader) return { writes: [], unread: 'there is no folder for the audit' };
    try {
      return await reader(sinceMs, isOurs);
    } catch (error) {
      return { writes: [], unread: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' };
    }
  };
  return {
    /** Keeps what this process does; the same ID once more is what became of it. */
    note: (write: PastWrite): void => void own.set(write.id, write),
    /** Keeps whether a write of this process was seen afterwards. */
    noteSeen: (id: string, confirmed: boolean | null): void => {
      const write = own.get(id);
      if (write) own.set(id, { ...write, confirmed });
    },
    past: async (): Promise<Past> => {
      const sinceMs = clock.now() - DAY_MS;
      for (const { id, atMs } of own.values()) if (atMs < sinceMs) own.delete(id);
      const found = await others(sinceMs);
      const writes = [...found.writes.filter(({ atMs }) => atMs >= sinceMs), ...own.values()];
      return { ...found, writes: writes.toSorted((a, b) => a.atMs - b.atMs) };
    },
  };
};

export type History = ReturnType<typeof createHistory>;
