import type { Action, Fields } from '../../catalogue/action.ts';
import { refusalOf, type Telling } from '../approval/messages.ts';
import { confirmOf, type Grant, type Matter } from '../approval/request.ts';
import { type Plan, type Planned, planOf, withFallbacks } from '../plan/plan.ts';
import type { GuardParts, Passage } from './context.ts';
import { answered, once } from './deduplicate.ts';
import { refuseRun } from './delete-limit.ts';
import { type Deed, NoLongerHarmless, type OutcomeNote, perform } from './execute.ts';
import { needsYes } from './policy.ts';
import { lookFor, type Prepared, prepare, stateOf, survey } from './prepare.ts';
import { withStanding } from './preview-refusals.ts';
import { refuseProtected } from './protection.ts';
import { endUnfinished } from './recover.ts';
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

const FORESEEN: Telling = [
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

export const planFor = (planned: readonly Planned[], parts: GuardParts): Plan =>
  planOf(planned, parts.language, parts.redact);

/** Refuses what the cloud would refuse, what is protected, and what a run of deletes made suspect. No question is asked. */
export const refuseForeseen = (planned: Planned, parts: GuardParts): void => {
  if (planned.survey.refusal) throw refusalOf(FORESEEN, planFor([planned], parts), parts.language);
  refuseProtected(parts, planned);
  refuseRun(parts, planned);
};

/** Asks for exactly these writes. Without an audit nothing of the kind is even asked for. */
export const obtainGrant = async (
  planned: readonly Planned[],
  plan: Plan,
  facts: { readonly key: string; readonly state: string },
  parts: GuardParts,
  passage: Passage,
): Promise<Grant> => {
  await parts.audit.ready().catch((error: unknown) => {
    for (const each of withFallbacks(planned)) refuseUnrecorded(each, error);
  });
  const confirm = confirmOf(planned);
  const { call, approval } = passage;
  const matter: Matter = { ...facts, planned, plan, call, approval, ...(confirm && { confirm }) };
  return parts.approvals.settle(matter);
};

const performOnce = (deed: Deed, parts: GuardParts, passage: Passage): Promise<Fields> =>
  once(deed.prepared, parts, passage, {
    work: () => perform(deed, parts, passage),
    anew: () => write(deed.prepared.action, deed.prepared.input, parts, passage),
  });

const ask = async (prepared: Prepared, planned: Planned, parts: GuardParts, passage: Passage): Promise<Fields> => {
  const state = stateOf(parts, [planned]);
  const facts = { key: prepared.key, state };
  const grant = await obtainGrant([planned], planFor([planned], parts), facts, parts, passage);
  return performOnce({ prepared, planned, grant, step: 0, basis: { state, settingsOnly: false } }, parts, passage);
};

/** What needs no yes goes as it is; what needs one by the time that it is its turn starts anew, and is asked for. */
const runHarmless = async (
  prepared: Prepared,
  planned: Planned,
  parts: GuardParts,
  passage: Passage,
): Promise<Fields> => {
  try {
    return await performOnce({ prepared, planned, step: 0, basis: 'harmless' }, parts, passage);
  } catch (error) {
    if (!(error instanceof NoLongerHarmless)) throw error;
    return write(prepared.action, prepared.input, parts, passage);
  }
};

/** What an earlier try of the same call came to; undefined when this one has to do it. */
const resume = async (prepared: Prepared, parts: GuardParts, passage: Passage): Promise<Fields | undefined> => {
  const output = await answered(prepared, parts, passage);
  const known = parts.memory.find(prepared.key);
  if (output || !known) return output;
  const ending = await endUnfinished(prepared, known, parts, passage);
  if (!('output' in ending)) return undefined;
  // Who asked first may never have heard of it, and ask once more.
  if (prepared.action.name.startsWith('Create')) parts.memory.answer(prepared.key, ending.output);
  return ending.output;
};

/**
 * One write on its way: prepared, remembered ones ended, looked at, refused, answered as done already, or asked for, and
 * carried out. Rejects with the family, with Suspended, with PlanMade when only planning, or with an abort's reason.
 */
export const write = async (action: Action, given: Fields, parts: GuardParts, passage: Passage): Promise<Fields> => {
  const prepared = await prepare(parts, passage, action, given);
  const earlier = passage.planning ? undefined : await resume(prepared, parts, passage);
  if (earlier) return earlier;
  const look = lookFor(parts, passage, prepared.identity, prepared.input);
  const planned = await survey(parts, prepared, look, passage.planning);
  if (passage.planning) throw new PlanMade([withStanding(planned, parts)]);
  if (planned.survey.same) return unchanged();
  refuseForeseen(planned, parts);
  const go = needsYes(planned.risk) ? ask : runHarmless;
  return go(prepared, planned, parts, passage);
};
