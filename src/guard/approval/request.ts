import type { BaseCall } from '../../catalogue/invoke.ts';
import { confirmsOf } from '../plan/impact.ts';
import { coveredBy, type Plan } from '../plan/plan.ts';
import type { PlannedWrite } from '../plan/write-request.ts';

/** Exactly what a human is asked to approve, and for whom. */
export interface ApprovalRequest {
  /** Digest of caller, identity, place and every action with its canonical input. */
  readonly key: string;
  /** Digest of what was seen of the targets. */
  readonly state: string;
  readonly planned: readonly PlannedWrite[];
  /** In the guard's own language, safe to show. */
  readonly plan: Plan;
  /** What has to be typed for a delete. */
  readonly confirm?: { readonly text: string; readonly accepted: readonly string[] };
  readonly call: BaseCall;
  /** The token that the caller brought, where the operator works with tokens. */
  readonly approvalToken?: string | undefined;
}

/** A yes to exactly one request, to be used once and soon. */
export interface Approval {
  readonly id: string;
  readonly channel: string;
  readonly by?: string;
  readonly expiresAtMs: number;
}

export const LIFE_MS = 5 * 60_000;

/** What an earlier step makes has no ID yet that anybody could type. */
const isMadeByStep = (id: string): boolean => id.startsWith('{{');

/**
 * What a human types to approve a plan with a delete in it, a rollback too: the first target that would be deleted, and
 * before others one that its name does not tell from other things.
 */
export const confirmOf = (planned: readonly PlannedWrite[]): ApprovalRequest['confirm'] => {
  const targets = coveredBy(planned).flatMap(({ risk, impact: { target } }) => (risk === 'destroy' ? [target] : []));
  const typed = targets.filter(({ Id }) => !isMadeByStep(Id));
  const target = typed.find(({ onlyId }) => onlyId) ?? typed[0];
  return target && { text: target.confirm, accepted: confirmsOf(target) };
};
