import type { ServerContext } from '@modelcontextprotocol/server';

/** A client that receives progress hears from a running call at least this often. The guard's own interval is shorter. */
const longestSilenceMs = 10_500;

/** Progress notifications of one request; without a progress token nothing is sent. */
export interface ProgressReporter {
  readonly report: (message: string, done?: number, total?: number) => void;
  /** From now on the client is never left without a notification for long; the returned function ends that. */
  readonly keepAlive: () => () => void;
}

export const createProgressReporter = (ctx: ServerContext): ProgressReporter => {
  const progressToken = ctx.mcpReq._meta?.progressToken;
  let lastProgress = 0;
  let timer: NodeJS.Timeout | undefined;
  let isKeptAlive = false;
  const restartTimer = (): void => {
    clearTimeout(timer);
    if (isKeptAlive) timer = setTimeout(() => report('still running'), longestSilenceMs).unref();
  };
  const report: ProgressReporter['report'] = (message, done = 0, total) => {
    if (progressToken === undefined || ctx.mcpReq.signal.aborted) return;
    // The protocol wants each number larger than the one before, whatever a tool counts.
    lastProgress = Math.max(done, lastProgress + 0.001);
    const params = { progressToken, progress: lastProgress, message, ...(total !== undefined && { total }) };
    ctx.mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
    restartTimer();
  };
  const keepAlive: ProgressReporter['keepAlive'] = () => {
    isKeptAlive = progressToken !== undefined;
    restartTimer();
    return () => {
      isKeptAlive = false;
      restartTimer();
    };
  };
  return { report, keepAlive };
};
