import { untilAborted } from '../../catalogue/abort.ts';
import type { Fields } from '../../catalogue/action.ts';
import { type Identified, idFields, isIdentified } from '../../catalogue/resource.ts';
import type { LiveState, Seen } from '../plan/live-state.ts';
import type { WriteRequest } from '../plan/write-request.ts';
import type { CallContext } from './context.ts';
import type { OutcomeNote } from './execute.ts';
import { isRoute } from './policy.ts';
import { liveStateFor } from './prepare.ts';
import { isRouteThere } from './verify.ts';

// The same call may come twice because its caller stopped waiting without a word. A create is then done once, and the
// second call gets the result of the first.

/** Clients give up on a call after such a time; the reply of a create that took less was surely heard. */
const HEARD_MS = 10_000;

/** How a thing is read by its ID. */
const readers: Readonly<Record<Identified, (liveState: LiveState, id: string) => Promise<Seen<unknown>>>> = {
  connection: (liveState, id) => liveState.connection(id),
  'ssl-server': (liveState, id) => liveState.sslServer(id),
  'client-certificate': (liveState, id) => liveState.certificate(id),
  'customer-gateway': (liveState, id) => liveState.customerGateway(id),
  'vpn-gateway': (liveState, id) => liveState.gateway(id),
};

/** Whether what a create made is still there; null where nobody can tell. */
const isThere = async (
  { action, asked }: WriteRequest,
  output: Fields,
  liveState: LiveState,
): Promise<boolean | null> => {
  const { resource } = action;
  if (isRoute(action)) return isRouteThere(asked, liveState);
  if (!isIdentified(resource)) return null;
  const id = output[idFields[resource]];
  if (typeof id !== 'string') return null;
  const seen = await readers[resource](liveState, id);
  return 'unread' in seen ? null : 'found' in seen;
};

const MADE_BEFORE =
  'The same call made this a moment ago, and its answer may not have been heard. Nothing was sent again; to make another one, give it another name.';

const earlierOutput = (output: Fields, Confirmed: boolean | null): Fields => {
  const Outcome: OutcomeNote = { State: 'done', Confirmed, Notes: [MADE_BEFORE] };
  return { ...output, Outcome };
};

/** Result of an identical call whose reply was lost, if what it made is still there; undefined when there is none. */
export const earlierResult = async (request: WriteRequest, context: CallContext): Promise<Fields | undefined> => {
  const output = context.recentWrites.resultOf(request.key);
  if (output === undefined) return undefined;
  const confirmed = await isThere(request, output, liveStateFor(request, context));
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
  const { call, creates, recentWrites, clock } = context;
  const { action, key } = request;
  if (action.verb !== 'create') return steps.create();
  const running = creates.get(key);
  if (running) return joinRunning(running, context, steps);
  const startedMs = clock.now();
  const creating = steps.create();
  creates.set(key, creating);
  try {
    const output = await creating;
    const isHeard = !call.signal.aborted && clock.now() - startedMs <= HEARD_MS;
    if ('Recovered' in output || !isHeard) recentWrites.keepResult(key, output);
    return output;
  } finally {
    creates.delete(key);
  }
};
