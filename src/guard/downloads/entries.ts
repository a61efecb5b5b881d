import type { Clock } from '../host/clock.ts';

/**
 * `leaving`: on its way to whoever took it. `cut`: that connection broke, and the same person may come once more. `erased`:
 * untaken, because its caller may not call any more, its secret came to nothing, or the server ends.
 */
export type DownloadState = 'waits' | 'leaving' | 'cut' | 'taken' | 'expired' | 'erased';

/** A file that a person may take once. */
export interface Download {
  /** The unguessable part of the address; stands in no log and no audit. */
  readonly path: string;
  /** By which the audit names it. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** Of its content. Of a key alone it would let somebody try keys, and is given to nobody. */
  readonly sha256: string;
  /** The principal for whom it was made. */
  readonly caller: string;
  /** The program that asked, as it calls itself, and whose it is: shown as data. */
  readonly asker: string;
  readonly state: DownloadState;
  readonly untilMs: number;
  readonly takenBy?: string;
  readonly takenMs?: number;
}

/** The same with its content, which is overwritten as soon as nobody may have it any more. */
export type Entry = { -readonly [Field in keyof Download]: Download[Field] } & {
  content: Buffer | undefined;
  cuts: number;
};

/** For so long a file waits. */
export const LIFE_MS = 10 * 60_000;

/** For so long, and of so many, a page still says what became of its file. */
const [KEPT_MS, MOST_KEPT] = [60 * 60_000, 5_000];

const isWaiting = ({ content }: Entry): boolean => content !== undefined;

const overwrite = (entry: Entry, state: DownloadState): void => {
  entry.content?.fill(0);
  entry.content = undefined;
  entry.state = state;
};

/**
 * Files by their paths, each to its end. `onChange` hears of each that begins to wait, expires or is erased untaken; what
 * became of those is known for an hour more.
 */
export const createEntries = (clock: Clock, onChange: (download: Download) => void) => {
  const entries = new Map<string, Entry>();

  const forgetOld = (): void => {
    for (const [path, entry] of entries) {
      if (isWaiting(entry)) continue;
      if (clock.now() > entry.untilMs + KEPT_MS || entries.size > MOST_KEPT) entries.delete(path);
    }
  };

  /** Ends what has had its time. */
  const sweep = (): void => {
    for (const entry of entries.values()) {
      if (!isWaiting(entry) || entry.state === 'leaving' || clock.now() < entry.untilMs) continue;
      // Whoever took it and was cut has had it, as far as anybody can tell.
      if (entry.state === 'cut') overwrite(entry, 'taken');
      else {
        overwrite(entry, 'expired');
        onChange(entry);
      }
    }
    forgetOld();
  };

  /** Sweeps when its time is over, whether anybody looks or not. */
  const watch = ({ untilMs }: Entry): void => void clock.sleep(untilMs - clock.now()).then(sweep);

  return {
    sweep,
    watch,
    add: (entry: Entry): void => {
      entries.set(entry.path, entry);
      watch(entry);
      onChange(entry);
    },
    waiting: (): readonly Entry[] => [...entries.values()].filter(isWaiting),
    at: (path: string): Entry | undefined => entries.get(path),
    /** Those of that name, the newest last, whatever became of them. */
    named: (name: string): readonly Entry[] => [...entries.values()].filter((entry) => entry.name === name),
    endTaken: (entry: Entry): void => overwrite(entry, 'taken'),
    /** Erases what nobody has taken; what is on its way to somebody goes on. */
    erase: (entry: Entry): void => {
      if (!isWaiting(entry) || entry.state === 'leaving') return;
      overwrite(entry, entry.state === 'cut' ? 'taken' : 'erased');
      if (entry.state === 'erased') onChange(entry);
    },
  };
};

export type Entries = ReturnType<typeof createEntries>;
