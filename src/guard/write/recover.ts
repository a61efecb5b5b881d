import type { Fields } from '../../catalogue/action.ts';
import { replyFieldsOf } from '../../catalogue/created.ts';
import { Refused } from '../../errors.ts';
import type { Approval } from '../approval/request.ts';
import type { OpenIntent } from '../audit/open-entries.ts';
import type { Resolved } from '../audit/writer.ts';
import { keysIn } from '../history/past-write.ts';
import { askedBy, outcomeOf } from '../outcome/outcome.ts';
import type { PlannedWrite, WriteRequest } from '../plan/write-request.ts';
import { asksForNewKey, withKeysOf } from '../secrets/resolve.ts';
import { isRehearsed } from '../unfinished/dry-run.ts';
import { idIn, lookUpCreated } from '../unfinished/look-up.ts';
import { type CallContext, clientCall } from './context.ts';
import { execute } from './execute.ts';
import { isGatewayCreation, needsYes } from './policy.ts';
import { assess, assessIfNeeded, stateOf } from './prepare.ts';
import { KEPT_MS, type UnknownOutcome } from './unfinished-writes.ts';

// The same call came before, and its outcome is unknown: it is found out, or the same request is sent again.

/** The reply to the repeated call, or that it has to be made as if it were new. */
export type Recovery =
  | { readonly output: Fields }
  /** `supersedes`: the entry that is closed when the new call has a known outcome. `note` goes with its reply. */
  | { readonly startOver: true; readonly supersedes?: string; readonly note?: string };

const MINUTE = 60_000;

/** An earlier try, as memory or the audit has it. */
interface Earlier {
  /** Of its audit entry. */
  readonly id: string;
  readonly sentAtMs: number;
  /** Absent where nobody had to say yes, and where only the audit knows the try. */
  readonly approval?: Approval | undefined;
}

const done = (facts: Fields, note: string, approval?: Approval): Recovery => ({
  output: { ...facts, Outcome: outcomeOf(true, askedBy(approval), [note]) },
});

/** Closes the entry of the earlier try. A record that fails changes nothing of what was found, and is logged. */
export const resolve = async (
  request: WriteRequest,
  found: Omit<Resolved, 'Kind'>,
  { call, openWrites, recentWrites }: CallContext,
): Promise<void> => {
  recentWrites.forget(request.key);
  try {
    await openWrites.resolve(found);
  } catch (why) {
    call.log('error', 'what became of a write is not in the audit', { why, id: found.Id });
  }
};

const triedBefore = ({ id, sentAtMs }: Earlier): string =>
  `An earlier try of this call (${new Date(sentAtMs).toISOString()}, audit entry ${id})`;

const notListed = (earlier: Earlier, unread: string): Refused =>
  new Refused(
    'refused',
    `${triedBefore(earlier)} may have made what it asks for, and that cannot be looked up now (${unread}). Nothing was sent.`,
    'Repeat the call when the list of these resources can be read again.',
  );

const stillBeingMade = (earlier: Earlier): Refused =>
  new Refused(
    'refused',
    `${triedBefore(earlier)} may still be making what it asks for; none is to be seen yet. Nothing was sent.`,
    'Wait a minute, then repeat the call: it looks again before it makes one.',
  );

const notClear = (earlier: Earlier, ids: readonly string[]): Refused =>
  new Refused(
    'refused',
    `${triedBefore(earlier)} has no known outcome, and which of these it made, if any, cannot be told: ${ids.slice(0, 10).join(', ')}. Nothing was sent.`,
    `Ask a person which one is theirs. To make another one all the same: another name, or once they have closed the entry with "vpn-gateway-mcp audit close ${earlier.id}".`,
  );

const FOUND =
  'had no known outcome: this was found by its parameters and by when it was made. Nothing was sent again; to make another one, give it another name.';
const NOT_FOUND = 'had no known outcome, and nothing that it made was to be found before this one was made.';
const KEY_OF_FIRST =
  ' Its key is the one that the first try made: the audit entry has its fingerprint, the folder for secrets its file, where there is one.';

/** What cannot be sent again with its token is looked for: it is never made again on a guess. */
const findCreated = async (request: WriteRequest, earlier: Earlier, context: CallContext): Promise<Recovery> => {
  const { action, asked } = request;
  const { writes } = await context.history.past();
  const known = new Set(writes.filter(({ id }) => id !== earlier.id).flatMap(({ made }) => made));
  const quiet = { ...clientCall(context.call, context.platform), progress: () => {} };
  const seen = await lookUpCreated(request, earlier.sentAtMs, known, context.invoke, quiet);
  if ('unread' in seen) throw notListed(earlier, seen.unread);
  const [only, ...more] = seen.fits;
  const unclear = only === undefined ? seen.undated : more.length > 0 ? seen.fits : [];
  if (unclear.length > 0)
    throw notClear(
      earlier,
      unclear.map((entry) => idIn(request, entry) ?? 'one without an ID'),
    );
  if (only) {
    const Made = [idIn(request, only)].filter((id) => id !== undefined);
    await resolve(request, { Id: earlier.id, Found: 'done', Made }, context);
    const key = asksForNewKey(action, asked) ? KEY_OF_FIRST : '';
    return done(replyFieldsOf(action, only), `${triedBefore(earlier)} ${FOUND}${key}`, earlier.approval);
  }
  if (context.clock.now() - earlier.sentAtMs < MINUTE) throw stillBeingMade(earlier);
  await resolve(request, { Id: earlier.id, Found: 'not done' }, context);
  return { startOver: true, note: `${triedBefore(earlier)} ${NOT_FOUND}` };
};

const IS_SO = 'had no known outcome. It is so now, and nothing was sent again.';

/**
 * A request for new keys, with those that an earlier try made in their places where live state shows them: nobody could make
 * the same ones again, and by them it is seen whether the try was done.
 */
export const asTried = async (
  request: WriteRequest,
  id: string | undefined,
  context: CallContext,
): Promise<WriteRequest> => {
  const { action, asked } = request;
  if (id === undefined || !asksForNewKey(action, asked)) return request;
  // What is read is known from then on.
  await assess(request, context);
  const { writes } = await context.history.past();
  const tried = writes.find((write) => write.id === id);
  return { ...request, asked: withKeysOf(action, asked, keysIn(tried?.input), context.secrets.reveal) };
};

/** A change or a delete shows by live state whether it was done. What was not done is asked for as if it were new. */
const findChanged = async (request: WriteRequest, earlier: Earlier, context: CallContext): Promise<Recovery> => {
  const { gone, unchanged } = (await assess(await asTried(request, earlier.id, context), context)).impact;
  if (!unchanged && !(gone && request.action.verb === 'delete')) return { startOver: true, supersedes: earlier.id };
  await resolve(request, { Id: earlier.id, Found: 'done' }, context);
  return done({}, `${triedBefore(earlier)} ${IS_SO}`);
};

/** Sends what the earlier try sent, under its approval. */
const resend = async (
  request: WriteRequest,
  planned: PlannedWrite,
  earlier: UnknownOutcome,
  context: CallContext,
): Promise<Recovery> => {
  const { approval, sent } = earlier;
  const write = { ...planned, asked: request.asked, input: sent, approval, step: 0, retryOf: earlier };
  return { output: await execute(write, context) };
};

/** An approved request is sent again only onto the state that was approved, or onto the one it left itself. */
const recoverApproved = async (
  request: WriteRequest,
  earlier: UnknownOutcome,
  approvedUntilMs: number,
  context: CallContext,
): Promise<Recovery> => {
  const planned = await assess({ ...request, asked: earlier.sent }, context);
  if (planned.impact.gone && request.action.verb === 'delete') {
    await resolve(request, { Id: earlier.id, Found: 'done' }, context);
    return done(
      {},
      'An earlier try of this call had no known outcome; it is gone now, and nothing was sent again.',
      earlier.approval,
    );
  }
  const asAsked = await assess(request, context);
  const isAsApproved = stateOf([asAsked], context) === earlier.state && context.clock.now() < approvedUntilMs;
  // What may have been ordered is looked for: another one would cost as much again.
  if (!isAsApproved && request.action.billed) return findCreated(request, earlier, context);
  if (!planned.impact.unchanged && !isAsApproved) return { startOver: true, supersedes: earlier.id };
  return resend(request, planned, earlier, context);
};

/** Ends a call whose earlier try has no known outcome: by what live state shows, or with the same request and token. */
export const recover = async (
  request: WriteRequest,
  earlier: UnknownOutcome,
  context: CallContext,
): Promise<Recovery> => {
  if (isGatewayCreation(request.action) && !('ClientToken' in earlier.sent))
    return findCreated(request, earlier, context);
  const { approval } = earlier;
  if (approval) return recoverApproved(request, earlier, approval.expiresAtMs, context);
  const planned = await assessIfNeeded({ ...request, asked: earlier.sent }, context);
  return resend(request, planned, earlier, context);
};

/** The same request with the same token, where it can be made once more and nobody has to say yes. */
const sendRecorded = async (
  request: WriteRequest,
  { id, time, clientToken }: OpenIntent,
  context: CallContext,
): Promise<Recovery | undefined> => {
  const { action, asked } = request;
  const sentAtMs = Date.parse(time);
  // Whether the call was sent or only its dry run, which has another token, nobody knows.
  if (isRehearsed(action, context.platform)) return undefined;
  const isUsable = clientToken !== '' && context.clock.now() - sentAtMs <= KEPT_MS && !asksForNewKey(action, asked);
  if (!isUsable) return undefined;
  const sent = { ...asked, ClientToken: clientToken };
  const planned = await assessIfNeeded({ ...request, asked: sent }, context);
  if (needsYes(planned.risk)) return undefined;
  return resend(request, planned, { sent, id, notes: [], state: '', sentAtMs, dryRunOnly: false }, context);
};

/**
 * Ends a call whose earlier try only the audit knows: it was of a process that has ended, or is long ago. A create is sent
 * again with its token, or looked for; all else is judged by live state.
 */
export const recoverRecorded = async (
  request: WriteRequest,
  open: OpenIntent,
  context: CallContext,
): Promise<Recovery> => {
  const earlier = { id: open.id, sentAtMs: Date.parse(open.time) };
  if (request.action.verb !== 'create') return findChanged(request, earlier, context);
  return (await sendRecorded(request, open, context)) ?? findCreated(request, earlier, context);
};
