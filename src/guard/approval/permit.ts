import { type Risk, riskOf, worstRisk } from '../../catalogue/action.ts';
import type { BaseCall } from '../../catalogue/invoke.ts';
import { type Scope, scopeFor } from '../../catalogue/risk.ts';
import { Refused } from '../../errors.ts';
import { coveredBy } from '../plan/plan.ts';
import type { PlannedWrite } from '../plan/write-request.ts';

const refuse = (scope: Scope): never => {
  throw new Refused(
    'refused',
    `The caller’s access token does not hold the scope ${scope}. Nothing was sent.`,
    'PlanChange shows what the call would do. Ask the operator of this server for the scope, or a person who holds it.',
  );
};

/** Throws Refused where the caller had to say who it is, and may not do what has this risk. */
export const refuseWithoutScope = (risk: Risk, { caller: { principal } }: Pick<BaseCall, 'caller'>): void => {
  const scope = scopeFor(risk);
  if (principal && !principal.may(scope)) refuse(scope);
};

/** The same for all that one approval covers, judged anew: permissions may have been taken back while a human thought. */
export const refuseWithoutScopes = (planned: readonly PlannedWrite[], call: Pick<BaseCall, 'caller'>): void => {
  for (const { action, asked } of coveredBy(planned))
    refuseWithoutScope(worstRisk(action) === 'destroy' ? 'destroy' : riskOf(action, asked), call);
};
