import { planWords } from '../plan/messages.ts';
import type { Planned } from '../plan/plan.ts';
import { said } from '../text/message.ts';
import type { GuardParts } from './context.ts';
import { runOfDeletes } from './delete-limit.ts';
import { judge } from './policy.ts';
import { protection } from './protection.ts';

/** A plan that nobody is asked about tells first what this server itself would say to the call. */
export const withStanding = (planned: Planned, parts: GuardParts): Planned => {
  const bars = [protection(parts, planned), runOfDeletes(parts, planned)].flatMap((bar) => (bar ? [bar.said] : []));
  const modes = judge(planned.risk, parts.readOnly) === 'refuse' ? [said(planWords.onlyReading)] : [];
  const { survey } = planned;
  return { ...planned, survey: { ...survey, foreseen: [...modes, ...bars, ...survey.foreseen] } };
};
