import type { Fields } from '../../catalogue/action.ts';
import { type Action, worstRisk } from '../../catalogue/action.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { CloudError, Refused } from '../../errors.ts';
import { canonical } from '../approval/digest.ts';
import { noApproval, refusalOf } from '../approval/messages.ts';
import type { Approval } from '../approval/request.ts';
import type { LiveState } from '../plan/live-state.ts';
import { type Planned, planOf } from '../plan/plan.ts';
import type { EarlierWrite } from '../plan/projected-state.ts';
import { withHandles } from '../secrets/resolve.ts';
import type { CallContext, GuardContext } from './context.ts';
import { execute, type OutcomeNote } from './execute.ts';
import { fillFields, hasPlaceholder } from './placeholders.ts';
import { assess, liveStateFor, type Prepared, prepare, stateOf } from './prepare.ts';
import { isUnknown } from './send.ts';

/** One step of an approved plan, ready to be compared with what the tool then asks for. */
export interface PlannedStep {
  readonly prepared: Prepared;
  readonly planned: Planned;
  readonly rollback?: Prepared | undefined;
  readonly fallback: readonly PlannedStep[];
}

/** Looks at the state that earlier steps should have left. */
export type ProjectedStates = (prepared: Prepared, effects: readonly EarlierWrite[]) => LiveState;

/** An approved plan on its way: what may come next, what may be taken back, what was done. */
interface Ladder {
  queue: readonly PlannedStep[];
  undo: readonly Prepared[];
  /** Set for good by the first step that is taken back: another one may be on its way then. */
  goesBack: boolean;
  count: number;
  readonly effects: EarlierWrite[];
  readonly outputs: Fields[];
}

/** What an approved plan works with. */
export interface Climb {
  readonly approval: Approval | undefined;
  /** How often the identity had changed before the plan was looked at. */
  readonly epoch: number;
  readonly looks: ProjectedStates;
  /** The way of reads. */
  readonly open: Invoke;
  readonly parts: GuardContext;
  readonly callContext: CallContext;
}

const UNCHANGED: OutcomeNote = { State: 'unchanged', Confirmed: true, Notes: ['It is so already: nothing was sent.'] };

const isAlike = (rung: Prepared, asked: Prepared, { outputs }: Ladder, { secrets }: GuardContext): boolean => {
  const form = ({ action, input }: Prepared): string => canonical(withHandles(action, input, secrets));
  const meant = { ...rung, input: fillFields(rung.input, outputs) };
  return rung.action.name === asked.action.name && form(meant) === form(asked);
};

/** One step, on the state that the steps before should have left; anything else voids the plan. */
const forward = async (rung: PlannedStep, asked: Prepared, ladder: Ladder, climb: Climb): Promise<Fields> => {
  const { parts, callContext, approval, looks } = climb;
  const expected = await assess(parts, asked, looks(asked, ladder.effects), true);
  if (expected.impact.unchanged) return { Outcome: UNCHANGED };
  const settingsOnly = ladder.effects.length > 0;
  const state = stateOf(parts, [expected], settingsOnly);
  // What an earlier step made was not there to be looked at when the plan was approved.
  const basis = hasPlaceholder(rung.prepared.input) ? undefined : { state, settingsOnly };
  const onDone = (input: Fields): void => void ladder.effects.push({ action: asked.action.name, input });
  return execute(
    { prepared: asked, planned: expected, approval, step: ladder.count, basis, onDone },
    parts,
    callContext,
  );
};

/** What may follow a failure: the fallback where the cloud refused, else nothing but taking back. */
const afterFailure = (rung: PlannedStep, rest: readonly PlannedStep[], ladder: Ladder, error: unknown): void => {
  const unknown = isUnknown(error);
  const refused = error instanceof CloudError && !unknown;
  ladder.queue = refused && rung.fallback.length > 0 ? [...rung.fallback, ...rest] : [];
  if (unknown && rung.rollback) ladder.undo = [rung.rollback, ...ladder.undo];
};

const goOn = async (asked: Prepared, ladder: Ladder, climb: Climb): Promise<Fields> => {
  const [rung, ...rest] = ladder.queue;
  if (!rung) throw offPlan(asked.action);
  // Empty while the step runs: a second one beside it is not in order.
  ladder.queue = [];
  ladder.count += 1;
  try {
    const output = await forward(rung, asked, ladder, climb);
    ladder.outputs.push(output);
    if (rung.rollback) ladder.undo = [rung.rollback, ...ladder.undo];
    ladder.queue = rest;
    return output;
  } catch (error) {
    afterFailure(rung, rest, ladder, error);
    throw error;
  }
};

/** A step is taken back on whatever state there is; after that nothing goes forward. */
const takeBack = async (asked: Prepared, ladder: Ladder, { parts, callContext, approval }: Climb): Promise<Fields> => {
  ladder.goesBack = true;
  ladder.undo = ladder.undo.filter((each) => !isAlike(each, asked, ladder, parts));
  ladder.count += 1;
  const planned = await assess(parts, asked, liveStateFor(parts, callContext, asked.identity, asked.input), true);
  return execute({ prepared: asked, planned, approval, step: ladder.count }, parts, callContext);
};

const offPlan = ({ name }: Action): Refused =>
  new Refused(
    'refused',
    `${name} with these arguments is not the next step of the approved plan. Nothing was sent.`,
    'Ask for a new plan that holds this step.',
  );

/** The way of an approved plan: exactly its steps, in order, once each; reads pass, everything else is refused. */
export const createStepRunner = (steps: readonly PlannedStep[], climb: Climb) => {
  const ladder: Ladder = { queue: steps, undo: [], goesBack: false, count: 0, effects: [], outputs: [] };
  const { parts, callContext } = climb;
  const plan = () =>
    planOf(
      steps.map(({ planned }) => planned),
      parts.language,
      parts.redact,
    );
  return async (action: Action, input: Fields, call: Call): Promise<Fields> => {
    if (worstRisk(action) === 'read') return climb.open(action, input, call);
    const asked = await prepare(parts, callContext, action, input);
    const isOther = steps[0] && steps[0].prepared.identity.Principal !== asked.identity.Principal;
    // An identity that is back again is none that this was approved under.
    if (isOther || parts.epoch.value !== climb.epoch) throw refusalOf(noApproval.identity, plan(), parts.language);
    const next = ladder.goesBack ? undefined : ladder.queue[0];
    if (next && isAlike(next.prepared, asked, ladder, parts)) return goOn(asked, ladder, climb);
    if (ladder.undo.some((each) => isAlike(each, asked, ladder, parts))) return takeBack(asked, ladder, climb);
    throw offPlan(action);
  };
};
