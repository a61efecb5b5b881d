import type { Clock } from '../../src/guard/host/clock.ts';

/** A clock that stands still until it is told. Sleepers wake in the order of their time. */
export const movableClock = (start = Date.UTC(2026, 10, 23, 9)) => {
  let now = start;
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        sleepers.push({ at: now + ms, wake: resolve });
        signal?.addEventListener('abort', () => resolve(), { once: true });
      }),
  };
  return {
    ...clock,
    advance: (ms: number): void => {
      now += ms;
      const due = sleepers.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
      sleepers = sleepers.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
    },
  };
};

/**
 * A clock that moves by itself through short waits, such as those between two looks, and stands still for long ones: a
 * human's time to think is moved by the test.
 */
export const briskClock = (shortMs = 9_000) => {
  const clock = movableClock(Date.now());
  return {
    ...clock,
    sleep: async (ms: number, signal?: AbortSignal): Promise<void> => {
      if (ms > shortMs) return clock.sleep(ms, signal);
      clock.advance(ms);
    },
  };
};
