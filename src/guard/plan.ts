import type { Action, Risk } from '../catalogue/action.ts';
import { disarm } from './disarm.ts';
import type { Redactor } from './redact.ts';
import { type Language, type Said, tell } from './said.ts';
import type { Fields, Shown, Survey } from './survey.ts';

/** Who would act, and where, as far as people may see it. */
export interface Place {
  readonly Account: string;
  readonly Region: string;
}

/** One write that is about to be asked for: the request as it would go out, and what a look at the cloud said. */
export interface Planned {
  readonly action: Action;
  /** Completed and with secrets in the clear: never leaves as it is. */
  readonly input: Fields;
  readonly risk: Risk;
  readonly survey: Survey;
  readonly place: Place;
}

/** A plan as data, in one language, safe to show. */
export interface PlanStep {
  readonly Action: string;
  readonly Risk: Risk;
  readonly Account: string;
  readonly Region: string;
  readonly Target: { readonly Id: string; readonly Name: string };
  readonly Changes: readonly { readonly Field: string; readonly Before: Plain; readonly After: Plain }[];
  readonly BlastRadius: readonly string[];
  readonly Foreseen: readonly string[];
  readonly Undo: string;
  /** The exact request, secrets as fingerprints. */
  readonly Parameters: Fields;
}

type Plain = string | number | boolean | null;

export type Plan = PlanStep | { readonly Steps: readonly PlanStep[] };

const plain = (value: Shown, language: Language): Plain => {
  if (typeof value === 'string') return disarm(value, 200);
  return typeof value === 'object' && value !== null ? tell(value, language) : value;
};

const stepOf = ({ action, input, risk, survey, place }: Planned, language: Language, redact: Redactor): PlanStep => {
  const told = (sentences: readonly Said[]): string[] => sentences.map((sentence) => tell(sentence, language));
  return redact.value({
    Action: action.name,
    Risk: risk,
    Account: disarm(place.Account),
    Region: disarm(place.Region),
    Target: { Id: disarm(survey.target.Id, 200), Name: disarm(survey.target.Name) },
    Changes: survey.changes.map(({ Field, Before, After }) => ({
      Field,
      Before: plain(Before, language),
      After: plain(After, language),
    })),
    BlastRadius: told(survey.blast),
    Foreseen: told([...(survey.refusal ? [survey.refusal] : []), ...survey.foreseen]),
    Undo: told(survey.undo).join(' '),
    Parameters: input,
  });
};

/** The plan of one write, or of several in their order. */
export const planOf = (planned: readonly Planned[], language: Language, redact: Redactor): Plan => {
  const steps = planned.map((each) => stepOf(each, language, redact));
  const [only] = steps;
  return steps.length === 1 && only ? only : { Steps: steps };
};

/** The steps of a plan, one or many. */
export const stepsOf = (plan: Plan): readonly PlanStep[] => ('Steps' in plan ? plan.Steps : [plan]);
