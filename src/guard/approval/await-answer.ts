import { untilAborted } from '../../catalogue/abort.ts';
import type { Answer, BaseCall } from '../../catalogue/invoke.ts';
import type { Clock } from '../host/clock.ts';

const REPORT_MS = 10_000;

/** Tells a listening caller every ten seconds that the call is still waiting. */
const reportWaiting = async (call: BaseCall, clock: Clock, stop: AbortSignal): Promise<void> => {
  for (let reports = 1; ; reports += 1) {
    await clock.sleep(REPORT_MS, stop);
    if (stop.aborted) return;
    call.progress({ done: reports, message: 'waiting for a human' });
  }
};

/**
 * The answer to a question, or why waiting ended without one: `held` when the caller can wait no longer, `expired` when nobody
 * answered in time. Rejects with the abort's reason, or as the question itself does.
 */
export const awaitAnswer = async (
  asked: { readonly answer: Promise<Answer>; readonly expiresAtMs: number },
  call: BaseCall,
  clock: Clock,
): Promise<Answer | 'held' | 'expired'> => {
  const ended = new AbortController();
  const stop = AbortSignal.any([call.signal, ended.signal]);
  void reportWaiting(call, clock, stop);
  const after = <R extends string>(ms: number, reason: R): Promise<R> => clock.sleep(ms, stop).then(() => reason);
  try {
    const ended = Promise.race([
      asked.answer,
      after(asked.expiresAtMs - clock.now(), 'expired'),
      ...(call.holdMs === undefined ? [] : [after(call.holdMs, 'held')]),
    ]);
    return await untilAborted(ended, call.signal);
  } finally {
    ended.abort();
  }
};
