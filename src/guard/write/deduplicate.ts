import type { Fields } from '../../catalogue/action.ts';
import { abortOf } from '../approval/await-answer.ts';
import type { LiveState, Seen } from '../plan/live-state.ts';
import type { CallContext, GuardContext } from './context.ts';
import type { OutcomeNote } from './execute.ts';
import { liveStateFor, type Prepared } from './prepare.ts';
import { isRouteThere } from './verify.ts';

// The same call may come twice because its caller stopped waiting without a word. Once is enough then: who comes second gets
// what the first one made.

/** Clients give up on a call after such a time; a create that took less was surely heard of. */
const HEARD_MS = 10_000;

/** Where a create's result can be seen again, by the ID in its reply. */
const places: Readonly<Record<string, (look: LiveState, id: string) => Promise<Seen<unknown>>>> = {
  VpnConnectionId: (look, id) => look.connection(id),
  SslVpnServerId: (look, id) => look.sslServer(id),
  SslVpnClientCertId: (look, id) => look.certificate(id),
  CustomerGatewayId: (look, id) => look.customerGateway(id),
  VpnGatewayId: (look, id) => look.gateway(id),
};

/** Null where nobody can tell. */
const isThere = async ({ action, input }: Prepared, output: Fields, look: LiveState): Promise<boolean | null> => {
  if (action.name.endsWith('RouteEntry')) return isRouteThere(input, look);
  for (const [field, see] of Object.entries(places)) {
    const id = output[field];
    if (typeof id !== 'string') continue;
    const seen = await see(look, id);
    return 'unread' in seen ? null : 'found' in seen;
  }
  return null;
};

const made = (output: Fields, Confirmed: boolean | null): Fields => {
  const note =
    'The same call made this a moment ago, and its answer may not have been heard. Nothing was sent again; to make another one, give it another name.';
  const Outcome: OutcomeNote = { State: 'done', Confirmed, Notes: [note] };
  return { ...output, Outcome };
};

/** The result of a call on its way, or undefined when it came to nothing. Rejects when this caller goes away. */
const join = (flying: Promise<Fields>, { signal }: CallContext['call']): Promise<Fields | undefined> =>
  // Its failure is not ours: what is known of it then is remembered, and this call starts from there.
  Promise.race([abortOf(signal), flying.catch(() => undefined)]);

/** What the same call made of which nobody may have heard, if it is still there; undefined when it has to be done. */
export const earlierResult = async (
  prepared: Prepared,
  parts: GuardContext,
  callContext: CallContext,
): Promise<Fields | undefined> => {
  const output = parts.recentWrites.answerTo(prepared.key);
  if (output === undefined) return undefined;
  const there = await isThere(prepared, output, liveStateFor(parts, callContext, prepared.identity, prepared.input));
  if (there !== false) return made(output, there);
  parts.recentWrites.forgetAnswers();
  return undefined;
};

/** How a create is done, and how the same call starts from the beginning when its twin failed. */
export interface Way {
  readonly work: () => Promise<Fields>;
  readonly anew: () => Promise<Fields>;
}

/** Does a create once, however many ask for it meanwhile. Other writes are harmless twice, or have an approval of their own. */
export const runOnce = async (
  prepared: Prepared,
  { inRunning, recentWrites: memory, clock }: GuardContext,
  { call }: CallContext,
  { work, anew }: Way,
): Promise<Fields> => {
  if (!prepared.action.name.startsWith('Create')) return work();
  const flying = inRunning.get(prepared.key);
  if (flying) {
    const output = await join(flying, call);
    return output ? made(output, null) : anew();
  }
  const begun = clock.now();
  const running = work();
  inRunning.set(prepared.key, running);
  try {
    const output = await running;
    if ('Recovered' in output || clock.now() - begun > HEARD_MS) memory.answer(prepared.key, output);
    return output;
  } finally {
    inRunning.delete(prepared.key);
  }
};
