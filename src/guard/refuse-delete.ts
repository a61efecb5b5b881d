import { refusalOf, type Telling } from './approval-text.ts';
import type { GuardParts } from './parts.ts';
import { type Planned, planOf } from './plan.ts';
import { protectedBy } from './protect.ts';

/** What `--protect` may name: the target, and for a route the tunnel and the gateway it belongs to. */
const wordsOf = ({ survey, input }: Planned): readonly string[] =>
  [survey.target.Id, survey.target.Name, input['NextHop'], input['VpnGatewayId']].filter(
    (word): word is string => typeof word === 'string' && word !== '',
  );

const protection = (pattern: string): Telling => [
  'refused',
  `The operator protects this target (--protect ${pattern}). Nothing was sent.`,
  'No approval opens this; only the operator can change --protect.',
];

const breaking = (until: number): Telling => [
  'refused',
  `Too many deletes in a short time: no more until ${new Date(until).toISOString()}. Nothing was sent.`,
  'Ask the human whether the deletes so far were meant; then wait, or let the operator raise --breaker-deletes.',
];

/** Throws for a target that no approval can destroy, and for a run of deletes that somebody should look at first. */
export const refuseDelete = (parts: GuardParts, planned: Planned, grantId?: string): void => {
  if (planned.risk !== 'destroy') return;
  const plan = () => planOf([planned], parts.language, parts.redact);
  const pattern = protectedBy(parts.protect, wordsOf(planned));
  if (pattern !== undefined) throw refusalOf(protection(pattern), plan(), parts.language);
  const until = parts.breaker.closedUntil(grantId);
  if (until !== undefined) throw refusalOf(breaking(until), plan(), parts.language);
};
