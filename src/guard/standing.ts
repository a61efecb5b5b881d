import type { GuardParts } from './parts.ts';
import type { Planned } from './plan.ts';
import { planWords } from './plan-words.ts';
import { judge } from './policy.ts';
import { protection } from './refuse-protected.ts';
import { runOfDeletes } from './refuse-run.ts';
import { said } from './said.ts';

/** A plan that nobody is asked about tells first what this server itself would say to the call. */
export const withStanding = (planned: Planned, parts: GuardParts): Planned => {
  const bars = [protection(parts, planned), runOfDeletes(parts, planned)].flatMap((bar) => (bar ? [bar.said] : []));
  const modes = judge(planned.risk, parts.readOnly) === 'refuse' ? [said(planWords.onlyReading)] : [];
  const { survey } = planned;
  return { ...planned, survey: { ...survey, foreseen: [...modes, ...bars, ...survey.foreseen] } };
};
