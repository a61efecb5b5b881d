/** A moment that may be put off. */
export interface Deadline {
  /** Puts it off to this time, never forward; undefined: there is none. */
  readonly until: (atMs: number | undefined) => void;
  readonly isOver: () => boolean;
  readonly cancel: () => void;
}

/** A timer that is set for longer than this would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Calls `onOver` when the last of the times that were given is over. Keeps no process alive. */
export const createDeadline = (onOver: () => void, now: () => number = Date.now): Deadline => {
  let lastMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const isOver = (): boolean => lastMs !== Number.NEGATIVE_INFINITY && now() >= lastMs;
  const arm = (): void => {
    clearTimeout(timer);
    if (lastMs === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(() => (isOver() ? onOver() : arm()), Math.min(LONGEST_MS, Math.max(0, lastMs - now()))).unref();
  };
  return {
    until: (atMs = Number.POSITIVE_INFINITY) => {
      if (atMs <= lastMs) return;
      lastMs = atMs;
      arm();
    },
    isOver,
    cancel: () => clearTimeout(timer),
  };
};
