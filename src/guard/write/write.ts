import type { Action, Fields } from '../../catalogue/action.ts';
import { type RefusalText, refusalOf } from '../approval/messages.ts';
import { type Approval, type ApprovalRequest, confirmOf } from '../approval/request.ts';
import { type Plan, type Planned, planOf, withFallbacks } from '../plan/plan.ts';
import type { CallContext, GuardContext } from './context.ts';
import { earlierResult, runOnce } from './deduplicate.ts';
import { refuseOverDeleteLimit } from './delete-limit.ts';
import { type ApprovedWrite, execute, NoLongerHarmless, type OutcomeNote } from './execute.ts';
import { needsYes } from './policy.ts';
import { assess, liveStateFor, type Prepared, prepare, stateOf } from './prepare.ts';
import { previewRefusals } from './preview-refusals.ts';
import { refuseProtected } from './protection.ts';
import { recover } from './recover.ts';
import { refuseUnrecorded } from './send.ts';

/** Ends a call that was only to be planned; caught where planning began. */
export class PlanMade extends Error {
  override readonly name = 'PlanMade';
  readonly planned: readonly Planned[];
  constructor(planned: readonly Planned[]) {
    super('this call was only planned');
    this.planned = planned;
  }
}

const FORESEEN: RefusalText = [
  'refused',
  'This would fail or do harm as it stands, so nobody was asked and nothing was sent; the first of what is to be expected says why.',
  'Mend what is told there, then call again.',
];

const unchanged = (): Fields => {
  const Outcome: OutcomeNote = {
    State: 'unchanged',
    Confirmed: true,
    Notes: ['It is so already: nobody was asked and nothing was sent.'],
  };
  return { Outcome };
};

export const planFor = (planned: readonly Planned[], parts: GuardContext): Plan =>
  planOf(planned, parts.language, parts.redact);

/** Refuses what the cloud would refuse, what is protected, and what a run of deletes made suspect. No question is asked. */
export const refuseWarnings = (planned: Planned, parts: GuardContext): void => {
  if (planned.impact.refusal) throw refusalOf(FORESEEN, planFor([planned], parts), parts.language);
  refuseProtected(parts, planned);
  refuseOverDeleteLimit(parts, planned);
};

/** Asks for exactly these writes. Without an audit nothing of the kind is even asked for. */
export const obtainApproval = async (
  planned: readonly Planned[],
  plan: Plan,
  facts: { readonly key: string; readonly state: string },
  parts: GuardContext,
  callContext: CallContext,
): Promise<Approval> => {
  await parts.audit.ready().catch((error: unknown) => {
    for (const each of withFallbacks(planned)) refuseUnrecorded(each, error);
  });
  const confirm = confirmOf(planned);
  const { call, approvalToken: approval } = callContext;
  const request: ApprovalRequest = { ...facts, planned, plan, call, approval, ...(confirm && { confirm }) };
  return parts.approvals.settle(request);
};

const performOnce = (approvedWrite: ApprovedWrite, parts: GuardContext, callContext: CallContext): Promise<Fields> =>
  runOnce(approvedWrite.prepared, parts, callContext, {
    work: () => execute(approvedWrite, parts, callContext),
    anew: () => write(approvedWrite.prepared.action, approvedWrite.prepared.input, parts, callContext),
  });

const ask = async (
  prepared: Prepared,
  planned: Planned,
  parts: GuardContext,
  callContext: CallContext,
): Promise<Fields> => {
  const state = stateOf(parts, [planned]);
  const facts = { key: prepared.key, state };
  const grant = await obtainApproval([planned], planFor([planned], parts), facts, parts, callContext);
  return performOnce(
    { prepared, planned, approval: grant, step: 0, basis: { state, settingsOnly: false } },
    parts,
    callContext,
  );
};

/** What needs no yes goes as it is; what needs one by the time that it is its turn starts anew, and is asked for. */
const runHarmless = async (
  prepared: Prepared,
  planned: Planned,
  parts: GuardContext,
  callContext: CallContext,
): Promise<Fields> => {
  try {
    return await performOnce({ prepared, planned, step: 0, basis: 'harmless' }, parts, callContext);
  } catch (error) {
    if (!(error instanceof NoLongerHarmless)) throw error;
    return write(prepared.action, prepared.input, parts, callContext);
  }
};

/** What an earlier try of the same call came to; undefined when this one has to do it. */
const resume = async (
  prepared: Prepared,
  parts: GuardContext,
  callContext: CallContext,
): Promise<Fields | undefined> => {
  const output = await earlierResult(prepared, parts, callContext);
  const known = parts.recentWrites.find(prepared.key);
  if (output || !known) return output;
  const ending = await recover(prepared, known, parts, callContext);
  if (!('output' in ending)) return undefined;
  // Who asked first may never have heard of it, and ask once more.
  if (prepared.action.name.startsWith('Create')) parts.recentWrites.answer(prepared.key, ending.output);
  return ending.output;
};

/**
 * One write on its way: prepared, remembered ones ended, looked at, refused, answered as done already, or asked for, and
 * carried out. Rejects with the family, with Suspended, with PlanMade when only planning, or with an abort's reason.
 */
export const write = async (
  action: Action,
  given: Fields,
  parts: GuardContext,
  callContext: CallContext,
): Promise<Fields> => {
  const prepared = await prepare(parts, callContext, action, given);
  const earlier = callContext.planning ? undefined : await resume(prepared, parts, callContext);
  if (earlier) return earlier;
  const look = liveStateFor(parts, callContext, prepared.identity, prepared.input);
  const planned = await assess(parts, prepared, look, callContext.planning);
  if (callContext.planning) throw new PlanMade([previewRefusals(planned, parts)]);
  if (planned.impact.unchanged) return unchanged();
  refuseWarnings(planned, parts);
  const go = needsYes(planned.risk) ? ask : runHarmless;
  return go(prepared, planned, parts, callContext);
};
