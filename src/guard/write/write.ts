import type { Action, Fields } from '../../catalogue/action.ts';
import { refuseWithoutScopes } from '../approval/permit.ts';
import { type Approval, type ApprovalRequest, confirmOf } from '../approval/request.ts';
import { askedIn, type OutcomeNote, outcomeOf, unchangedOutcome } from '../outcome/outcome.ts';
import { planOf, withWays } from '../plan/plan.ts';
import type { PlannedWrite, WriteRequest } from '../plan/write-request.ts';
import type { CallContext } from './context.ts';
import { earlierResult, runOnce } from './deduplicate.ts';
import { execute, NoLongerHarmless } from './execute.ts';
import { needsYes } from './policy.ts';
import { assess, assessIfNeeded, prepare, stateOf } from './prepare.ts';
import { type Recovery, recover, recoverRecorded, resolve } from './recover.ts';
import { previewRefusals, refuseHopeless } from './refusals.ts';
import type { ApprovedWrite } from './request.ts';
import { refuseUnrecorded } from './send.ts';

/** Ends a call that was only to be planned; caught where planning began. */
export class PlanMade extends Error {
  override readonly name = 'PlanMade';
  readonly planned: readonly PlannedWrite[];
  constructor(planned: readonly PlannedWrite[]) {
    super('this call was only planned');
    this.planned = planned;
  }
}

const unchanged = (): Fields => ({
  Outcome: unchangedOutcome('It is so already: nobody was asked and nothing was sent.'),
});

/** Asks for exactly these writes. Without an audit nothing that needs a yes is even asked for. */
export const obtainApproval = async (
  planned: readonly PlannedWrite[],
  sealedTo: Pick<ApprovalRequest, 'key' | 'state'>,
  context: CallContext,
): Promise<Approval> => {
  const { call, approvalToken, language, redact } = context;
  await context.audit.ready().catch((error: unknown) => {
    for (const each of withWays(planned)) refuseUnrecorded(each, error);
  });
  const plan = planOf(planned, language, redact);
  const confirm = confirmOf(planned);
  const approval = await context.approvals.obtain({
    ...sealedTo,
    planned,
    plan,
    call,
    approvalToken,
    ...(confirm && { confirm }),
  });
  refuseWithoutScopes(planned, call);
  return approval;
};

const executeOnce = (approved: ApprovedWrite, context: CallContext): Promise<Fields> =>
  runOnce(approved, context, {
    create: () => execute(approved, context),
    startOver: () => write(approved.action, approved.asked, context),
  });

const askAndExecute = async (planned: PlannedWrite, context: CallContext): Promise<Fields> => {
  const state = stateOf([planned], context);
  const approval = await obtainApproval([planned], { key: planned.key, state }, context);
  return executeOnce({ ...planned, approval, step: 0, basis: { state, settingsOnly: false } }, context);
};

/** What needs no yes is sent at once; what needs one by the time that it is its turn starts over, and is asked for. */
const executeHarmless = async (planned: PlannedWrite, context: CallContext): Promise<Fields> => {
  try {
    return await executeOnce({ ...planned, step: 0, basis: 'harmless' }, context);
  } catch (error) {
    if (!(error instanceof NoLongerHarmless)) throw error;
    return write(planned.action, planned.asked, context);
  }
};

const withNote = (output: Fields, note: string): Fields => {
  const given: Partial<OutcomeNote> = Object(output['Outcome']);
  const Outcome = { ...outcomeOf(null, askedIn(output), []), ...given, Notes: [note, ...(given.Notes ?? [])] };
  return { ...output, Outcome };
};

/** What became of an earlier try of the same call whose outcome is unknown; undefined where there is none. */
export const recoverUnknown = async (request: WriteRequest, context: CallContext): Promise<Recovery | undefined> => {
  const unknown = context.recentWrites.find(request.key);
  if (unknown) return recover(request, unknown, context);
  const { session } = context.call.caller;
  const open = await context.openWrites.find({ repeat: request.repeat, session });
  return open && recoverRecorded(request, open, context);
};

/** The result of an earlier try of the same call; undefined when there was none. */
const recoverEarlierTry = async (request: WriteRequest, context: CallContext): Promise<Recovery | undefined> => {
  const output = await earlierResult(request, context);
  if (output) return { output };
  const recovery = await recoverUnknown(request, context);
  // The caller of the first try may never have heard of it, and ask once more.
  if (recovery && 'output' in recovery && request.action.verb === 'create')
    context.recentWrites.keepResult(request.key, recovery.output, false);
  return recovery;
};

/**
 * One write, from the arguments to the reply: prepared, ended if an earlier try is open, assessed on live state, refused,
 * answered as done already, or asked for, and carried out. Rejects with the family, with Suspended, with PlanMade when only
 * planning, or with an abort's reason.
 */
export const write = async (action: Action, given: Fields, context: CallContext): Promise<Fields> => {
  const request = await prepare(action, given, context);
  if (context.planning) throw new PlanMade([previewRefusals(await assess(request, context), context)]);
  const earlier = await recoverEarlierTry(request, context);
  if (earlier && 'output' in earlier) return earlier.output;
  const planned = await assessIfNeeded(request, context);
  if (planned.impact.unchanged) return unchanged();
  refuseHopeless(planned, context);
  const output = await (needsYes(planned.risk) ? askAndExecute(planned, context) : executeHarmless(planned, context));
  if (earlier?.supersedes) await resolve(request, { Id: earlier.supersedes, Found: 'repeated' }, context);
  return earlier?.note === undefined ? output : withNote(output, earlier.note);
};
