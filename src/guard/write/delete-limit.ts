import { planMessages } from '../plan/messages.ts';
import type { Planned } from '../plan/plan.ts';
import { message } from '../text/message.ts';
import type { GuardContext } from './context.ts';
import { type Refusal, refuseAt } from './protection.ts';

/** Why one delete more is too many; undefined when it is not. */
export const deleteLimitReached = (
  { deleteCounter }: GuardContext,
  { risk }: Planned,
  approvalId?: string,
): Refusal | undefined => {
  const until = risk === 'destroy' ? deleteCounter.closedUntil(approvalId) : undefined;
  if (until === undefined) return undefined;
  return {
    said: message(planMessages.manyDeletes, { until: new Date(until).toISOString() }),
    remedy:
      'Ask the human whether the deletes so far were meant; then wait, or let the operator raise --breaker-deletes.',
  };
};

export const refuseOverDeleteLimit = (parts: GuardContext, planned: Planned, approvalId?: string): void => {
  const bar = deleteLimitReached(parts, planned, approvalId);
  if (bar) refuseAt(bar, planned, parts);
};
