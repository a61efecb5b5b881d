import type { Fields } from '../../catalogue/action.ts';
import { CloudError, isKnownProblem, Refused, Unreachable } from '../../errors.ts';
import { digest } from '../approval/digest.ts';
import type { Intent, Outcome } from '../audit/writer.ts';
import { idsIn, madeBy, orderIn, type PastWrite } from '../history/past-write.ts';
import { planOf } from '../plan/plan.ts';
import type { PlannedWrite } from '../plan/write-request.ts';
import { dryRunOf, isRehearsed, rehearse } from '../unfinished/dry-run.ts';
import { type CallContext, clientCall, type GuardContext } from './context.ts';
import { isGatewayCreation, needsYes } from './policy.ts';
import { stateOf } from './prepare.ts';
import type { OutgoingWrite } from './request.ts';

/** Whether the cloud may have acted although no good answer came. What is not of the family may be anything: an abort too. */
export const isUnknown = (error: unknown): boolean => {
  if (error instanceof CloudError) return !error.failure.OutcomeKnown;
  if (error instanceof Unreachable) return !error.outcomeKnown;
  return !isKnownProblem(error);
};

/** Throws when the audit fails and the write may not be sent without it. */
export const refuseUnrecorded = ({ change, risk }: PlannedWrite, cause: unknown): void => {
  // A list is taken up by its record.
  if (!needsYes(risk) && change === undefined) return;
  throw new Refused(
    'refused',
    'The audit cannot be written, and without it nothing is done that needs a yes. Nothing was sent.',
    'Ask the operator to make --state-dir writable; then repeat the call.',
    undefined,
    { cause },
  );
};

/** The name that a rename or a delete takes away, for whoever has to recognise the thing later. */
const formerNameOf = ({ action, sent, impact: { target } }: OutgoingWrite): string | undefined => {
  const isTaken = action.verb === 'delete' || (action.verb === 'modify' && sent['Name'] !== undefined);
  return isTaken && target.Name !== '' ? target.Name : undefined;
};

/** What a deleted thing named in its settings, read off the call that would make it again. */
const namedBy = ({ action, impact: { undo } }: OutgoingWrite): readonly string[] =>
  action.verb === 'delete' ? [...new Set(idsIn(undo.map(({ call }) => call?.fields)))] : [];

const changedBy = ({ impact }: PlannedWrite): readonly string[] => impact.changes.map(({ Field }) => Field);

const intentOf = (write: OutgoingWrite, context: CallContext): Intent => {
  const changed = changedBy(write);
  const { approval, identity, sent } = write;
  const { caller } = context.call;
  const token = sent['ClientToken'];
  const formerName = formerNameOf(write);
  const named = namedBy(write);
  const plan = approval && digest(context.keys.seals(), planOf([write], 'en', context.redact)).slice(0, 16);
  return context.redact.value({
    Kind: 'intent',
    Id: write.id,
    RequestId: caller.requestId,
    Session: caller.session,
    Tool: context.tool,
    Action: write.action.name,
    Risk: write.risk,
    Input: sent,
    Repeat: write.repeat,
    ...(changed.length > 0 && { Changes: changed }),
    ...(write.change && { List: write.change.list, Step: write.change.step }),
    Account: identity.Account,
    Region: write.place.Region,
    Endpoint: identity.Endpoint,
    Door: approval?.channel ?? 'none needed',
    ...(isRehearsed(write.action, context.platform) && { DryRun: true }),
    ...(caller.client && { Client: caller.client }),
    ...(formerName !== undefined && { FormerName: formerName }),
    ...(named.length > 0 && { Named: named }),
    ...(typeof token === 'string' && { ClientToken: token }),
    ...(plan && { Plan: plan }),
    ...(approval?.by && { By: approval.by }),
  });
};

/** Without a record nothing dangerous is sent; a harmless write is, with a warning. */
const recordIntent = async (write: OutgoingWrite, context: CallContext): Promise<readonly string[]> => {
  try {
    await context.audit.write(intentOf(write, context));
    return [];
  } catch (error) {
    refuseUnrecorded(write, error);
    context.call.log('error', 'the audit cannot be written', { why: error });
    return ['Warning: this write is not in the audit, which cannot be written now.'];
  }
};

/** What a good answer says of itself, and which things it made. */
const replyFacts = (output: Fields, { made, order }: Pick<PastWrite, 'made' | 'order'>): Partial<Outcome> => ({
  ...(typeof output['RequestId'] === 'string' && { CloudRequestId: output['RequestId'] }),
  ...(made.length > 0 && { Made: made }),
  ...(order !== undefined && { OrderId: order }),
});

const failureFacts = (error: unknown): Partial<Outcome> => {
  if (!isKnownProblem(error)) return { Code: error instanceof Error ? error.name : 'unknown' };
  const requestId = error instanceof CloudError ? error.failure.RequestId : undefined;
  return { Code: error.code, ...(requestId && { CloudRequestId: requestId }) };
};

/** The cloud has answered, or not: a record that fails changes nothing of that, and is logged. */
const recordOutcome = async (
  outcome: Pick<Outcome, 'Id' | 'Result'>,
  startedMs: number,
  facts: Partial<Outcome>,
  { audit, redact, clock, call }: CallContext,
): Promise<void> => {
  const { Id, Result } = outcome;
  const DurationMs = clock.now() - startedMs;
  try {
    await audit.write(redact.value({ Kind: 'outcome', Id, Result, DurationMs, ...facts }));
  } catch (why) {
    call.log('error', 'the outcome is not in the audit', { why, id: Id });
  }
};

/** The same call may come again. Without a token of its own it could not be told from a new one. */
const rememberUnknown = (write: OutgoingWrite, dryRunOnly: boolean, context: GuardContext): void => {
  const { action, approval, id, key, notes, retryOf, sent } = write;
  if (!('ClientToken' in sent) && !isGatewayCreation(action)) return;
  context.recentWrites.keep(key, {
    sent,
    id,
    approval: approval && { ...approval, id },
    notes,
    state: stateOf([write], context),
    sentAtMs: retryOf?.sentAtMs ?? context.clock.now(),
    dryRunOnly,
  });
};

/** What later calls may know of this one, also while the audit cannot be read. */
const pastWriteOf = (write: OutgoingWrite, { clock, redact, tool }: CallContext): PastWrite => {
  const { id, action, change, sent } = write;
  const formerName = formerNameOf(write);
  const named = namedBy(write);
  return redact.value({
    ...(change && { change }),
    ...{
      id,
      tool,
      action: action.name,
      atMs: clock.now(),
      input: sent,
      changed: changedBy(write),
      made: [],
      result: 'running',
    },
    ...(formerName !== undefined && { formerName }),
    ...(named.length > 0 && { named }),
  });
};

/** Which request was sent last. */
interface Progress {
  at: 'dry run' | 'call';
}

/** A call that may have arrived before is sent as it was; a dry run after it would be refused for what the call did. */
const begin = ({ action, retryOf }: OutgoingWrite, { platform }: GuardContext): Progress => ({
  at: isRehearsed(action, platform) && (retryOf === undefined || retryOf.dryRunOnly) ? 'dry run' : 'call',
});

const PASSED_BY =
  'This platform ignores DryRun: the dry run, sent just before the call, was answered as the call itself would be. It counts as done, and nothing further was sent.';

/** The dry run where there is one, and the call where the dry run did nothing. */
const sendBoth = async ({ action, sent }: OutgoingWrite, progress: Progress, context: CallContext): Promise<Fields> => {
  // The action's own schema judged the input; what was added since is of the schema too.
  const dispatch = (input: Fields): Promise<Fields> =>
    context.invoke(action, input, { ...clientCall(context.call, context.platform), signal: context.inFlight.signal });
  const done = progress.at === 'dry run' ? await rehearse(() => dispatch(dryRunOf(sent))) : undefined;
  if (done) return done;
  progress.at = 'call';
  return dispatch(sent);
};

const isOnlyDryRun = ({ at }: Progress): { readonly DryRunOnly?: true } =>
  at === 'dry run' ? { DryRunOnly: true } : {};

/** A refusal of a second try says nothing about the first one, unless that was a dry run that did nothing. */
const isStillUnknown = ({ retryOf }: OutgoingWrite, { at }: Progress, error: unknown): boolean =>
  isUnknown(error) || (retryOf !== undefined && !(retryOf.dryRunOnly && at === 'call'));

/**
 * Records the intent, sends, records the outcome, and remembers a request whose outcome is unknown. Rejects as the client
 * does, or with Refused when nothing was sent.
 */
export const send = async (write: OutgoingWrite, context: CallContext) => {
  const { id: Id, key, sent } = write;
  const { clock, history, openWrites, recentWrites } = context;
  const warnings = await recordIntent(write, context);
  const startedMs = clock.now();
  const past = pastWriteOf(write, context);
  history.note(past);
  const progress = begin(write, context);
  try {
    const output = await sendBoth(write, progress, context);
    recentWrites.forget(key);
    openWrites.noteEnded(Id);
    const made = { made: madeBy(sent, output), ...orderIn(output) };
    const requestId = typeof output['RequestId'] === 'string' && { requestId: output['RequestId'] };
    history.note({ ...past, ...made, ...requestId, result: 'ok' });
    const facts = { ...replyFacts(output, made), ...isOnlyDryRun(progress) };
    await recordOutcome({ Id, Result: 'ok' }, startedMs, facts, context);
    const byDryRun = progress.at === 'dry run';
    return { output, byDryRun, warnings: byDryRun ? [PASSED_BY, ...warnings] : warnings };
  } catch (error) {
    const unknown = isStillUnknown(write, progress, error);
    if (unknown) rememberUnknown(write, progress.at === 'dry run', context);
    else recentWrites.forget(key);
    const Result = unknown ? 'unknown' : 'failed';
    const failure = failureFacts(error);
    history.note({ ...past, ...(failure.Code !== undefined && { code: failure.Code }), result: Result });
    await recordOutcome({ Id, Result }, startedMs, { ...failure, ...isOnlyDryRun(progress) }, context);
    throw error;
  }
};
