import type { Clock } from '../host/clock.ts';

const WINDOW_MS = 60_000;
const MOST_OF_ADDRESS = 10;
const MOST_OF_PAGE = 30;
/** Addresses can be made up; those that were quiet for longest are forgotten first. */
const MOST_KEPT = 10_000;

/**
 * Counts wrong access tokens of the last minute, by the address that they came from and by the page. Nothing ends by them: a token
 * is too long to be guessed, and whoever has the link could else end the question for whoever may answer it.
 */
export const createTokenGuesses = (clock: Pick<Clock, 'now'>) => {
  const times = new Map<string, readonly number[]>();
  const countOf = (key: string, most: number): number => {
    const now = clock.now();
    const recent = [...(times.get(key) ?? []), now].filter((time) => now - time < WINDOW_MS).slice(-most - 1);
    times.delete(key);
    times.set(key, recent);
    for (const oldest of times.keys()) {
      if (times.size <= MOST_KEPT) break;
      times.delete(oldest);
    }
    return recent.length;
  };
  return {
    /** Counts one more; whether there were too many of them. */
    add: (address: string, path: string): boolean => {
      const [ofAddress, ofPage] = [
        countOf(`address ${address}`, MOST_OF_ADDRESS),
        countOf(`page ${path}`, MOST_OF_PAGE),
      ];
      return ofAddress > MOST_OF_ADDRESS || ofPage > MOST_OF_PAGE;
    },
  };
};

export type TokenGuesses = ReturnType<typeof createTokenGuesses>;
