import type { Fields } from '../../catalogue/action.ts';
import type { Applied, AppliedStep, Call, Invoke, Pause, Step } from '../../catalogue/invoke.ts';
import type { SummaryLine } from '../../catalogue/message.ts';
import { isKnownProblem, Refused } from '../../errors.ts';
import { askedBy } from '../outcome/outcome.ts';
import { planOf, stepsOf } from '../plan/plan.ts';
import type { PlannedWrite, Way } from '../plan/write-request.ts';
import { type Message, message } from '../text/message.ts';
import { approveList } from '../write/approve-steps.ts';
import type { CallContext } from '../write/context.ts';
import { resolve } from '../write/recover.ts';
import { isRefusedChange } from '../write/run-steps.ts';
import { refuseUnrecorded } from '../write/send.ts';
import { filledStep, filledWords, type Leg, prepareList, requestOf, type StepList } from './list.ts';
import { doneStep, failedStep, gatewayStatus, heldStep, mayGoOn, nextOf, replacedStep } from './report.ts';
import { type Standing, takeUp } from './take-up.ts';

// A list of writes under one yes: where it stands is looked up, the plan of what is left is asked for once, and each step is
// recorded, sent and read back before the next. It stops at the first step of which not all is well; the same call goes on.

const underWay = (): Refused =>
  new Refused(
    'refused',
    'This very list is being done by another call at this moment. Nothing was sent by this one.',
    'Repeat the call in a minute: it says where the list stands, and goes on if something is left.',
  );

/** A step with its plan. */
interface Ride {
  readonly step: Step;
  readonly write: PlannedWrite;
}

/** An approved list on its way. */
interface Course {
  readonly list: StepList;
  readonly standing: Standing;
  readonly rides: readonly Ride[];
  readonly run: (step: Step) => Promise<Fields>;
  readonly context: CallContext;
}

const ridesOf = (steps: readonly Step[] = [], planned: readonly PlannedWrite[] = []): readonly Ride[] =>
  steps.flatMap((step, at) => {
    const write = planned[at];
    return write ? [{ step, write }] : [];
  });

/** The earlier try of the step that comes first ends once that step is known to be done. */
const endEarlierTry = async ({ standing, context }: Course, leg: Leg, outputs: readonly Fields[]) => {
  const { supersedes } = standing;
  if (supersedes === undefined || !context.openWrites.isOpen({ id: supersedes })) return;
  await resolve(await requestOf(leg, outputs, context), { Id: supersedes, Found: 'repeated' }, context);
};

/** What becomes of a step, and what is left to do after it: nothing where not all is well. */
interface Turn {
  readonly became: AppliedStep;
  readonly output?: Fields;
  readonly rest: readonly Ride[];
}

const instead = ({ step, write }: Ride, way: Way, later: readonly Ride[]): readonly Ride[] => {
  const inner = ridesOf(step[way], write[way]);
  return inner.length > 0 ? [...inner, ...later.slice((step.spans ?? 1) - 1)] : [];
};

const pauseOf =
  ({ clock, call: { signal } }: CallContext): Pause =>
  async (ms) => {
    await clock.sleep(ms, signal);
    signal.throwIfAborted();
  };

const placeIn = ({ change }: PlannedWrite): number => change?.place ?? 0;

const takeStep = async (
  ride: Ride,
  later: readonly Ride[],
  outputs: readonly Fields[],
  course: Course,
): Promise<Turn> => {
  const { step, write } = ride;
  const { context } = course;
  const at = placeIn(write);
  const ended = (became: AppliedStep, way: Way): Turn => {
    const rest = instead(ride, way, later);
    return { became: rest.length > 0 ? replacedStep(became) : became, rest };
  };
  try {
    const held = await step.hold?.(context.call.signal, pauseOf(context));
    if (held !== undefined) return { became: heldStep(at, step.action, held), rest: [] };
    const filled = filledStep(step, at, outputs);
    const output = await course.run(filled);
    const status = await gatewayStatus(write, filled.input, context);
    const [planned] = stepsOf(planOf([write], context.language, context.redact));
    const done = doneStep(at, step.action, output, filledWords(planned?.Undo ?? '', step, outputs), status);
    if (done.State === 'no-effect') return ended(done, 'otherwise');
    return { became: done, output, rest: mayGoOn(done, write) ? later : [] };
  } catch (error) {
    if (!isKnownProblem(error) && !context.call.signal.aborted)
      context.call.log('error', 'a step of a list failed', { step: at, error: String(error) });
    const failed = failedStep(at, step.action, error);
    return isRefusedChange(error) ? ended(failed, 'fallback') : { became: failed, rest: [] };
  }
};

/** Does the steps that are left, up to the first of which not all is well; then the others are not begun. */
const runSteps = async (course: Course): Promise<readonly AppliedStep[]> => {
  const { list, standing, context } = course;
  const outputs = [...standing.outputs];
  const applied: AppliedStep[] = [...standing.done];
  let [ride, ...later] = course.rides;
  for (let isFirst = true; ride; isFirst = false) {
    const { step, write } = ride;
    const at = placeIn(write);
    context.call.progress({ done: at - 1, total: list.steps.length, message: `step ${at}: ${step.action.name}` });
    const { became, output, rest } = await takeStep(ride, later, outputs, course);
    applied.push(became);
    if (isFirst && became.State === 'done' && write.change)
      await endEarlierTry(course, { step, change: write.change }, outputs);
    if (output && write.change?.list === list.id) outputs[at - 1] = output;
    const isOver = rest.length === 0;
    if (isOver) return [...applied, ...later.map(notBegun)];
    [ride, ...later] = rest;
  }
  return applied;
};

const notBegun = ({ step, write }: Ride): AppliedStep => ({
  Step: placeIn(write),
  Action: step.action.name,
  State: 'not begun',
});

const isWell = ({ State }: AppliedStep): boolean => /^(done|done before|unchanged|replaced)$/.test(State);

const reportOf = (steps: readonly AppliedStep[], asked: string): Applied => ({
  ...{ State: steps.every(isWell) ? 'done' : 'stopped', Asked: asked, Steps: steps, Next: nextOf(steps) },
});

/** One call at a time works on a list: what another one is doing would be done twice. */
const alone = async <T>(id: string, { lists }: CallContext, work: () => Promise<T>): Promise<T> => {
  if (lists.has(id)) throw underWay();
  lists.add(id);
  try {
    return await work();
  } finally {
    lists.delete(id);
  }
};

/** What is to be done, and what a person reads of it before the steps. */
export interface GivenList {
  readonly steps: readonly Step[];
  readonly summary?: readonly SummaryLine[] | undefined;
}

const notesOf = ({ summary = [] }: GivenList): readonly Message[] =>
  summary.map(({ text, values }) => message(text, values));

const approveRest = async (standing: Standing, read: Invoke, call: Call, context: CallContext) => {
  const { legs, count, outputs, notes } = standing;
  const left = legs.slice(count);
  const rest = left.map(({ step, change }) => ({ ...step, input: filledStep(step, change.place, outputs).input }));
  const start = { places: left.map(({ change }) => change), outputs, notes };
  const { steps, approval, run } = await approveList(rest, read, context, start);
  const [first] = steps;
  if (first) await context.audit.ready().catch((error: unknown) => refuseUnrecorded(first, error));
  return { rides: ridesOf(rest, steps), approval, run: (step: Step) => run(step.action, step.input, call) };
};

/**
 * Does an ordered list of writes under one yes. What an earlier call of the same list has done is not done again. Rejects
 * where nothing was done: with Refused, with Suspended, with PlanMade when only planning, or with an abort's reason.
 */
export const applySteps = async (
  given: GivenList,
  read: Invoke,
  call: Call,
  context: CallContext,
): Promise<Applied> => {
  const list = await prepareList(given.steps, context);
  if (context.lists.has(list.id)) throw underWay();
  const taken = await (context.planning ? takeUp(list, context) : alone(list.id, context, () => takeUp(list, context)));
  const standing = { ...taken, notes: [...notesOf(given), ...taken.notes] };
  if (standing.count === standing.legs.length) return reportOf(standing.done, 'nobody');
  const { rides, approval, run } = await approveRest(standing, read, call, context);
  return alone(list.id, context, async () =>
    reportOf(await runSteps({ list, standing, rides, run, context }), askedBy(approval)),
  );
};
