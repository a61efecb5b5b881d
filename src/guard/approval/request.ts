import type { BaseCall } from '../../catalogue/invoke.ts';
import { isIdentified } from '../../catalogue/resource.ts';
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

/** A route is called by its block alone: a thing with a name of its own says better what is lost. */
const isNamed = ({ action: { resource } }: PlannedWrite): boolean => isIdentified(resource);

/**
 * What a human types to approve a plan with a delete in it, a rollback too: before others a target that its name does not
 * tell from other things, else the first thing with an ID that would be deleted, else the first route.
 */
export const confirmOf = (planned: readonly PlannedWrite[]): ApprovalRequest['confirm'] => {
  const typed = coveredBy(planned).filter(({ risk, impact }) => risk === 'destroy' && !isMadeByStep(impact.target.Id));
  const targets = [...typed.filter(isNamed), ...typed].map(({ impact }) => impact.target);
  const target = targets.find(({ onlyId }) => onlyId) ?? targets[0];
  return target && { text: target.confirm, accepted: confirmsOf(target) };
};
