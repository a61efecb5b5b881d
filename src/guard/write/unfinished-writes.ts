import type { Fields } from '../../catalogue/action.ts';
import type { Approval } from '../approval/request.ts';
import type { Clock } from '../host/clock.ts';

/** A write that was sent and whose outcome is unknown. */
export interface UnknownOutcome {
  /** Token and generated secrets included. */
  readonly sent: Fields;
  /** Joins its audit entries. */
  readonly id: string;
  /** Under which it was sent; absent where nobody had to say yes. */
  readonly approval?: Approval | undefined;
  /** What the first try would have answered, such as where a new key was written. */
  readonly notes: readonly string[];
  /** Digest of the state that was seen before it was sent. */
  readonly state: string;
  readonly sentAtMs: number;
  /** Only its dry run was sent, and may have done what it asks about. */
  readonly dryRunOnly: boolean;
}

/** So long a token is relied on. How long the cloud remembers one is not documented: later it is looked instead. */
export const KEPT_MS = 10 * 60_000;

interface KeptResult {
  readonly output: Fields;
  readonly atMs: number;
  /** Of the calls that get it. */
  readonly lastArrival: number;
}

/**
 * Remembers, for ten minutes, writes of unknown outcome and creates whose lost reply was found: the same call asked again
 * finds the first one's result.
 */
export const createRecentWrites = (clock: Clock) => {
  const kept = new Map<string, UnknownOutcome>();
  const results = new Map<string, KeptResult>();
  let arrivals = 0;
  const isOld = ({ atMs }: KeptResult): boolean => clock.now() - atMs > KEPT_MS;
  return {
    /** The number of a call that begins. */
    arrive: (): number => {
      arrivals += 1;
      return arrivals;
    },
    /** The result of an earlier create as the call of that number may want it. */
    resultOf: (key: string, arrival: number): Fields | undefined => {
      const known = results.get(key);
      return known && !isOld(known) && arrival <= known.lastArrival ? known.output : undefined;
    },
    /** Who has heard the answer and then calls again wants another one; a call that had begun before does not. */
    keepResult: (key: string, output: Fields, isHeard: boolean): void => {
      for (const [old, result] of results) {
        if (!isOld(result)) break;
        results.delete(old);
      }
      results.delete(key);
      results.set(key, { output, atMs: clock.now(), lastArrival: isHeard ? arrivals : Number.POSITIVE_INFINITY });
    },
    /** After a delete the thing may be gone, and wanted again. */
    forgetResults: (): void => results.clear(),
    find: (key: string): UnknownOutcome | undefined => {
      const known = kept.get(key);
      if (known && clock.now() - known.sentAtMs > KEPT_MS) {
        kept.delete(key);
        return undefined;
      }
      return known;
    },
    keep: (key: string, write: UnknownOutcome): void => void kept.set(key, write),
    forget: (key: string): void => void kept.delete(key),
    clear: (): void => {
      kept.clear();
      results.clear();
    },
  };
};

export type RecentWrites = ReturnType<typeof createRecentWrites>;
