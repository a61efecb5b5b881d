/** One holder a key at a time, first come first served. A waiter that is aborted leaves the queue. */
export const createLocks = () => {
  const tails = new Map<string, Promise<void>>();

  const waitFor = async (before: Promise<void>, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    let leave: () => void = () => {};
    const aborted = new Promise<void>((resolve) => {
      leave = resolve;
      signal.addEventListener('abort', leave, { once: true });
    });
    await Promise.race([before, aborted]);
    signal.removeEventListener('abort', leave);
    signal.throwIfAborted();
  };

  /** Runs `work` alone under `key`; `onWait` is told when somebody else holds it. Rejects with the abort's reason. */
  return async <T>(key: string, signal: AbortSignal, work: () => Promise<T>, onWait?: () => void): Promise<T> => {
    const before = tails.get(key);
    let release: () => void = () => {};
    const mine = new Promise<void>((resolve) => {
      release = resolve;
    });
    const tail = (before ?? Promise.resolve()).then(() => mine);
    tails.set(key, tail);
    try {
      if (before) {
        onWait?.();
        await waitFor(before, signal);
      }
      return await work();
    } finally {
      release();
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
};

export type Locks = ReturnType<typeof createLocks>;
