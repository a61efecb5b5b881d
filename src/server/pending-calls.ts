import { type Reply, toPending } from '../tools/reply/result.ts';

/** Work of a call. It goes on when its caller has been answered with `pending`. */
interface Job {
  readonly reply: Promise<Reply>;
  readonly abort: AbortController;
}

/** A call whose caller may be unable to wait for its end. */
export interface PendingCall {
  /** The same for the same tool, arguments and session: by it a repeated call finds the running job. */
  readonly key: string;
  readonly tool: string;
  readonly signal: AbortSignal;
  /** How long the caller can wait; undefined: it receives progress, and waits as long as it takes. */
  readonly maxWaitMs: number | undefined;
  /** How long a finished reply is kept for a caller that was answered with `pending`. */
  readonly keepMs: number;
  readonly work: (signal: AbortSignal) => Promise<Reply>;
}

/**
 * Calls that take longer than a client waits are answered with `pending`, and go on. The same call, repeated, waits for
 * the running job instead of starting a second one.
 */
export interface PendingCalls {
  /** Rejects as the work does, and with the reason of an abort, which ends the work too. */
  readonly run: (call: PendingCall) => Promise<Reply>;
  /** Aborts every job that was answered with `pending`. */
  readonly close: () => void;
}

const start = (work: PendingCall['work']): Job => {
  const abort = new AbortController();
  const reply = work(abort.signal);
  // A failure is reported to the caller that awaits the job, if one does: it is never an unhandled rejection.
  reply.catch(() => {});
  return { reply, abort };
};

/** The job's reply; undefined when the caller cannot wait longer. An abort of the caller aborts the job. */
const waitForReply = async ({ reply, abort }: Job, { signal, maxWaitMs }: PendingCall): Promise<Reply | undefined> => {
  const abortJob = (): void => abort.abort(signal.reason);
  if (signal.aborted) abortJob();
  signal.addEventListener('abort', abortJob, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    if (maxWaitMs !== undefined) timer = setTimeout(() => resolve(undefined), maxWaitMs);
  });
  try {
    return await Promise.race([reply, timeout]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abortJob);
  }
};

export const createPendingCalls = (): PendingCalls => {
  const jobs = new Map<string, Job>();
  const remove = (key: string, job: Job): void => void (jobs.get(key) === job && jobs.delete(key));
  const keep = ({ key, keepMs }: PendingCall, job: Job): void => {
    jobs.set(key, job);
    const removeLater = (): void => void setTimeout(() => remove(key, job), keepMs).unref();
    job.reply.then(removeLater, removeLater);
  };
  return {
    run: async (call) => {
      const job = jobs.get(call.key) ?? start(call.work);
      try {
        const reply = await waitForReply(job, call);
        if (reply === undefined && jobs.get(call.key) !== job) keep(call, job);
        if (reply !== undefined) remove(call.key, job);
        return reply ?? toPending(call.tool);
      } catch (error) {
        remove(call.key, job);
        throw error;
      }
    },
    close: () => {
      for (const { abort } of jobs.values()) abort.abort(new Error('the server is closing'));
    },
  };
};

/** How long a finished reply is kept: a write must not be done twice, and what a read found soon grows old. */
export const keepMsOf = (isRead: boolean): number => (isRead ? 60_000 : 600_000);
