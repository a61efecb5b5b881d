import { untilAborted } from '../../catalogue/abort.ts';

/** Whether one path holds the other: `''` holds everything, a region its gateways. */
const meet = (a: string, b: string): boolean =>
  a === '' || b === '' || `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);

/**
 * One holder of a path at a time, first come first served. Places are paths, `region/gateway`; who holds a path holds
 * all below it, and `''` is everything. A waiter that is aborted leaves the queue.
 */
export const createLocks = () => {
  const held = new Set<{ readonly path: string; readonly free: Promise<void> }>();

  /** Runs `work` alone in `path`; `onWait` is told when somebody else holds it. Rejects with the abort's reason. */
  return async <T>(path: string, signal: AbortSignal, work: () => Promise<T>, onWait?: () => void): Promise<T> => {
    const before = [...held].filter((other) => meet(other.path, path)).map(({ free }) => free);
    let release: () => void = () => {};
    const done = new Promise<void>((resolve) => {
      release = resolve;
    });
    // Who comes later waits for each of those before it that it meets: one that gives up holds nobody back.
    const mine = { path, free: done };
    held.add(mine);
    try {
      if (before.length > 0) {
        onWait?.();
        await untilAborted(Promise.all(before), signal);
        // Both may have come at once, and whoever has gone must not begin.
        signal.throwIfAborted();
      }
      return await work();
    } finally {
      held.delete(mine);
      release();
    }
  };
};

export type Locks = ReturnType<typeof createLocks>;
