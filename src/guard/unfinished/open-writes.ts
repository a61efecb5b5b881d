import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { auditFiles, readTail } from '../audit/files.ts';
import { knownFields, readLine } from '../audit/line.ts';
import { abandonedIntents, type Entries, type OpenIntent, openIntents, word } from '../audit/open-entries.ts';
import type { Audit, Resolved } from '../audit/writer.ts';
import type { Clock } from '../host/clock.ts';

/** So many files are looked at, the newest; `audit verify` reads all. */
const NEWEST = 200;

/** A year of a busy office; of a larger file the end is read. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Files of the audit, each read once for every size that it has. */
const createReader = (folder: string) => {
  const read = new Map<string, { readonly size: number; readonly entries: Entries }>();
  const entriesOf = async (file: string): Promise<Entries> => {
    const path = join(folder, file);
    const { size } = await stat(path);
    const known = read.get(file);
    if (known?.size === size) return known.entries;
    const entries = {
      file,
      entries: (await readTail(path, MOST_BYTES)).flatMap((line) => knownFields(readLine(line))),
    };
    read.set(file, { size, entries });
    return entries;
  };
  return async (): Promise<readonly Entries[]> => {
    const files = (await auditFiles(folder)).slice(-NEWEST);
    return Promise.all(files.map((file) => entriesOf(file).catch(() => ({ file, entries: [] }))));
  };
};

/** What a call has to show to be the same as an open one. */
export interface Repeat {
  readonly repeat: string;
  readonly session: string;
}

/**
 * Writes of unknown outcome, as the audit has them, of whoever shares the state folder. They are open until somebody has
 * looked: the guard, a repeat of the call, or a person by `audit close`.
 */
export const createOpenWrites = (stateDir: string | undefined, audit: Audit, clock: Clock) => {
  const read = stateDir === undefined ? undefined : createReader(stateDir);
  const resolved = new Set<string>();
  const all = async (): Promise<readonly OpenIntent[]> => {
    const open = openIntents((await read?.()) ?? []);
    return abandonedIntents(open, clock.now(), audit.isOurs).filter(({ id }) => !resolved.has(id));
  };
  return {
    /** Those that other processes have left, the newest last. */
    ofOthers: async (): Promise<readonly OpenIntent[]> => (await all()).filter(({ file }) => !audit.isOurs(file)),
    /** The newest one that the call repeats. Of this process's own only one of the same caller's. */
    find: async ({ repeat, session }: Repeat): Promise<OpenIntent | undefined> =>
      (await all()).findLast(
        (each) => each.repeat === repeat && (!audit.isOurs(each.file) || each.session === word(session)),
      ),
    /** What is known of the write of an ID: left open by whoever sent it, still under way, or closed meanwhile. */
    stateOf: async (id: string): Promise<OpenIntent | 'under way' | 'closed'> => {
      const open = openIntents((await read?.()) ?? []).find((each) => each.id === id);
      if (open === undefined || resolved.has(id)) return 'closed';
      return abandonedIntents([open], clock.now(), audit.isOurs)[0] ?? 'under way';
    },
    isOpen: ({ id }: Pick<OpenIntent, 'id'>): boolean => !resolved.has(id),
    /** The write has a known outcome by now, which is in the audit. */
    noteEnded: (id: string): void => void resolved.add(id),
    /** Records what was found. Rejects when that is not on the disk; in this process the write is closed all the same. */
    resolve: async (found: Omit<Resolved, 'Kind'>): Promise<void> => {
      resolved.add(found.Id);
      await audit.write({ Kind: 'resolved', ...found });
    },
  };
};

export type OpenWrites = ReturnType<typeof createOpenWrites>;
