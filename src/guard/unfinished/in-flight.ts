import { setMaxListeners } from 'node:events';
import type { Clock } from '../host/clock.ts';

/**
 * Writes whose request may have left. Their callers' going away does not end them: a cut request may be done all the same,
 * and nobody would know. They end by themselves, or with the process.
 */
export const createInFlight = (clock: Clock) => {
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  const running = new Set<Promise<unknown>>();
  return {
    /** Aborted when the process can wait no longer. */
    signal: ending.signal,
    /** Runs work that is waited for before the process ends, its record included. */
    run: async <T>(work: () => Promise<T>): Promise<T> => {
      const begun = work();
      running.add(begun);
      try {
        return await begun;
      } finally {
        running.delete(begun);
      }
    },
    /** Waits so long for what is running, then cuts it, and waits until that is recorded. Nothing begins any more. */
    end: async (graceMs: number): Promise<void> => {
      const waited = new AbortController();
      const settled = Promise.allSettled(running).finally(() => waited.abort());
      if (running.size > 0 && graceMs > 0) await Promise.race([settled, clock.sleep(graceMs, waited.signal)]);
      ending.abort(new Error('the server has ended'));
      await Promise.allSettled(running);
    },
  };
};

export type InFlight = ReturnType<typeof createInFlight>;
