import type { Action, Fields, Risk } from '../../catalogue/action.ts';
import type { Redactor } from '../secrets/redact.ts';
import { format, type Language, type Message } from '../text/message.ts';
import { placesInWords, sanitize } from '../text/sanitize.ts';
import { apart, type Shown, spell } from './impact.ts';
import { briefUndo } from './undo.ts';
import type { PlannedWrite } from './write-request.ts';

/** What stands in the words of a plan only. A symbol, so that data that leaves does not hold it. */
export const IN_WORDS = Symbol('in words');

/** A plan as data, in one language, safe to show. */
export interface PlanStep {
  readonly [IN_WORDS]?: { readonly undo: string };
  /** With the first step: what the whole does, and what a person has to know before all else. */
  readonly Summary?: readonly string[];
  /** Its place in a list, of which the first steps may be done already. */
  readonly Step?: number;
  readonly Action: string;
  readonly Risk: Risk;
  /** Whether a person is asked before it is done, and why. */
  readonly Asks: PlannedWrite['asks']['whom'];
  readonly AsksWhy: string;
  /** It orders what costs money. */
  readonly Billed?: true;
  readonly Account: string;
  readonly Region: string;
  readonly Target: { readonly Id: string; readonly Name: string };
  readonly Changes: readonly { readonly Field: string; readonly Before: Plain; readonly After: Plain }[];
  readonly BlastRadius: readonly string[];
  readonly Foreseen: readonly string[];
  readonly Undo: string;
  /** The exact request, secrets as fingerprints. */
  readonly Parameters: Fields;
  /** In a plan of several steps: the call that takes this one back, and the calls that may run in its place. */
  readonly Rollback?: string;
  /** If the cloud refuses the step. */
  readonly Fallback?: readonly string[];
  /** If the cloud says yes and does nothing. */
  readonly Otherwise?: readonly string[];
  /** The last step for which those two stand, where that is not this one. */
  readonly Until?: number;
}

type Plain = string | number | boolean | null;

export type Plan = PlanStep | { readonly Steps: readonly PlanStep[] };

const plain = (value: Shown, language: Language): Plain => {
  if (typeof value === 'string') return sanitize(placesInWords(value, language), 200);
  return typeof value === 'object' && value !== null ? format(value, language) : value;
};

const spellCall = (action: Action, input: Fields, redact: Redactor): string => {
  const { RegionId: _region, ClientToken: _token, ...fields } = redact.value(input);
  return sanitize(`${action.name}: ${spell(fields)}`, 400);
};

/** Secrets go before names are sanitized and cut: nobody would recognise what is left of one after that. */
const redactedImpact = ({ action, impact, input }: PlannedWrite, redact: Redactor) => {
  const { target, changes, refusal, undo } = impact;
  // Whoever reads on has to know from the beginning what all of it leaves out.
  const { emergency, unread, affected, warnings } = apart(impact);
  return redact.value({
    target,
    changes,
    affected: [...emergency, ...unread, ...affected],
    warnings: [...(refusal ? [refusal] : []), ...warnings],
    undo,
    inWords: undo.map((each) => briefUndo(each, action, input)),
  });
};

/** A call that may run in the place of a step: exactly which, and what it would do to traffic. */
const spellWay = ({ action, input, risk, impact }: PlannedWrite, language: Language, redact: Redactor): string => {
  const { emergency, unread, affected } = apart(redact.value({ affected: impact.affected, warnings: [] }));
  const sentences = [...emergency, ...unread, ...affected].map((sentence) => format(sentence, language));
  const marks = risk === 'destroy' ? (language === 'zh' ? '（删除）' : ' (deletes)') : '';
  return [`${spellCall(action, input, redact)}${marks}`, ...new Set(sentences)].join(' · ');
};

const waysOf = (
  { change, fallback, otherwise, spans = 1 }: PlannedWrite,
  language: Language,
  redact: Redactor,
): Pick<PlanStep, 'Fallback' | 'Otherwise' | 'Until'> => {
  const spelled = (way: readonly PlannedWrite[]) => way.map((each) => spellWay(each, language, redact));
  return {
    ...(fallback?.length && { Fallback: spelled(fallback) }),
    ...(otherwise?.length && { Otherwise: spelled(otherwise) }),
    ...(spans > 1 && change && { Until: change.place + spans - 1 }),
  };
};

const stepOf = (planned: PlannedWrite, language: Language, redact: Redactor): PlanStep => {
  const { action, change, input, risk, asks, place, rollback, summary = [] } = planned;
  const impact = redactedImpact(planned, redact);
  const formatted = (sentences: readonly Message[]): string[] => [
    ...new Set(sentences.map((sentence) => format(sentence, language))),
  ];
  // Chinese sentences follow each other without a blank.
  const joined = (sentences: readonly Message[]): string => formatted(sentences).join(language === 'zh' ? '' : ' ');
  const step = redact.value({
    // The middle of a key ID is hidden by asterisks, which are Markdown.
    Account: sanitize(place.Account.replace(/\*+/g, '…')),
    Region: sanitize(place.Region),
    Target: { Id: sanitize(placesInWords(impact.target.Id, language), 200), Name: sanitize(impact.target.Name) },
    BlastRadius: formatted(impact.affected),
    Changes: impact.changes.map(({ Field, Before, After }) => ({
      Field,
      Before: plain(Before, language),
      After: plain(After, language),
    })),
    Foreseen: formatted(impact.warnings),
    Undo: joined(impact.undo),
    Parameters: input,
    ...(rollback && { Rollback: spellCall(rollback.action, rollback.asked, redact) }),
    ...waysOf(planned, language, redact),
  });
  const inWords = { undo: redact.value(joined(impact.inWords)) };
  // Labels are found by these words: a key that happens to be `destroy` must not mask them.
  return {
    ...(summary.length > 0 && { Summary: formatted(redact.value(summary)) }),
    ...(change && { Step: change.place }),
    Action: action.name,
    Risk: risk,
    Asks: asks.whom,
    AsksWhy: format(asks.why, language),
    ...(action.billed && { Billed: true }),
    ...step,
    [IN_WORDS]: inWords,
  };
};

/** The plan of one write, or of several in their order. */
export const planOf = (planned: readonly PlannedWrite[], language: Language, redact: Redactor): Plan => {
  const steps = planned.map((each) => stepOf(each, language, redact));
  const [only] = steps;
  return steps.length === 1 && only ? only : { Steps: steps };
};

/** What a step is called in a plan of several, or of what is left of them; undefined where it stands alone. */
export const placeOf = ({ Step }: PlanStep, index: number, all: readonly PlanStep[]): number | undefined =>
  Step ?? (all.length > 1 ? index + 1 : undefined);

/** The steps of a plan, one or many. */
export const stepsOf = (plan: Plan): readonly PlanStep[] => ('Steps' in plan ? plan.Steps : [plan]);

/** Every write that an approval of the plan covers: steps, what may run in their place, and what takes them back. */
export const coveredBy = (planned: readonly PlannedWrite[]): readonly PlannedWrite[] =>
  withWays(planned).flatMap((each) => [each, ...(each.rollback ? [each.rollback] : [])]);

/** Planned writes with what may run in their place among them. */
export const withWays = (planned: readonly PlannedWrite[]): readonly PlannedWrite[] =>
  planned.flatMap((each) => [each, ...withWays(each.fallback ?? []), ...withWays(each.otherwise ?? [])]);
