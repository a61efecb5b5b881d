import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pid } from 'node:process';
import type { Clock } from './clock.ts';
import { makeOwnFolder } from './owner-only.ts';

/** What stands before the first line of a chain. */
export const CHAIN_START = '0'.repeat(64);

/** The link of the chain: a digest of a whole line as it stands in the file. */
export const hashLine = (line: string): string => createHash('sha256').update(line).digest('hex');

/** Written and on the disk before the request leaves. Secrets are handles by then. */
export interface Intent {
  readonly Kind: 'intent';
  /** Joins intent and outcome. */
  readonly Id: string;
  readonly RequestId: string;
  readonly Session: string;
  readonly Client?: string;
  readonly Tool: string;
  readonly Action: string;
  readonly Risk: string;
  readonly Input: unknown;
  readonly ClientToken?: string;
  readonly Account: string;
  readonly Region: string;
  readonly Endpoint: string;
  /** Digest of the plan that was shown; absent where no question was asked. */
  readonly Plan?: string;
  readonly Door: string;
  readonly By?: string;
}

/** Written when the answer is in, or when it is clear that none will come. */
export interface Outcome {
  readonly Kind: 'outcome';
  readonly Id: string;
  readonly Result: 'ok' | 'failed' | 'unknown';
  readonly CloudRequestId?: string;
  readonly Code?: string;
  readonly DurationMs: number;
  readonly Confirmed?: boolean | null;
}

export type Entry = Intent | Outcome;

const stamp = (ms: number): string => new Date(ms).toISOString().replace(/[-:]/g, '').replace('.', '');

/** A file of its own for every chain: two guards of one process may begin in the same millisecond. */
const openNew = async (stateDir: string, at: number): Promise<FileHandle> => {
  try {
    return await open(join(stateDir, `audit-${stamp(at)}-${pid}.jsonl`), 'ax', 0o600);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return openNew(stateDir, at + 1);
    throw error;
  }
};

/**
 * The record of what was done: one file a process, made with the first entry, each line carrying the hash of the one
 * before, so that no line can be changed, taken out or put in unnoticed. Entries follow each other in the order of asking.
 */
export const createAudit = (stateDir: string | undefined, clock: Clock) => {
  let file: Promise<FileHandle> | undefined;
  let last = CHAIN_START;
  let sequence = 0;
  let tail: Promise<unknown> = Promise.resolve();

  const openFile = async (): Promise<FileHandle> => {
    if (stateDir === undefined) throw new Error('there is no folder for the audit');
    makeOwnFolder(stateDir);
    return openNew(stateDir, clock.now());
  };

  const handle = (): Promise<FileHandle> => {
    file ??= openFile();
    // A folder that cannot be written now may be mended later: the next entry tries again.
    file.catch(() => {
      file = undefined;
    });
    return file;
  };

  const append = async (entry: Entry): Promise<void> => {
    const target = await handle();
    const line = JSON.stringify({ Seq: sequence + 1, Time: new Date(clock.now()).toISOString(), ...entry, Prev: last });
    await target.appendFile(`${line}\n`);
    await target.sync();
    last = hashLine(line);
    sequence += 1;
  };

  const queue = <T>(work: () => Promise<T>): Promise<T> => {
    const next = tail.then(work);
    tail = next.catch(() => {});
    return next;
  };

  return {
    /** Rejects when the entry is not safely on the disk. */
    write: (entry: Entry): Promise<void> => queue(() => append(entry)),
    /** Rejects when nothing could be written; makes the file. */
    ready: (): Promise<void> => queue(async () => void (await handle())),
    close: (): Promise<void> =>
      queue(async () => {
        if (file) await (await file).close();
        file = undefined;
      }),
  };
};

export type Audit = ReturnType<typeof createAudit>;
