import { setTimeout as delay } from 'node:timers/promises';
import type { TimingOptions } from '../options.ts';

/** Clock, waiting and random numbers of one client. Times in milliseconds. */
export interface Timing {
  /** Milliseconds since 1970, by this machine. */
  readonly now: () => number;
  /** The same by the cloud's clock, as far as it is known. */
  readonly cloudNow: () => number;
  /** A moment of this machine's clock as the cloud's clock would have shown it, by the correction known now. */
  readonly toCloudTime: (localMs: number) => number;
  /** Takes over the cloud's clock; false when both agree within a minute, so that the clock is not what is wrong. */
  readonly correct: (serverMs: number) => boolean;
  /** Rejects with the signal's reason when the caller goes away. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Between 0 and 1, for jitter. */
  readonly random: () => number;
  /** The longest that one call may take over all its attempts. */
  readonly patienceMs: number;
}

const defaultPatienceMs = 5 * 60_000;
const agreementMs = 60_000;

/** Starts with the assumption that both clocks agree. */
export const createTiming = (options: TimingOptions): Timing => {
  const now = options.now ?? Date.now;
  let offsetMs = 0;
  return {
    now,
    cloudNow: () => now() + offsetMs,
    toCloudTime: (localMs) => localMs + offsetMs,
    correct: (serverMs) => {
      const found = serverMs - now();
      if (Math.abs(found - offsetMs) < agreementMs) return false;
      offsetMs = found;
      return true;
    },
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      await (options.sleep ?? realSleep)(ms, signal);
      signal.throwIfAborted();
    },
    random: options.random ?? Math.random,
    patienceMs: options.patienceMs ?? defaultPatienceMs,
  };
};

// The timer's own AbortError hides the reason; the check after the wait throws that.
const realSleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  delay(ms, undefined, signal && { signal }).catch(() => undefined);
