import { existsSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, stat, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pid } from 'node:process';
import type { Fields } from '../../catalogue/action.ts';
import type { Log } from '../../catalogue/invoke.ts';
import type { Clock } from '../host/clock.ts';
import { makeOwnFolder } from '../host/private-files.ts';
import { witnesses } from './files.ts';
import { CHAIN_START, sealLine } from './line.ts';

/** Written and on the disk before the request leaves. Secrets are handles by then. */
export interface Intent {
  readonly Kind: 'intent';
  /** Joins intent, outcome and read-back. */
  readonly Id: string;
  readonly RequestId: string;
  readonly Session: string;
  readonly Client?: string;
  readonly Tool: string;
  readonly Action: string;
  readonly Risk: string;
  readonly Input: unknown;
  /** What the target was called before, where the write gives it a name. */
  readonly FormerName?: string;
  /** IDs that the target of a delete named in its settings: nothing in the cloud tells them afterwards. */
  readonly Named?: readonly string[];
  /** The fields that change by the plan; the input holds more where a partial object was completed. */
  readonly Changes?: readonly string[];
  readonly ClientToken?: string;
  /** Keyed digest of the call, by which its repeat is recognised after a restart. */
  readonly Repeat: string;
  readonly Account: string;
  readonly Region: string;
  readonly Endpoint: string;
  /** Digest of the plan that was shown; absent where no question was asked. */
  readonly Plan?: string;
  readonly Door: string;
  /** Digest of the list that it is a step of, and its place there: what was begun is taken up by them. */
  readonly List?: string;
  readonly Step?: number;
  /** A dry run goes before the call. */
  readonly DryRun?: true;
  readonly By?: string;
}

/** Written when the answer is in, or when it is clear that none will come. */
export interface Outcome {
  readonly Kind: 'outcome';
  readonly Id: string;
  readonly Result: 'ok' | 'failed' | 'unknown';
  readonly CloudRequestId?: string;
  readonly Code?: string;
  /** IDs of what was made. */
  readonly Made?: readonly string[];
  /** What was ordered, which a person may still have to pay. */
  readonly OrderId?: string;
  readonly DurationMs: number;
  /** The result is that of the dry run: the call itself was not sent. */
  readonly DryRunOnly?: true;
}

/** Written after the outcome of a write that was read back: a crash in between takes away only this. */
export interface ReadBackEntry {
  readonly Kind: 'read-back';
  readonly Id: string;
  /** Whether the change was seen in the cloud; null where nobody can tell. */
  readonly Confirmed: boolean | null;
}

/** Written when somebody has looked what became of a write whose outcome was unknown. */
export interface Resolved {
  readonly Kind: 'resolved';
  /** That of the write. */
  readonly Id: string;
  /** `repeated`: the same call came again and has a known outcome. `closed`: a person has looked. */
  readonly Found: 'done' | 'not done' | 'repeated' | 'closed';
  /** IDs of what it made. */
  readonly Made?: readonly string[];
  readonly By?: string;
  readonly Note?: string;
}

/** Written when a file begins to wait on a page, before it leaves, when that was cut, and when it is gone untaken. */
export interface DownloadEntry {
  readonly Kind: 'download';
  /** That of the file. */
  readonly Id: string;
  readonly State: 'waits' | 'taken' | 'cut' | 'expired' | 'erased';
  readonly Name: string;
  readonly Bytes: number;
  /** For whom it was made. */
  readonly For: string;
  /** Who took it. */
  readonly By?: string;
}

export type Entry = Intent | Outcome | ReadBackEntry | Resolved | DownloadEntry;

/** A file that is being written, as far as it goes. */
interface Chain {
  readonly path: string;
  readonly handle: FileHandle;
  size: number;
  lines: number;
  last: string;
}

const stamp = (ms: number): string => new Date(ms).toISOString().replace(/[-:]/g, '').replace('.', '');

/** A file of its own for every chain: two guards of one process may begin in the same millisecond. */
const openNew = async (stateDir: string, at: number): Promise<Chain> => {
  const path = join(stateDir, `audit-${stamp(at)}-${pid}.jsonl`);
  try {
    return { path, handle: await open(path, 'ax', 0o600), size: 0, lines: 0, last: CHAIN_START };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return openNew(stateDir, at + 1);
    throw error;
  }
};

/** One line more, safely on the disk. What could be written only in part is taken back, so that the chain stays whole. */
const put = async (chain: Chain, now: number, entry: object): Promise<void> => {
  const fields: Fields = { Seq: chain.lines + 1, Time: new Date(now).toISOString(), ...entry, Prev: chain.last };
  const { line, hash } = sealLine(fields);
  try {
    await chain.handle.appendFile(`${line}\n`);
    await chain.handle.sync();
  } catch (error) {
    await chain.handle.truncate(chain.size).catch(() => {});
    throw error;
  }
  chain.size += Buffer.byteLength(line) + 1;
  chain.lines += 1;
  chain.last = hash;
};

/** Whether the file under that name is still the one that is written, and nobody else wrote or cut it. */
const isThere = async ({ path, handle, size }: Chain): Promise<boolean> => {
  const [found, ours] = await Promise.all([
    stat(path, { bigint: true }).catch(() => undefined),
    handle.stat({ bigint: true }),
  ]);
  return found?.ino === ours.ino && found.dev === ours.dev && ours.size === BigInt(size);
};

/** A file of ours that was taken away, and how far it went. */
interface Lost {
  readonly File: string;
  readonly Lines: number;
}

/** A new file with its first line. `onMade` learns its name before anything is written. */
const begin = async (
  stateDir: string | undefined,
  clock: Pick<Clock, 'now'>,
  lost: Lost | undefined,
  onMade: (file: string) => void,
): Promise<Chain> => {
  if (stateDir === undefined) throw new Error('there is no folder for the audit');
  makeOwnFolder(stateDir);
  const Files = await witnesses(stateDir);
  const made = await openNew(stateDir, clock.now());
  onMade(basename(made.path));
  try {
    await put(made, clock.now(), { Kind: 'begin', Pid: pid, Files, ...(lost && { Lost: lost }) });
  } catch (error) {
    // A file without its first line would look as if somebody had emptied it.
    await Promise.allSettled([made.handle.close(), unlink(made.path)]);
    throw error;
  }
  return made;
};

/** The chain that this process writes, begun with its first entry, and once more when its file was taken away. */
const createChainWriter = (stateDir: string | undefined, clock: Pick<Clock, 'now'>, log: Log) => {
  const ours = new Set<string>();
  let chain: Chain | undefined;
  let lost: Lost | undefined;

  /** The file to write to. A folder that cannot be written now may be mended later: the next entry tries again. */
  const current = async (): Promise<Chain> => {
    if (chain) return chain;
    chain = await begin(stateDir, clock, lost, (file) => void ours.add(file));
    lost = undefined;
    return chain;
  };

  /** Whether what was written can be found again; if not, the next entry begins a file that names the lost one. */
  const isKept = async (written: Chain): Promise<boolean> => {
    if (await isThere(written)) return true;
    lost = { File: basename(written.path), Lines: written.lines };
    chain = undefined;
    log('error', 'the audit file was taken away or changed while it was written: a new one is begun', { ...lost });
    await written.handle.close().catch(() => {});
    return false;
  };

  const append = async (entry: Entry): Promise<void> => {
    for (let tries = 0; tries < 2; tries += 1) {
      const target = await current();
      await put(target, clock.now(), entry);
      // Checked afterwards: a file that goes away in between would be noticed too late.
      if (await isKept(target)) return;
    }
    throw new Error('the audit file is taken away as soon as it is written');
  };

  const ready = async (): Promise<void> => {
    if (!(await isKept(await current()))) await current();
  };

  const end = async (): Promise<void> => {
    if (chain === undefined || stateDir === undefined) return;
    // A folder that was removed as a whole is not brought back for a closing line.
    const isLost = !(await isKept(chain));
    if (isLost && !existsSync(stateDir)) return;
    const target = await current();
    chain = undefined;
    await put(target, clock.now(), { Kind: 'end' }).finally(() => target.handle.close());
  };

  return {
    append,
    ready,
    end,
    isOurs: (file: string): boolean => ours.has(file),
  };
};

/**
 * The record of what was done: one file a process, made with the first entry. Each line carries a hash of itself and that
 * of the line before. The first line names the files written last before it and how far they went, the last line says that
 * nothing follows. Entries follow each other in the order of asking. Each fault that it can mend goes to `log`.
 */
export const createAudit = (stateDir: string | undefined, clock: Pick<Clock, 'now'>, log: Log = () => {}) => {
  const writer = createChainWriter(stateDir, clock, log);
  let tail: Promise<unknown> = Promise.resolve();
  const queue = <T>(work: () => Promise<T>): Promise<T> => {
    const next = tail.then(work);
    tail = next.catch(() => {});
    return next;
  };
  return {
    /** Rejects when the entry is not safely on the disk. */
    write: (entry: Entry): Promise<void> => queue(() => writer.append(entry)),
    /** Rejects when nothing could be written; makes the file. */
    ready: (): Promise<void> => queue(writer.ready),
    /** Whether a file of that name is of this audit's making. */
    isOurs: writer.isOurs,
    /** Writes the closing line, where there is a file. */
    close: (): Promise<void> => queue(writer.end),
  };
};

export type Audit = ReturnType<typeof createAudit>;
