import type { Clock } from './clock.ts';

/** Stops a run of writes of one kind, whatever was approved. What counts under one ID counts once. */
export const createWriteCounter = (limit: { readonly writes: number; readonly minutes: number }, clock: Clock) => {
  const done = new Map<string, number>();
  const periodMs = limit.minutes * 60_000;
  const recent = (others: ReadonlyMap<string, number>): readonly number[] => {
    const since = clock.now() - periodMs;
    for (const [id, at] of done) if (at <= since) done.delete(id);
    return [...new Map([...others, ...done]).values()].filter((at) => at > since).toSorted((a, b) => a - b);
  };
  return {
    /**
     * When the next write may be made, in ms since 1970; undefined when it may be made now. `others` are writes, by their
     * ID, that are known from elsewhere.
     */
    closedUntil: (id?: string, others: ReadonlyMap<string, number> = new Map()): number | undefined => {
      const last = recent(others).at(-limit.writes);
      return last === undefined || (id !== undefined && done.has(id)) ? undefined : last + periodMs;
    },
    /** To be called when a write is about to be sent. What it gives takes the count back, for one that was not sent. */
    count: (id: string): (() => void) => {
      if (done.has(id)) return () => {};
      done.set(id, clock.now());
      return () => void done.delete(id);
    },
  };
};

export type WriteCounter = ReturnType<typeof createWriteCounter>;
