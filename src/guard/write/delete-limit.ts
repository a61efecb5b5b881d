import { planWords } from '../plan/messages.ts';
import type { Planned } from '../plan/plan.ts';
import { said } from '../text/message.ts';
import type { GuardParts } from './context.ts';
import { type Bar, refuseAt } from './protection.ts';

/** Why one delete more is too many; undefined when it is not. */
export const runOfDeletes = ({ breaker }: GuardParts, { risk }: Planned, grantId?: string): Bar | undefined => {
  const until = risk === 'destroy' ? breaker.closedUntil(grantId) : undefined;
  if (until === undefined) return undefined;
  return {
    said: said(planWords.manyDeletes, { until: new Date(until).toISOString() }),
    remedy:
      'Ask the human whether the deletes so far were meant; then wait, or let the operator raise --breaker-deletes.',
  };
};

export const refuseRun = (parts: GuardParts, planned: Planned, grantId?: string): void => {
  const bar = runOfDeletes(parts, planned, grantId);
  if (bar) refuseAt(bar, planned, parts);
};
