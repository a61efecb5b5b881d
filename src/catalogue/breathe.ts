/** The longest piece of work between two looks at what else waits, in milliseconds. */
const SLICE_MS = 30;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Called between the steps of long work. */
export type Breathe = () => Promise<void>;

/**
 * Lets everything else of the process have its turn, such as a ping or a cancellation, when a piece of work has lasted long
 * enough. Called between the steps of work that grows with an account; costs next to nothing when it is early.
 */
export const createBreather = (now: () => number = () => performance.now()): Breathe => {
  let since = now();
  return async () => {
    if (now() - since < SLICE_MS) return;
    await nextTurn();
    since = now();
  };
};
