import { untilAborted } from '../../catalogue/abort.ts';
import type { Fields } from '../../catalogue/action.ts';
import { askedIn, outcomeOf } from '../outcome/outcome.ts';
import type { WriteRequest } from '../plan/write-request.ts';
import type { CallContext } from './context.ts';
import { liveStateFor } from './prepare.ts';
import { isThere } from './verify.ts';

// The same call may come twice because its caller stopped waiting without a word. A create is then done once, and the
// second call gets the result of the first.

/** Clients give up on a call after such a time; the reply of a create that took less was surely heard. */
const HEARD_MS = 10_000;

const MADE_BEFORE =
  'The same call made this a moment ago, and its answer may not have been heard. Nothing was sent again; to make another one, give it another name.';

const earlierOutput = (output: Fields, Confirmed: true | null): Fields => ({
  ...output,
  Outcome: outcomeOf(Confirmed, askedIn(output), [MADE_BEFORE]),
});

/** Result of an identical call whose reply was lost, if what it made is still there; undefined when there is none. */
export const earlierResult = async (request: WriteRequest, context: CallContext): Promise<Fields | undefined> => {
  const output = context.recentWrites.resultOf(request.key, context.arrival);
  if (output === undefined) return undefined;
  const confirmed = await isThere(request.action, request.asked, output, liveStateFor(request, context));
  if (confirmed !== false) return earlierOutput(output, confirmed);
  context.recentWrites.forgetResults();
  return undefined;
};

/** How a create is done, and how the same call starts from the beginning when the running one failed. */
export interface CreateSteps {
  readonly create: () => Promise<Fields>;
  readonly startOver: () => Promise<Fields>;
}

/** The result of an identical call that is running; a failure of it is not this call's, which then starts over. */
const joinRunning = async (
  running: Promise<Fields>,
  { call }: CallContext,
  { startOver }: CreateSteps,
): Promise<Fields> => {
  const output = await untilAborted(
    running.catch(() => undefined),
    call.signal,
  );
  return output ? earlierOutput(output, null) : startOver();
};

/** Does a create once, however many identical calls come meanwhile. Other writes are harmless twice, or have an approval each. */
export const runOnce = async (request: WriteRequest, context: CallContext, steps: CreateSteps): Promise<Fields> => {
  const { arrival, call, creates, recentWrites, clock } = context;
  const { action, key } = request;
  if (action.verb !== 'create') return steps.create();
  const running = creates.get(key);
  if (running) return joinRunning(running, context, steps);
  // It may have been made while this call was still being looked at.
  if (recentWrites.resultOf(key, arrival) !== undefined)
    return (await earlierResult(request, context)) ?? runOnce(request, context, steps);
  const startedMs = clock.now();
  const creating = steps.create();
  creates.set(key, creating);
  try {
    const output = await creating;
    const isHeard = !call.signal.aborted && clock.now() - startedMs <= HEARD_MS;
    recentWrites.keepResult(key, output, isHeard && !('Recovered' in output));
    return output;
  } finally {
    creates.delete(key);
  }
};
