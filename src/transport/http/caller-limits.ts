/** How much one caller may ask for. */
export interface CallerLimits {
  readonly perMinute: number;
  /** Calls under way at once; streams, which stay open for long, are counted by themselves. */
  readonly atOnce: number;
}

/** A request that may go on, until `end`. */
export interface Admitted {
  readonly end: () => void;
  /** Counts it as a stream instead, once it turns out to be one; false where the caller has too many of them. */
  readonly becomeStream: () => boolean;
}

/** What became of a request: it is let in, or comes too early. */
export type Admission = Admitted | { readonly retryAfterSeconds: number };

type Kind = 'calls' | 'streams';

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

/** A place among those that a caller has at once. */
const placeIn = (use: Use, first: Kind, { atOnce }: CallerLimits): Admitted => {
  let kind: Kind | undefined = first;
  use[first] += 1;
  return {
    end: () => {
      if (kind) use[kind] -= 1;
      kind = undefined;
    },
    becomeStream: () => {
      if (kind !== 'calls') return kind === 'streams';
      if (use.streams >= atOnce) return false;
      use.calls -= 1;
      use.streams += 1;
      kind = 'streams';
      return true;
    },
  };
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
    admit: (name: string, kind: Kind, limits: CallerLimits): Admission => {
      const use = useOf(name, limits);
      if (use.left < 1) return { retryAfterSeconds: Math.ceil(((1 - use.left) * 60) / limits.perMinute) };
      if (use[kind] >= limits.atOnce) return { retryAfterSeconds: 1 };
      use.left -= 1;
      return placeIn(use, kind, limits);
    },
  };
};
