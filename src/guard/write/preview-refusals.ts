import { planMessages } from '../plan/messages.ts';
import type { Planned } from '../plan/plan.ts';
import { message } from '../text/message.ts';
import type { GuardContext } from './context.ts';
import { deleteLimitReached } from './delete-limit.ts';
import { judge } from './policy.ts';
import { protection } from './protection.ts';

/** A plan that nobody is asked about tells first what this server itself would say to the call. */
export const previewRefusals = (planned: Planned, parts: GuardContext): Planned => {
  const bars = [protection(parts, planned), deleteLimitReached(parts, planned)].flatMap((bar) =>
    bar ? [bar.said] : [],
  );
  const modes = judge(planned.risk, parts.readOnly) === 'refuse' ? [message(planMessages.onlyReading)] : [];
  const { impact } = planned;
  return { ...planned, impact: { ...impact, warnings: [...modes, ...bars, ...impact.warnings] } };
};
