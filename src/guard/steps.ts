import { type Action, worstRisk } from '../catalogue/action.ts';
import type { Call, Invoke, Step } from '../catalogue/invoke.ts';
import { CloudError, Refused } from '../errors.ts';
import { canonical } from './canonical.ts';
import { type Effect, lookAfter } from './effects.ts';
import type { Look } from './look.ts';
import type { Grant } from './matter.ts';
import type { GuardParts, Passage } from './parts.ts';
import { type OutcomeNote, perform } from './perform.ts';
import type { Planned } from './plan.ts';
import { judge } from './policy.ts';
import { keyOf, lookFor, type Prepared, prepare, stateOf, survey } from './prepare.ts';
import { withHandles } from './secret-input.ts';
import { isUnknown } from './send.ts';
import type { Fields } from './survey.ts';
import { obtainGrant, PlanMade, planFor, refuseForeseen } from './write.ts';

/** One step of an approved plan, ready to be compared with what the tool then asks for. */
interface Rung {
  readonly prepared: Prepared;
  readonly planned: Planned;
  readonly rollback?: Prepared | undefined;
  readonly fallback: readonly Rung[];
}

const refuse = (message: string, remedy: string): never => {
  throw new Refused('refused', message, remedy);
};

const PLACE = /^\{\{(\d+)\.(\w+)\}\}$/;

/** `{{1.VpnConnectionId}}` stands for a field of the first step's reply, which nobody knows before. */
const hasPlace = (value: unknown): boolean =>
  typeof value === 'string'
    ? PLACE.test(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(hasPlace);

const fillPlaces = (value: unknown, outputs: readonly Fields[]): unknown => {
  if (typeof value === 'string') {
    const [, step, field = ''] = PLACE.exec(value) ?? [];
    return step === undefined ? value : (outputs[Number(step) - 1]?.[field] ?? value);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillPlaces(inner, outputs)]));
};

const filled = (input: Fields, outputs: readonly Fields[]): Fields => ({ ...Object(fillPlaces(input, outputs)) });

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
const createLooks = (parts: GuardParts, passage: Passage) => {
  const looks = new Map<string, Look>();
  return ({ identity, input }: Prepared, effects: readonly Effect[]): Look => {
    const region = String(input['RegionId'] ?? identity.Region);
    const look = looks.get(region) ?? withoutPlaces(lookFor(parts, passage, identity, input));
    looks.set(region, look);
    return lookAfter(look, effects);
  };
};

type Looks = ReturnType<typeof createLooks>;

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

const isAlike = (rung: Prepared, asked: Prepared, outputs: readonly Fields[], parts: GuardParts): boolean => {
  const form = ({ action, input }: Prepared): string => canonical(withHandles(action, input, parts.secrets));
  return (
    rung.action.name === asked.action.name && form({ ...rung, input: filled(rung.input, outputs) }) === form(asked)
  );
};

const UNCHANGED: OutcomeNote = { State: 'unchanged', Confirmed: true, Notes: ['It is so already: nothing was sent.'] };

/** The Invoke of an approved plan: exactly its steps, in order, once each; reads pass, everything else is refused. */
const ladderInvoke = (
  rungs: readonly Rung[],
  grant: Grant | undefined,
  looks: Looks,
  open: Invoke,
  parts: GuardParts,
  passage: Passage,
) => {
  let queue = rungs;
  let undo: readonly Prepared[] = [];
  let count = 0;
  const effects: Effect[] = [];
  const outputs: Fields[] = [];

  const forward = async (rung: Rung, asked: Prepared): Promise<Fields> => {
    const expected = await survey(parts, asked, looks(asked, effects), true);
    if (expected.survey.same) return { Outcome: UNCHANGED };
    const settingsOnly = effects.length > 0;
    const approved = hasPlace(rung.prepared.input)
      ? undefined
      : { state: stateOf(parts, [expected], settingsOnly), settingsOnly };
    return perform({ prepared: asked, planned: expected, grant, step: count, approved }, parts, passage);
  };

  /** What may follow a failure: the fallback where the cloud refused, else nothing but taking back. */
  const fail = (rung: Rung, rest: readonly Rung[], error: unknown): void => {
    const unknown = isUnknown(error);
    queue =
      error instanceof CloudError && !unknown ? [...rung.fallback, ...(rung.fallback.length > 0 ? rest : [])] : [];
    if (unknown && rung.rollback) undo = [rung.rollback, ...undo];
  };

  const goOn = async (asked: Prepared): Promise<Fields> => {
    const [rung, ...rest] = queue;
    if (!rung) return refuse('No step of the approved plan is left. Nothing was sent.', 'Ask for a new plan.');
    queue = [];
    count += 1;
    try {
      const output = await forward(rung, asked);
      effects.push({ action: asked.action.name, input: asked.input });
      outputs.push(output);
      if (rung.rollback) undo = [rung.rollback, ...undo];
      queue = rest;
      return output;
    } catch (error) {
      fail(rung, rest, error);
      throw error;
    }
  };

  const takeBack = async (asked: Prepared): Promise<Fields> => {
    queue = [];
    undo = undo.filter((each) => !isAlike(each, asked, outputs, parts));
    count += 1;
    const planned = await survey(parts, asked, lookFor(parts, passage, asked.identity, asked.input), true);
    return perform({ prepared: asked, planned, grant, step: count }, parts, passage);
  };

  return async (action: Action, input: Fields, call: Call): Promise<Fields> => {
    if (worstRisk(action) === 'read') return open(action, input, call);
    const asked = await prepare(parts, passage, action, input);
    const next = queue[0];
    if (next && isAlike(next.prepared, asked, outputs, parts)) return goOn(asked);
    if (undo.some((each) => isAlike(each, asked, outputs, parts))) return takeBack(asked);
    return refuse(
      `${action.name} with these arguments is not the next step of the approved plan. Nothing was sent.`,
      'Ask for a new plan that holds this step.',
    );
  };
};

/**
 * Asks once for an ordered list of writes. Steps that would fail are refused before anybody is asked; where no step may
 * stop traffic, nobody is asked at all.
 */
export const approveSteps = async (steps: readonly Step[], open: Invoke, parts: GuardParts, passage: Passage) => {
  const looks = createLooks(parts, passage);
  const rungs = await climb(steps, [], looks, parts, passage);
  const all = flat(rungs);
  const planned = rungs.map((rung) => rung.planned);
  if (passage.planning) throw new PlanMade(planned);
  for (const rung of all) if (rung.fallback.length === 0) refuseForeseen(rung.planned, parts);
  const risky = all.filter(({ planned: { risk, survey: seen } }) => judge(risk, false) === 'ask' && !seen.same);
  const prepared = all.flatMap((rung) => [rung.prepared, ...(rung.rollback ? [rung.rollback] : [])]);
  const facts = {
    key: keyOf(parts, passage, prepared),
    state: stateOf(
      parts,
      all.map((rung) => rung.planned),
    ),
  };
  const plan = planFor(planned, parts);
  const grant = risky.length > 0 ? await obtainGrant(planned, plan, facts, parts, passage) : undefined;
  return ladderInvoke(rungs, grant, looks, open, parts, passage);
};
