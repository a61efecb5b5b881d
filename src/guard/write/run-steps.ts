import type { Fields } from '../../catalogue/action.ts';
import { type Action, worstRisk } from '../../catalogue/action.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { CloudError, Refused } from '../../errors.ts';
import { canonical } from '../approval/digest.ts';
import { noYes, refusalOf } from '../approval/messages.ts';
import type { Grant } from '../approval/request.ts';
import type { Look } from '../plan/live-state.ts';
import { type Planned, planOf } from '../plan/plan.ts';
import type { Effect } from '../plan/projected-state.ts';
import { withHandles } from '../secrets/resolve.ts';
import type { GuardParts, Passage } from './context.ts';
import { type OutcomeNote, perform } from './execute.ts';
import { fillFields, hasPlace } from './placeholders.ts';
import { lookFor, type Prepared, prepare, stateOf, survey } from './prepare.ts';
import { isUnknown } from './send.ts';

/** One step of an approved plan, ready to be compared with what the tool then asks for. */
export interface Rung {
  readonly prepared: Prepared;
  readonly planned: Planned;
  readonly rollback?: Prepared | undefined;
  readonly fallback: readonly Rung[];
}

/** Looks at the state that earlier steps should have left. */
export type Looks = (prepared: Prepared, effects: readonly Effect[]) => Look;

/** An approved plan on its way: what may come next, what may be taken back, what was done. */
interface Ladder {
  queue: readonly Rung[];
  undo: readonly Prepared[];
  /** Set for good by the first step that is taken back: another one may be on its way then. */
  goesBack: boolean;
  count: number;
  readonly effects: Effect[];
  readonly outputs: Fields[];
}

/** What an approved plan works with. */
export interface Climb {
  readonly grant: Grant | undefined;
  /** How often the identity had changed before the plan was looked at. */
  readonly epoch: number;
  readonly looks: Looks;
  /** The way of reads. */
  readonly open: Invoke;
  readonly parts: GuardParts;
  readonly passage: Passage;
}

const UNCHANGED: OutcomeNote = { State: 'unchanged', Confirmed: true, Notes: ['It is so already: nothing was sent.'] };

const isAlike = (rung: Prepared, asked: Prepared, { outputs }: Ladder, { secrets }: GuardParts): boolean => {
  const form = ({ action, input }: Prepared): string => canonical(withHandles(action, input, secrets));
  const meant = { ...rung, input: fillFields(rung.input, outputs) };
  return rung.action.name === asked.action.name && form(meant) === form(asked);
};

/** One step, on the state that the steps before should have left; anything else voids the plan. */
const forward = async (rung: Rung, asked: Prepared, ladder: Ladder, climb: Climb): Promise<Fields> => {
  const { parts, passage, grant, looks } = climb;
  const expected = await survey(parts, asked, looks(asked, ladder.effects), true);
  if (expected.survey.same) return { Outcome: UNCHANGED };
  const settingsOnly = ladder.effects.length > 0;
  const state = stateOf(parts, [expected], settingsOnly);
  // What an earlier step made was not there to be looked at when the plan was approved.
  const basis = hasPlace(rung.prepared.input) ? undefined : { state, settingsOnly };
  const onDone = (input: Fields): void => void ladder.effects.push({ action: asked.action.name, input });
  return perform({ prepared: asked, planned: expected, grant, step: ladder.count, basis, onDone }, parts, passage);
};

/** What may follow a failure: the fallback where the cloud refused, else nothing but taking back. */
const afterFailure = (rung: Rung, rest: readonly Rung[], ladder: Ladder, error: unknown): void => {
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
const takeBack = async (asked: Prepared, ladder: Ladder, { parts, passage, grant }: Climb): Promise<Fields> => {
  ladder.goesBack = true;
  ladder.undo = ladder.undo.filter((each) => !isAlike(each, asked, ladder, parts));
  ladder.count += 1;
  const planned = await survey(parts, asked, lookFor(parts, passage, asked.identity, asked.input), true);
  return perform({ prepared: asked, planned, grant, step: ladder.count }, parts, passage);
};

const offPlan = ({ name }: Action): Refused =>
  new Refused(
    'refused',
    `${name} with these arguments is not the next step of the approved plan. Nothing was sent.`,
    'Ask for a new plan that holds this step.',
  );

/** The way of an approved plan: exactly its steps, in order, once each; reads pass, everything else is refused. */
export const climbBy = (rungs: readonly Rung[], climb: Climb) => {
  const ladder: Ladder = { queue: rungs, undo: [], goesBack: false, count: 0, effects: [], outputs: [] };
  const { parts, passage } = climb;
  const plan = () =>
    planOf(
      rungs.map(({ planned }) => planned),
      parts.language,
      parts.redact,
    );
  return async (action: Action, input: Fields, call: Call): Promise<Fields> => {
    if (worstRisk(action) === 'read') return climb.open(action, input, call);
    const asked = await prepare(parts, passage, action, input);
    const isOther = rungs[0] && rungs[0].prepared.identity.Principal !== asked.identity.Principal;
    // An identity that is back again is none that this was approved under.
    if (isOther || parts.epoch.value !== climb.epoch) throw refusalOf(noYes.identity, plan(), parts.language);
    const next = ladder.goesBack ? undefined : ladder.queue[0];
    if (next && isAlike(next.prepared, asked, ladder, parts)) return goOn(asked, ladder, climb);
    if (ladder.undo.some((each) => isAlike(each, asked, ladder, parts))) return takeBack(asked, ladder, climb);
    throw offPlan(action);
  };
};
