/**
 * Settles as `work` does, or rejects with the abort's reason as soon as there is one. The work goes on, for others may
 * wait for it too. No listener stays on the signal, which may live much longer than the work.
 */
export const untilAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    const stopListening = (): void => signal.removeEventListener('abort', leave);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(stopListening);
  });

/** Waits so many milliseconds. Rejects with the abort's reason as soon as there is one. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return untilAborted(elapsed, signal).finally(() => clearTimeout(timer));
};

/**
 * Aborted with a `TimeoutError` after so many milliseconds, or with `signal`. `AbortSignal.any` forgets an
 * `AbortSignal.timeout` that nothing else refers to: once memory is collected it never comes. A timer keeps this one.
 */
export const timeLimit = (ms: number, signal?: AbortSignal): AbortSignal => {
  const limit = new AbortController();
  const end = (): void => limit.abort(new DOMException(`not done within ${ms} ms`, 'TimeoutError'));
  setTimeout(end, ms).unref();
  return signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]);
};
