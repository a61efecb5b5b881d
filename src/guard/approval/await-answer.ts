import { untilAborted } from '../../catalogue/abort.ts';
import type { Answer, BaseCall } from '../../catalogue/invoke.ts';
import type { Clock } from '../host/clock.ts';

const BEAT_MS = 10_000;

/** Tells a listening caller every ten seconds that it is not forgotten. */
const beat = async (call: BaseCall, clock: Clock, stop: AbortSignal): Promise<void> => {
  for (let beats = 1; ; beats += 1) {
    await clock.sleep(BEAT_MS, stop);
    if (stop.aborted) return;
    call.progress({ done: beats, message: 'waiting for a human' });
  }
};

/**
 * The answer to a question, or why waiting ended without one: `held` when the caller bears it no longer, `expired` when nobody
 * answered in time. Rejects with the abort's reason, or as the question itself does.
 */
export const awaitAnswer = async (
  asked: { readonly answer: Promise<Answer>; readonly expiresAtMs: number },
  call: BaseCall,
  clock: Clock,
): Promise<Answer | 'held' | 'expired'> => {
  const over = new AbortController();
  const stop = AbortSignal.any([call.signal, over.signal]);
  void beat(call, clock, stop);
  const after = <W extends string>(ms: number, word: W): Promise<W> => clock.sleep(ms, stop).then(() => word);
  try {
    const ended = Promise.race([
      asked.answer,
      after(asked.expiresAtMs - clock.now(), 'expired'),
      ...(call.holdMs === undefined ? [] : [after(call.holdMs, 'held')]),
    ]);
    return await untilAborted(ended, call.signal);
  } finally {
    over.abort();
  }
};
