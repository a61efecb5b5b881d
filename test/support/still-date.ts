import { onTestFinished, vi } from 'vitest';

/** Date and `performance` stand still for this test, so that times can be compared exactly; timers go on. */
export const stillDate = (): void => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
};
