import type { Invoke, Step } from '../../catalogue/invoke.ts';
import type { LiveState } from '../plan/live-state.ts';
import type { Planned } from '../plan/plan.ts';
import { type EarlierWrite, projectedState } from '../plan/projected-state.ts';
import type { CallContext, GuardContext } from './context.ts';
import { hasPlaceholder } from './placeholders.ts';
import { needsYes } from './policy.ts';
import { assess, keyOf, liveStateFor, type Prepared, prepare, stateOf } from './prepare.ts';
import { previewRefusals } from './preview-refusals.ts';
import { createStepRunner, type PlannedStep, type ProjectedStates } from './run-steps.ts';
import { obtainApproval, PlanMade, planFor, refuseWarnings } from './write.ts';

/** What is not there yet cannot be looked at. */
const withoutPlaces = (look: LiveState): LiveState => {
  const unread = async () => ({ unread: 'made by an earlier step' });
  const methods = Object.entries(look).map(([name, see]) => [
    name,
    (asked: unknown) => (hasPlaceholder(asked) ? unread() : Reflect.apply(see, look, [asked])),
  ]);
  // The same methods, each behind one question.
  return Object.fromEntries(methods) as LiveState;
};

/** Looks, one for each region, that remember what they saw when the plan was made. */
const createLooks = (parts: GuardContext, callContext: CallContext): ProjectedStates => {
  const looks = new Map<string, LiveState>();
  return ({ identity, input }, effects) => {
    const region = String(input['RegionId'] ?? identity.Region);
    const look = looks.get(region) ?? withoutPlaces(liveStateFor(parts, callContext, identity, input));
    looks.set(region, look);
    return projectedState(look, effects);
  };
};

const effectOf = ({ prepared, planned }: { prepared: Prepared; planned: Planned }): EarlierWrite => ({
  action: prepared.action.name,
  input: planned.input,
});

/** Surveys steps in their order, each on the state that the ones before should leave. */
const climb = async (
  steps: readonly Step[],
  before: readonly EarlierWrite[],
  looks: ProjectedStates,
  parts: GuardContext,
  callContext: CallContext,
): Promise<readonly PlannedStep[]> => {
  const rungs: PlannedStep[] = [];
  for (const step of steps) {
    const effects = [...before, ...rungs.map(effectOf)];
    const prepared = await prepare(parts, callContext, step.action, step.input);
    const seen = await assess(parts, prepared, looks(prepared, effects), true);
    const rollback = step.rollback && (await prepare(parts, callContext, step.rollback.action, step.rollback.input));
    const fallback = await climb(step.fallback ?? [], effects, looks, parts, callContext);
    const planned = { ...seen, rollback, fallback: fallback.map((rung) => rung.planned) };
    rungs.push({ prepared, planned, rollback, fallback });
  }
  return rungs;
};

const flat = (rungs: readonly PlannedStep[]): readonly PlannedStep[] =>
  rungs.flatMap((rung) => [rung, ...flat(rung.fallback)]);

/**
 * Asks once for an ordered list of writes. Steps that would fail are refused before anybody is asked; where no step may
 * stop traffic, nobody is asked at all.
 */
export const approveSteps = async (
  steps: readonly Step[],
  open: Invoke,
  parts: GuardContext,
  callContext: CallContext,
) => {
  const epoch = parts.epoch.value;
  const looks = createLooks(parts, callContext);
  const rungs = await climb(steps, [], looks, parts, callContext);
  const all = flat(rungs);
  const planned = rungs.map((rung) => rung.planned);
  if (callContext.planning) throw new PlanMade(planned.map((each) => previewRefusals(each, parts)));
  for (const rung of all) if (rung.fallback.length === 0) refuseWarnings(rung.planned, parts);
  const isRisky = ({ planned: { risk, impact: seen } }: PlannedStep): boolean => needsYes(risk) && !seen.unchanged;
  const prepared = all.flatMap((rung) => [rung.prepared, ...(rung.rollback ? [rung.rollback] : [])]);
  const seen = all.map((rung) => rung.planned);
  const facts = { key: keyOf(parts, callContext, prepared), state: stateOf(parts, seen) };
  const asks = all.some(isRisky);
  const approval = asks ? await obtainApproval(planned, planFor(planned, parts), facts, parts, callContext) : undefined;
  return createStepRunner(rungs, { approval, epoch, looks, open, parts, callContext });
};
