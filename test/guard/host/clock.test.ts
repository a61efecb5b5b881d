import { expect, test } from 'vitest';
import { realClock } from '../../../src/guard/host/clock.ts';

test('a sleeper wakes by itself, early on abort, and at once when it is aborted already', async () => {
  const before = realClock.now();
  await realClock.sleep(5);
  expect(realClock.now()).toBeGreaterThanOrEqual(before + 4);
  const stop = new AbortController();
  const sleeping = realClock.sleep(3_600_000, stop.signal);
  stop.abort();
  await sleeping;
  await realClock.sleep(3_600_000, stop.signal);
});
