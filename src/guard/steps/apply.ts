import type { Fields } from '../../catalogue/action.ts';
import type { Applied, AppliedStep, Call, Invoke, Step } from '../../catalogue/invoke.ts';
import type { Told } from '../../catalogue/message.ts';
import { isKnownProblem, Refused } from '../../errors.ts';
import { askedBy } from '../outcome/outcome.ts';
import { planOf, stepsOf } from '../plan/plan.ts';
import type { PlannedWrite } from '../plan/write-request.ts';
import { type Message, message } from '../text/message.ts';
import { approveList } from '../write/approve-steps.ts';
import type { CallContext } from '../write/context.ts';
import { resolve } from '../write/recover.ts';
import { refuseUnrecorded } from '../write/send.ts';
import { filledStep, prepareList, requestOf, type StepList } from './list.ts';
import { doneStep, failedStep, gatewayStatus, heldStep, mayGoOn, nextOf } from './report.ts';
import { type Standing, takeUp } from './take-up.ts';

// A list of writes under one yes: where it stands is looked up, the plan of what is left is asked for once, and each step is
// recorded, sent and read back before the next. It stops at the first step of which not all is well; the same call goes on.

const underWay = (): Refused =>
  new Refused(
    'refused',
    'This very list is being done by another call at this moment. Nothing was sent by this one.',
    'Repeat the call in a minute: it says where the list stands, and goes on if something is left.',
  );

/** An approved list on its way. */
interface Course {
  readonly list: StepList;
  readonly standing: Standing;
  readonly planned: readonly PlannedWrite[];
  readonly run: (step: Step) => Promise<Fields>;
  readonly context: CallContext;
}

/** The entry of an earlier try ends once the step is known to be done. */
const endEarlierTry = async ({ list, standing, context }: Course, at: number, outputs: readonly Fields[]) => {
  if (standing.supersedes === undefined || !context.openWrites.isOpen({ id: standing.supersedes })) return;
  const request = await requestOf(list, at, outputs, context);
  await resolve(request, { Id: standing.supersedes, Found: 'repeated' }, context);
};

/** Does the steps that are left, up to the first of which not all is well. */
const runSteps = async (course: Course): Promise<readonly AppliedStep[]> => {
  const { list, standing, planned, run, context } = course;
  const undo = stepsOf(planOf(planned, context.language, context.redact)).map(({ Undo }) => Undo);
  const outputs = [...standing.outputs];
  const applied: AppliedStep[] = [...standing.done];
  for (const [index, write] of planned.entries()) {
    const at = standing.outputs.length + index + 1;
    const step = list.steps[at - 1];
    if (!step) break;
    const { name } = step.action;
    context.call.progress({ done: at - 1, total: list.steps.length, message: `step ${at}: ${name}` });
    try {
      const held = await step.hold?.(context.call.signal);
      if (held !== undefined) {
        applied.push(heldStep(at, step.action, held));
        break;
      }
      const filled = filledStep(step, at, outputs);
      const output = await run(filled);
      const status = await gatewayStatus(write, filled.input, context);
      const done = doneStep(at, step.action, output, undo[index] ?? '', status);
      applied.push(done);
      if (done.State === 'done' && index === 0) await endEarlierTry(course, at, outputs);
      outputs.push(output);
      if (!mayGoOn(done, write)) break;
    } catch (error) {
      if (!isKnownProblem(error) && !context.call.signal.aborted)
        context.call.log('error', 'a step of a list failed', { step: at, error: String(error) });
      applied.push(failedStep(at, step.action, error));
      break;
    }
  }
  return applied;
};

const reportOf = (list: StepList, applied: readonly AppliedStep[], asked: string): Applied => {
  const rest = list.steps.slice(applied.length).map(
    ({ action }, index): AppliedStep => ({
      Step: applied.length + index + 1,
      Action: action.name,
      State: 'not begun',
    }),
  );
  const steps = [...applied, ...rest];
  const isDone = steps.every(({ State }) => State === 'done' || State === 'done before' || State === 'unchanged');
  return { State: isDone ? 'done' : 'stopped', Asked: asked, Steps: steps, Next: nextOf(steps) };
};

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
  readonly told?: readonly Told[] | undefined;
}

const notesOf = ({ told = [] }: GivenList): readonly Message[] => told.map(({ text, values }) => message(text, values));

const approveRest = async (list: StepList, standing: Standing, read: Invoke, call: Call, context: CallContext) => {
  const rest = list.steps.slice(standing.outputs.length).map((step, index) => {
    const { input } = filledStep(step, standing.outputs.length + index + 1, standing.outputs);
    return { ...step, input };
  });
  const start = { list: list.id, outputs: standing.outputs, notes: standing.notes };
  const { steps, approval, run } = await approveList(rest, read, context, start);
  const [first] = steps;
  if (first) await context.audit.ready().catch((error: unknown) => refuseUnrecorded(first, error));
  return { planned: steps, approval, run: (step: Step) => run(step.action, step.input, call) };
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
  if (standing.outputs.length === given.steps.length) return reportOf(list, standing.done, 'nobody');
  const { planned, approval, run } = await approveRest(list, standing, read, call, context);
  return alone(list.id, context, async () =>
    reportOf(list, await runSteps({ list, standing, planned, run, context }), askedBy(approval)),
  );
};
