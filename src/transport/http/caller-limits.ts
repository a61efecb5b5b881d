/** How much one caller may ask for. */
export interface CallerLimits {
  readonly perMinute: number;
  /** Calls under way at once; streams, which stay open for long, are counted by themselves. */
  readonly atOnce: number;
}

/** What became of a request: it may go on until `end`, or comes too early. */
export type Admission = { readonly end: () => void } | { readonly retryAfterSeconds: number };

interface Use {
  /** Requests that may still be made; grows back with time. */
  left: number;
  seenMs: number;
  calls: number;
  streams: number;
}

/** A process serves few callers; more of them than this are made up, and the oldest idle ones are forgotten. */
const MOST_CALLERS = 10_000;

const isIdle = ({ calls, streams }: Use): boolean => calls + streams === 0;

const forgetIdle = (uses: Map<string, Use>): void => {
  if (uses.size < MOST_CALLERS) return;
  for (const [name, use] of uses) {
    if (uses.size < MOST_CALLERS * 0.9) return;
    if (isIdle(use)) uses.delete(name);
  }
};

/** Counts the requests of each caller: no one of them can take the server from the others. */
export const createCallerLimits = (now: () => number = () => performance.now()) => {
  const uses = new Map<string, Use>();

  const useOf = (name: string, { perMinute }: CallerLimits): Use => {
    const atMs = now();
    const known = uses.get(name);
    if (known === undefined) forgetIdle(uses);
    const use = known ?? { left: perMinute, seenMs: atMs, calls: 0, streams: 0 };
    use.left = Math.min(perMinute, use.left + ((atMs - use.seenMs) * perMinute) / 60_000);
    use.seenMs = atMs;
    uses.set(name, use);
    return use;
  };

  return {
    /** Lets a request in, or says when to come again. */
    admit: (name: string, kind: 'calls' | 'streams', limits: CallerLimits): Admission => {
      const use = useOf(name, limits);
      if (use.left < 1) return { retryAfterSeconds: Math.ceil(((1 - use.left) * 60) / limits.perMinute) };
      if (use[kind] >= limits.atOnce) return { retryAfterSeconds: 1 };
      use.left -= 1;
      use[kind] += 1;
      let hasEnded = false;
      const end = (): void => {
        if (!hasEnded) use[kind] -= 1;
        hasEnded = true;
      };
      return { end };
    },
  };
};
