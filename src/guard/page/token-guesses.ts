import type { Clock } from '../host/clock.ts';

const MOST = 10;
const WINDOW_MS = 60_000;
const MOST_ADDRESSES = 10_000;

/**
 * Counts wrong access tokens by the address that they come from. Nothing ends by them: a token is too long to be guessed, and
 * whoever has a link could else void the page for everybody. A right one counts nothing and is always taken: behind a proxy
 * all people have one address.
 */
export const createTokenGuesses = (clock: Pick<Clock, 'now'>) => {
  const wrong = new Map<string, readonly number[]>();
  const recent = (address: string): readonly number[] =>
    (wrong.get(address) ?? []).filter((atMs) => atMs > clock.now() - WINDOW_MS);
  return {
    /** Counts one; how long, in seconds, the address should wait before the next: 0 while there were few. */
    add: (address: string): number => {
      const before = recent(address);
      // Those of the longest time ago go first.
      wrong.delete(address);
      wrong.set(address, [...before, clock.now()].slice(-MOST));
      for (const oldest of wrong.keys()) if (wrong.size > MOST_ADDRESSES) wrong.delete(oldest);
      const [first = 0] = before;
      return before.length < MOST ? 0 : Math.max(1, Math.ceil((first + WINDOW_MS - clock.now()) / 1000));
    },
  };
};

export type TokenGuesses = ReturnType<typeof createTokenGuesses>;
