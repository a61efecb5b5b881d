/** Time that tests can move. All values in milliseconds. */
export interface Clock {
  /** The world's time, epoch milliseconds: real time plus whatever it was moved by. Drives expiry of certificates and tokens. */
  now(): number;
  /** Time that only grows, however the clock is set; drives the waiting of asynchronous changes. */
  elapsed(): number;
  /** What signature times are judged by: real time plus the skew, never moved by `advance` or `set`. */
  gatewayTime(): number;
  advance(ms: number): void;
  set(epochMs: number): void;
  setSkew(ms: number): void;
  /** Back to real time, no skew. */
  reset(): void;
}

/** A clock that starts at real time and runs at its speed. */
export const createClock = (): Clock => {
  let offset = 0;
  let skew = 0;
  let lead = 0;
  return {
    now: () => Date.now() + offset,
    elapsed: () => performance.now() + lead,
    gatewayTime: () => Date.now() + skew,
    advance: (ms) => {
      offset += ms;
      lead += Math.max(0, ms);
    },
    set: (epochMs) => {
      const moved = epochMs - (Date.now() + offset);
      offset += moved;
      lead += Math.max(0, moved);
    },
    setSkew: (ms) => {
      skew = ms;
    },
    reset: () => {
      offset = 0;
      skew = 0;
    },
  };
};
