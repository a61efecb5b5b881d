import { type Action, type Fields, isRead } from '../../catalogue/action.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { fillPlaceholders, hasPlaceholder } from '../../catalogue/schema/placeholders.ts';
import { CloudError, Refused } from '../../errors.ts';
import { canonical } from '../approval/digest.ts';
import { noApproval } from '../approval/messages.ts';
import type { Approval } from '../approval/request.ts';
import { unchangedOutcome } from '../outcome/outcome.ts';
import type { LiveState } from '../plan/live-state.ts';
import type { EarlierWrite } from '../plan/projected-state.ts';
import type { PlannedWrite, WriteRequest } from '../plan/write-request.ts';
import { withHandles } from '../secrets/resolve.ts';
import type { CallContext } from './context.ts';
import { execute } from './execute.ts';
import { needsYes } from './policy.ts';
import { assess, prepare, stateOf } from './prepare.ts';
import { resolve } from './recover.ts';
import { refusedWithPlan } from './refusals.ts';
import { isUnknown } from './send.ts';
import { obtainApproval, recoverUnknown } from './write.ts';

/** Reads the state that earlier steps should leave. */
export type ReadProjectedState = (request: WriteRequest, earlier: readonly EarlierWrite[]) => LiveState;

/** What was approved, and what its steps are run with. */
export interface ApprovedPlan {
  readonly steps: readonly PlannedWrite[];
  /** Absent where nobody had to say yes. */
  readonly approval: Approval | undefined;
  /** How often the identity had changed before the plan was made. */
  readonly epoch: number;
  readonly projectedState: ReadProjectedState;
  /** Replies of the steps of the whole list that were done before, by their places: placeholders speak of them. */
  readonly outputs?: readonly Fields[] | undefined;
  /** Where reads go. */
  readonly read: Invoke;
  readonly context: CallContext;
}

/** How far an approved plan has come. */
interface Progress {
  /** Steps that may come next, in their order. Empty while one runs, and after a failure with nothing in its place. */
  upcoming: readonly PlannedWrite[];
  /** Rollbacks of the steps that were done or may have been. */
  rollbacks: readonly PlannedWrite[];
  /** Set for good by the first rollback: another one may be on its way then. */
  isRollingBack: boolean;
  /** Steps and rollbacks that were begun: each has a number of its own in the audit and in its token. */
  begun: number;
  readonly done: EarlierWrite[];
  readonly outputs: Fields[];
}

const UNCHANGED = unchangedOutcome('It is so already: nothing was sent.');

/** Whether a request is the planned one, once the placeholders are filled. */
const isPlanned = (
  planned: WriteRequest,
  request: WriteRequest,
  { outputs }: Progress,
  { secrets }: CallContext,
): boolean => {
  const form = (action: Action, input: Fields): string => canonical(withHandles(action, input, secrets));
  const expected = form(planned.action, fillPlaceholders(planned.asked, outputs));
  return planned.action.name === request.action.name && expected === form(request.action, request.asked);
};

const hadNoEffect = ({ Outcome }: Fields): boolean => Object(Outcome).State === 'no-effect';

/** What comes next when something else runs in the place of a step, and of the others for which it stands. */
const instead = (
  { spans = 1 }: PlannedWrite,
  way: readonly PlannedWrite[],
  later: readonly PlannedWrite[],
): readonly PlannedWrite[] => [...way, ...later.slice(spans - 1)];

/** Carries out one step on the state that the steps before it should have left. */
const executeStep = async (
  step: PlannedWrite,
  request: WriteRequest,
  progress: Progress,
  { approval, projectedState, context }: ApprovedPlan,
): Promise<Fields> => {
  const { done, begun } = progress;
  // A list that was broken off may have gone on as another one, by what was left of it.
  const earlier = await recoverUnknown(request, context);
  if (earlier && 'output' in earlier) {
    // The plan was made before it was found out: the steps after it are judged on the state with it.
    done.push({ action: request.action, input: request.asked });
    return earlier.output;
  }
  const planned = await assess(request, context, projectedState(request, done));
  if (planned.impact.unchanged) return { Outcome: UNCHANGED };
  const settingsOnly = done.length > 0;
  const state = stateOf([planned], context, { settingsOnly });
  // What an earlier step made could not be read when the plan was approved.
  const basis = hasPlaceholder(step.asked) ? undefined : { state, settingsOnly };
  const sent: EarlierWrite[] = [];
  const onDone = (input: Fields): void => void sent.push({ action: request.action, input });
  const output = await execute({ ...planned, change: step.change, approval, step: begun, basis, onDone }, context);
  if (!(hadNoEffect(output) && step.otherwise?.length)) done.push(...sent);
  if (earlier?.supersedes !== undefined) await resolve(request, { Id: earlier.supersedes, Found: 'repeated' }, context);
  return output;
};

/** Codes that say nothing of the change itself: who asks, how often, whether it was paid, or that something else runs. */
const NOT_OF_THE_CHANGE =
  /throttl|configuring$|^(TaskConflict|VpnTask\.CONFLICT|OperationConflict|ServiceUnavailable)$|IncorrectStatus|forb+id|AccessKey|SecurityToken|Signature|Timestamp|Financial|NeedSsl|^unauthorized/i;

/** Whether the cloud has said no to this very change, so that another way is worth trying. */
export const isRefusedChange = (error: unknown): error is CloudError =>
  error instanceof CloudError && !isUnknown(error) && !NOT_OF_THE_CHANGE.test(error.code);

/** After a failure: the fallback where the cloud refused, else nothing but rollbacks. */
const settleFailure = (
  step: PlannedWrite,
  later: readonly PlannedWrite[],
  progress: Progress,
  error: unknown,
): void => {
  const { rollback, fallback = [] } = step;
  const unknown = isUnknown(error);
  progress.upcoming = isRefusedChange(error) && fallback.length > 0 ? instead(step, fallback, later) : [];
  if (unknown && rollback) progress.rollbacks = [rollback, ...progress.rollbacks];
};

const runStep = async (
  step: PlannedWrite,
  request: WriteRequest,
  progress: Progress,
  plan: ApprovedPlan,
): Promise<Fields> => {
  const later = progress.upcoming.slice(1);
  // Empty while the step runs: a second one beside it is not in order.
  progress.upcoming = [];
  progress.begun += 1;
  try {
    const output = await executeStep(step, request, progress, plan);
    const { otherwise = [] } = step;
    const isWithout = hadNoEffect(output) && otherwise.length > 0;
    const place = plan.steps.indexOf(step);
    // What runs in the place of a step makes nothing that later ones speak of.
    if (place >= 0 && !isWithout) progress.outputs[step.change ? step.change.place - 1 : place] = output;
    if (step.rollback) progress.rollbacks = [step.rollback, ...progress.rollbacks];
    progress.upcoming = isWithout ? instead(step, otherwise, later) : later;
    return output;
  } catch (error) {
    settleFailure(step, later, progress, error);
    throw error;
  }
};

/** A rollback under the yes to its plan. Where the plan needed none and this has come to need one, it is asked for. */
const executeRollback = async (
  request: WriteRequest,
  step: number,
  { approval, context }: ApprovedPlan,
): Promise<Fields> => {
  const planned = await assess(request, context);
  const { risk, impact } = planned;
  const needsItsOwn = approval === undefined && needsYes(risk) && !impact.unchanged;
  const state = stateOf([planned], context);
  const own = needsItsOwn ? await obtainApproval([planned], { key: planned.key, state }, context) : undefined;
  const basis = own && { state, settingsOnly: false };
  return execute({ ...planned, approval: approval ?? own, step, basis }, context);
};

/** A step is rolled back on whatever state there is, once; after that no step goes forward. */
const runRollback = async (request: WriteRequest, progress: Progress, plan: ApprovedPlan): Promise<Fields> => {
  const { context } = plan;
  const isThis = (each: WriteRequest): boolean => isPlanned(each, request, progress, context);
  const taken = progress.rollbacks.filter(isThis);
  progress.isRollingBack = true;
  progress.rollbacks = progress.rollbacks.filter((each) => !isThis(each));
  progress.begun += 1;
  const step = progress.begun;
  try {
    return await executeRollback(request, step, plan);
  } catch (error) {
    // Nothing was sent then: it may be tried again, such as when the audit can be written again.
    if (error instanceof Refused) progress.rollbacks = [...taken, ...progress.rollbacks];
    throw error;
  }
};

const notInPlan = ({ name }: Action): Refused =>
  new Refused(
    'refused',
    `${name} with these arguments is not the next step of the approved plan. Nothing was sent.`,
    'Ask for a new plan that holds this step.',
  );

/** Lets through exactly the steps of an approved plan, in order, once each, and their rollbacks; reads pass. */
export const createStepRunner = (plan: ApprovedPlan) => {
  const { steps, context } = plan;
  const [first] = steps;
  const progress: Progress = {
    upcoming: steps,
    rollbacks: [],
    isRollingBack: false,
    begun: 0,
    done: [],
    outputs: [...(plan.outputs ?? [])],
  };
  return async (action: Action, input: Fields, call: Call): Promise<Fields> => {
    if (isRead(action)) return plan.read(action, input, call);
    const request = await prepare(action, input, context);
    const isOther = first && first.identity.Principal !== request.identity.Principal;
    // An identity that is back again is none that this was approved under.
    if (isOther || context.epoch.value !== plan.epoch) throw refusedWithPlan(noApproval.identity, steps, context);
    const next = progress.isRollingBack ? undefined : progress.upcoming[0];
    if (next && isPlanned(next, request, progress, context)) return runStep(next, request, progress, plan);
    const isRollback = progress.rollbacks.some((each) => isPlanned(each, request, progress, context));
    if (isRollback) return runRollback(request, progress, plan);
    throw notInPlan(action);
  };
};
