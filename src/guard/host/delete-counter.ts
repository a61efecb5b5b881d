import type { Clock } from './clock.ts';

/** Stops a run of deletes, whatever was approved. One approved plan counts once, however many steps it has. */
export const createDeleteCounter = (limit: { readonly deletes: number; readonly minutes: number }, clock: Clock) => {
  const done = new Map<string, number>();
  const recent = (): number[] => {
    const since = clock.now() - limit.minutes * 60_000;
    for (const [id, at] of done) if (at <= since) done.delete(id);
    return [...done.values()];
  };
  return {
    /** When the next delete may be made, in ms since 1970; undefined when it may be made now. */
    closedUntil: (approvalId?: string): number | undefined => {
      const times = recent();
      if (times.length < limit.deletes || (approvalId !== undefined && done.has(approvalId))) return undefined;
      return Math.min(...times) + limit.minutes * 60_000;
    },
    /** To be called when a delete is about to be sent. What it gives takes the count back, for one that was not sent. */
    count: (approvalId: string): (() => void) => {
      if (done.has(approvalId)) return () => {};
      done.set(approvalId, clock.now());
      return () => void done.delete(approvalId);
    },
  };
};

export type DeleteCounter = ReturnType<typeof createDeleteCounter>;
