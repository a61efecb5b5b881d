import { type Reply, toPending } from '../tools/result.ts';

/** A call that goes on although its caller was answered. */
interface Job {
  readonly reply: Promise<Reply>;
  readonly stop: AbortController;
}

/** One call as the holds see it. */
export interface PendingCall {
  /** The same for the same tool, arguments and caller. */
  readonly key: string;
  readonly tool: string;
  readonly signal: AbortSignal;
  /** How long the caller bears to wait; undefined: it listens, and waits as long as it takes. */
  readonly holdMs: number | undefined;
  /** How long a finished answer is kept for a caller that was told to come back. */
  readonly keepMs: number;
  readonly work: (signal: AbortSignal) => Promise<Reply>;
}

/** Keeps nobody waiting: what takes too long is answered as pending, and the same call takes it up again. */
export interface PendingCalls {
  /** Rejects as the work does, and with the reason of an abort, which ends the work too. */
  readonly run: (call: PendingCall) => Promise<Reply>;
  readonly close: () => void;
}

const begin = (work: PendingCall['work']): Job => {
  const stop = new AbortController();
  const reply = work(stop.signal);
  // Who hears of it comes later, or never.
  reply.catch(() => {});
  return { reply, stop };
};

/** The answer, or undefined when the caller cannot wait longer. An abort ends the work, whose end is the answer. */
const outlast = async ({ reply, stop }: Job, { signal, holdMs }: PendingCall): Promise<Reply | undefined> => {
  const end = (): void => stop.abort(signal.reason);
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    if (holdMs !== undefined) timer = setTimeout(() => resolve(undefined), holdMs);
  });
  try {
    return await Promise.race([reply, limit]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
};

export const createPendingCalls = (): PendingCalls => {
  const kept = new Map<string, Job>();
  const forget = (key: string, job: Job): void => void (kept.get(key) === job && kept.delete(key));
  const keep = ({ key, keepMs }: PendingCall, job: Job): void => {
    kept.set(key, job);
    const later = (): void => void setTimeout(() => forget(key, job), keepMs).unref();
    job.reply.then(later, later);
  };
  return {
    run: async (call) => {
      const job = kept.get(call.key) ?? begin(call.work);
      try {
        const reply = await outlast(job, call);
        if (reply === undefined && kept.get(call.key) !== job) keep(call, job);
        if (reply !== undefined) forget(call.key, job);
        return reply ?? toPending(call.tool);
      } catch (error) {
        forget(call.key, job);
        throw error;
      }
    },
    close: () => {
      for (const { stop } of kept.values()) stop.abort(new Error('the server is closing'));
    },
  };
};

/** How long the answer to a held call waits for its caller: a second write could make a second thing, a read grows old. */
export const keepMsOf = (isRead: boolean): number => (isRead ? 60_000 : 600_000);
