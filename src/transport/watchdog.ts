import process from 'node:process';

// Two things a process cannot see to itself while it is busy: that its client has died, and that it does not end although
// it was told to. A thread of its own sees both, and ends this process and no other.

/** How often the parent is looked at. */
const lookMs = 500;
/** From the sign that the client has gone to the end of the process: a parent's end is seen a little late. */
const graceMs = { ended: 2_800, orphaned: 2_400 };

/** The whole thread, as text: the built program is one file, and a worker begins with a file or a text. */
const thread = (parent: number) => `
const { parentPort } = require('node:worker_threads');
let isEnding = false;
const hasParent = () => {
  if (process.platform !== 'win32') return process.ppid === ${parent};
  try { return process.kill(${parent}, 0); } catch (error) { return error.code === 'EPERM'; }
};
const end = (ms) => {
  if (isEnding) return;
  isEnding = true;
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), ms);
};
parentPort.on('message', () => end(${graceMs.ended}));
setInterval(() => {
  if (isEnding || hasParent()) return;
  parentPort.postMessage('gone');
  end(${graceMs.orphaned});
}, ${lookMs});`;

/** Sees that a process whose client has gone comes to its end, whatever it does. */
export interface Watchdog {
  /** Begins to watch; further calls do nothing. Not at the start of the process, which a thread would delay. */
  readonly start: () => void;
}

/**
 * Ends this process at most three seconds after its parent has died or standard input has ended. `onOrphaned` hears first
 * that the parent is gone, so that an idle process can close in order. What was in flight is unknown then, as after any kill.
 */
export const createWatchdog = (onOrphaned: () => void): Watchdog => {
  const parent = process.ppid;
  let hasStarted = false;
  const watch = async (): Promise<void> => {
    // Loaded with the first call only: no start waits for it.
    const { Worker } = await import('node:worker_threads');
    const text = thread(parent);
    // Without the options of this process: a module that they load would run a second time.
    const worker = new Worker(text, {
      eval: true,
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 16 },
    });
    worker.on('message', onOrphaned);
    worker.on('error', () => {});
    worker.unref();
    const announceEnd = (): void => worker.postMessage('over');
    if (process.stdin.readableEnded) announceEnd();
    else process.stdin.once('end', announceEnd);
  };
  return {
    start: () => {
      if (hasStarted) return;
      hasStarted = true;
      // Where no thread can be made the server works all the same.
      watch().catch(() => {});
    },
  };
};
