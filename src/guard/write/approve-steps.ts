import type { Invoke, Step } from '../../catalogue/invoke.ts';
import type { Look } from '../plan/live-state.ts';
import type { Planned } from '../plan/plan.ts';
import { type Effect, lookAfter } from '../plan/projected-state.ts';
import type { GuardParts, Passage } from './context.ts';
import { hasPlace } from './placeholders.ts';
import { needsYes } from './policy.ts';
import { keyOf, lookFor, type Prepared, prepare, stateOf, survey } from './prepare.ts';
import { withStanding } from './preview-refusals.ts';
import { climbBy, type Looks, type Rung } from './run-steps.ts';
import { obtainGrant, PlanMade, planFor, refuseForeseen } from './write.ts';

/** What is not there yet cannot be looked at. */
const withoutPlaces = (look: Look): Look => {
  const unread = async () => ({ unread: 'made by an earlier step' });
  const methods = Object.entries(look).map(([name, see]) => [
    name,
    (asked: unknown) => (hasPlace(asked) ? unread() : Reflect.apply(see, look, [asked])),
  ]);
  // The same methods, each behind one question.
  return Object.fromEntries(methods) as Look;
};

/** Looks, one for each region, that remember what they saw when the plan was made. */
const createLooks = (parts: GuardParts, passage: Passage): Looks => {
  const looks = new Map<string, Look>();
  return ({ identity, input }, effects) => {
    const region = String(input['RegionId'] ?? identity.Region);
    const look = looks.get(region) ?? withoutPlaces(lookFor(parts, passage, identity, input));
    looks.set(region, look);
    return lookAfter(look, effects);
  };
};

const effectOf = ({ prepared, planned }: { prepared: Prepared; planned: Planned }): Effect => ({
  action: prepared.action.name,
  input: planned.input,
});

/** Surveys steps in their order, each on the state that the ones before should leave. */
const climb = async (
  steps: readonly Step[],
  before: readonly Effect[],
  looks: Looks,
  parts: GuardParts,
  passage: Passage,
): Promise<readonly Rung[]> => {
  const rungs: Rung[] = [];
  for (const step of steps) {
    const effects = [...before, ...rungs.map(effectOf)];
    const prepared = await prepare(parts, passage, step.action, step.input);
    const seen = await survey(parts, prepared, looks(prepared, effects), true);
    const rollback = step.rollback && (await prepare(parts, passage, step.rollback.action, step.rollback.input));
    const fallback = await climb(step.fallback ?? [], effects, looks, parts, passage);
    const planned = { ...seen, rollback, fallback: fallback.map((rung) => rung.planned) };
    rungs.push({ prepared, planned, rollback, fallback });
  }
  return rungs;
};

const flat = (rungs: readonly Rung[]): readonly Rung[] => rungs.flatMap((rung) => [rung, ...flat(rung.fallback)]);

/**
 * Asks once for an ordered list of writes. Steps that would fail are refused before anybody is asked; where no step may
 * stop traffic, nobody is asked at all.
 */
export const approveSteps = async (steps: readonly Step[], open: Invoke, parts: GuardParts, passage: Passage) => {
  const epoch = parts.epoch.value;
  const looks = createLooks(parts, passage);
  const rungs = await climb(steps, [], looks, parts, passage);
  const all = flat(rungs);
  const planned = rungs.map((rung) => rung.planned);
  if (passage.planning) throw new PlanMade(planned.map((each) => withStanding(each, parts)));
  for (const rung of all) if (rung.fallback.length === 0) refuseForeseen(rung.planned, parts);
  const isRisky = ({ planned: { risk, survey: seen } }: Rung): boolean => needsYes(risk) && !seen.same;
  const prepared = all.flatMap((rung) => [rung.prepared, ...(rung.rollback ? [rung.rollback] : [])]);
  const seen = all.map((rung) => rung.planned);
  const facts = { key: keyOf(parts, passage, prepared), state: stateOf(parts, seen) };
  const asks = all.some(isRisky);
  const grant = asks ? await obtainGrant(planned, planFor(planned, parts), facts, parts, passage) : undefined;
  return climbBy(rungs, { grant, epoch, looks, open, parts, passage });
};
