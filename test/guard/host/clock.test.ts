import { expect, test, vi } from 'vitest';
import { realClock } from '../../../src/guard/host/clock.ts';

test('a sleeper wakes by itself, early on abort, and at once when it is aborted already', async () => {
  vi.useFakeTimers();
  try {
    const woke = vi.fn();
    const slept = realClock.sleep(5).then(woke);
    await vi.advanceTimersByTimeAsync(4);
    expect(woke).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await slept;
    const stop = new AbortController();
    const sleeping = realClock.sleep(3_600_000, stop.signal);
    stop.abort();
    await sleeping;
    await realClock.sleep(3_600_000, stop.signal);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
