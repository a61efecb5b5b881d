import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** Waits by `node:timers/promises` are held until `end`, for this test only; `asked` tells how long each would take. */
export const holdWaits = (): { readonly asked: readonly number[]; readonly end: () => void } => {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  const real = timers.setTimeout;
  const put = (setTimeout: typeof real): void => {
    timers.setTimeout = setTimeout;
    syncBuiltinESMExports();
  };
  put((ms, value) => {
    asked.push(ms ?? 0);
    return new Promise((resolve) => waiting.push(() => resolve(value as never)));
  });
  onTestFinished(() => put(real));
  const end = (): void => {
    for (const wake of waiting.splice(0)) wake();
  };
  return { asked, end };
};
