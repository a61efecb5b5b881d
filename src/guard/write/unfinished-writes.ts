import type { Fields } from '../../catalogue/action.ts';
import type { Clock } from '../host/clock.ts';

/** A write that left and of which nobody knows whether it was done. */
export interface UnknownOutcome {
  /** Exactly what was sent, token and generated secrets included. */
  readonly input: Fields;
  /** What joins its audit entries, its approval and its token. */
  readonly id: string;
  readonly channel: string;
  readonly by?: string | undefined;
  /** What the first try would have told, such as where a new key was written. */
  readonly notes: readonly string[];
  /** Digest of what was seen before it left. */
  readonly state: string;
  readonly sentAtMs: number;
  readonly approvedUntilMs: number;
}

const KEPT_MS = 10 * 60_000;

/**
 * Remembers, for ten minutes, writes of unknown outcome and creates whose lost reply was found: the same call asked again
 * finds the first one's result.
 */
export const createRecentWrites = (clock: Clock) => {
  const kept = new Map<string, UnknownOutcome>();
  const answers = new Map<string, { readonly output: Fields; readonly atMs: number }>();
  return {
    answerTo: (key: string): Fields | undefined => {
      const known = answers.get(key);
      return known && clock.now() - known.atMs <= KEPT_MS ? known.output : undefined;
    },
    answer: (key: string, output: Fields): void => void answers.set(key, { output, atMs: clock.now() }),
    /** After a delete the thing may be gone, and wanted again. */
    forgetAnswers: (): void => answers.clear(),
    find: (key: string): UnknownOutcome | undefined => {
      const known = kept.get(key);
      if (known && clock.now() - known.sentAtMs > KEPT_MS) {
        kept.delete(key);
        return undefined;
      }
      return known;
    },
    keep: (key: string, unfinished: UnknownOutcome): void => void kept.set(key, unfinished),
    forget: (key: string): void => void kept.delete(key),
    clear: (): void => {
      kept.clear();
      answers.clear();
    },
  };
};

export type RecentWrites = ReturnType<typeof createRecentWrites>;
