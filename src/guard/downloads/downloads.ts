import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Refused } from '../../errors.ts';
import type { Clock } from '../host/clock.ts';
import { plainName } from '../secrets/file.ts';
import { againFrom } from '../text/time.ts';
import { createEntries, type Download, type Entries, type Entry, LIFE_MS } from './entries.ts';

/** What is to wait, and for whom it was made. */
export interface OfferedText extends Pick<Download, 'name' | 'caller' | 'asker'> {
  readonly content: string;
  readonly isSame?: ((found: string, content: string) => boolean) | undefined;
}

/** How much waits at once. Nothing gives way to what is newer: a key in it may be in the cloud already. */
export interface DownloadLimits {
  readonly fileBytes: number;
  readonly allBytes: number;
  readonly ofOneCaller: number;
  readonly files: number;
}

const LIMITS: DownloadLimits = { fileBytes: 256 * 1024, allBytes: 8 * 1024 * 1024, ofOneCaller: 60, files: 500 };

/** After a cut whoever took it may come again for so long. */
const SECOND_TRY_MS = 60_000;

const refuse = (message: string, remedy: string): never => {
  throw new Refused('refused', `${message} No file was made.`, remedy);
};

const waitFor = (waiting: readonly Entry[]): string =>
  `Let people take what waits, or repeat the call after ${againFrom(Math.min(...waiting.map(({ untilMs }) => untilMs)))}, when the next one is gone.`;

/** Refuses what would be more than is kept at once. */
const checkLimits = (waiting: readonly Entry[], bytes: number, caller: string, limits: DownloadLimits): void => {
  const own = waiting.filter((each) => each.caller === caller);
  const all = waiting.reduce((sum, each) => sum + each.bytes, bytes);
  if (bytes > limits.fileBytes)
    refuse(`The file has ${bytes} bytes, and at most ${limits.fileBytes} may wait.`, 'Ask for less in one file.');
  if (own.length >= limits.ofOneCaller)
    refuse(`${own.length} files of this caller wait to be taken already.`, waitFor(own));
  if (waiting.length >= limits.files || all > limits.allBytes)
    refuse('Too many files of all callers wait to be taken already.', waitFor(waiting));
};

const isEqual = (found: string, content: string): boolean => found === content;

/** One that says the same, was made for the same caller, and that nobody has begun to take. */
const findSame = (waiting: readonly Entry[], { name, content, caller, isSame = isEqual }: OfferedText) =>
  waiting.find(
    (each) =>
      each.state === 'waits' &&
      each.caller === caller &&
      each.name === name &&
      isSame(each.content?.toString() ?? '', content),
  );

/** How files come in. */
const createOffers = (entries: Entries, clock: Clock, limits: DownloadLimits, isClosed: () => boolean) => ({
  /** A file that waits from now on, or one that says the same and waits already. Throws `Refused` where too much waits. */
  offer: (given: OfferedText): Download => {
    entries.sweep();
    const text = { ...given, name: plainName(given.name) };
    const waiting = entries.waiting();
    const same = findSame(waiting, text);
    if (same) return same;
    if (isClosed()) refuse('The server is stopping, and no file would outlive it.', 'Repeat the call when it is back.');
    const content = Buffer.from(text.content);
    checkLimits(waiting, content.length, text.caller, limits);
    const { name, caller, asker } = text;
    const entry: Entry = {
      ...{ path: randomBytes(32).toString('base64url'), id: randomUUID(), name, bytes: content.length, caller, asker },
      sha256: createHash('sha256').update(content).digest('hex'),
      ...{ state: 'waits', untilMs: clock.now() + LIFE_MS, content, cuts: 0 },
    };
    entries.add(entry);
    return entry;
  },
});

/** How files go out: `take`, then one of the others. */
const createHandOver = (entries: Entries, clock: Clock) => {
  const leaving = (path: string): Entry | undefined => {
    const entry = entries.at(path);
    return entry?.state === 'leaving' ? entry : undefined;
  };
  return {
    /** Gives the content to one person; undefined where it is not theirs to take, or not any more. */
    take: (path: string, person: string): Buffer | undefined => {
      entries.sweep();
      const entry = entries.at(path);
      const isFree = entry?.state === 'waits' || (entry?.state === 'cut' && entry.takenBy === person);
      if (!entry?.content || !isFree) return undefined;
      Object.assign(entry, { state: 'leaving', takenBy: person, takenMs: clock.now() });
      return entry.content;
    },
    /** Nothing of it has left: it waits on. */
    putBack: (path: string): void => {
      const entry = leaving(path);
      if (entry && entry.cuts > 0) entry.state = 'cut';
      else if (entry) {
        entry.state = 'waits';
        delete entry.takenBy;
        delete entry.takenMs;
      }
      entries.sweep();
    },
    /** All of it has left. */
    arrived: (path: string): void => {
      const entry = leaving(path);
      if (entry) entries.endTaken(entry);
    },
    /** Some of it may have left. The first time, whoever took it may come again. */
    cut: (path: string): void => {
      const entry = leaving(path);
      if (!entry) return;
      entry.cuts += 1;
      if (entry.cuts > 1) entries.endTaken(entry);
      else {
        Object.assign(entry, { state: 'cut', untilMs: clock.now() + SECOND_TRY_MS });
        entries.watch(entry);
      }
    },
  };
};

/**
 * The files that wait in this process. In memory alone: they are gone when it ends. `onChange` hears of each that begins to
 * wait, expires or is erased untaken; that one is taken is recorded before, by whoever hands it out.
 */
export const createDownloads = (
  clock: Clock,
  onChange: (download: Download) => void,
  limits: DownloadLimits = LIMITS,
) => {
  const entries = createEntries(clock, onChange);
  let isClosed = false;
  return {
    ...createOffers(entries, clock, limits, () => isClosed),
    ...createHandOver(entries, clock),
    /** What waits at an address, or what became of it. */
    at: (path: string): Download | undefined => {
      entries.sweep();
      return entries.at(path);
    },
    /** The files of that name, the newest last, whatever became of them. */
    named: (name: string): readonly Download[] => {
      entries.sweep();
      return entries.named(plainName(name));
    },
    /** Takes back a file whose secret came to nothing. */
    remove: (path: string): void => {
      const entry = entries.at(path);
      if (entry) entries.erase(entry);
    },
    /** Erases what was made for a caller. */
    eraseOf: (caller: string): void => {
      for (const entry of entries.waiting()) if (entry.caller === caller) entries.erase(entry);
    },
    /** Erases all of them, and takes no more. */
    close: (): void => {
      isClosed = true;
      for (const entry of entries.waiting()) entries.erase(entry);
    },
  };
};

export type Downloads = ReturnType<typeof createDownloads>;
