import { refusalOf, type Telling } from './approval-text.ts';
import type { GuardParts } from './parts.ts';
import { type Planned, planOf } from './plan.ts';

const breaking = (until: number): Telling => [
  'refused',
  `Too many deletes in a short time: no more until ${new Date(until).toISOString()}. Nothing was sent.`,
  'Ask the human whether the deletes so far were meant; then wait, or let the operator raise --breaker-deletes.',
];

/** Throws for one delete too many: a run of them is something that somebody should look at first. */
export const refuseRun = (parts: GuardParts, planned: Planned, grantId?: string): void => {
  if (planned.risk !== 'destroy') return;
  const until = parts.breaker.closedUntil(grantId);
  if (until === undefined) return;
  throw refusalOf(breaking(until), planOf([planned], parts.language, parts.redact), parts.language);
};
