import type { Fields } from '../../catalogue/action.ts';
import { CloudError, isKnownProblem, Refused, Unreachable } from '../../errors.ts';
import { digest } from '../approval/digest.ts';
import type { Approval } from '../approval/request.ts';
import type { Intent, Outcome } from '../audit/writer.ts';
import { type Planned, planOf } from '../plan/plan.ts';
import type { CallContext, GuardContext } from './context.ts';
import { needsYes } from './policy.ts';
import { type Prepared, stateOf } from './prepare.ts';

/** One request that is about to leave. */
export interface OutgoingWrite {
  readonly prepared: Prepared;
  readonly planned: Planned;
  readonly approval?: Approval | undefined;
  /** Complete: token and secrets included. */
  readonly input: Fields;
  /** Joins the entries of the audit. */
  readonly id: string;
  /** To be told with the reply, whenever one comes. */
  readonly notes: readonly string[];
}

/** Whether the cloud may have acted although no good answer came. What is not of the family may be anything: an abort too. */
export const isUnknown = (error: unknown): boolean => {
  if (error instanceof CloudError) return !error.failure.OutcomeKnown;
  if (error instanceof Unreachable) return !error.outcomeKnown;
  return !isKnownProblem(error);
};

const intentOf = (
  { prepared, planned, approval, input, id }: OutgoingWrite,
  parts: GuardContext,
  callContext: CallContext,
): Intent => {
  const { caller } = callContext.call;
  const token = input['ClientToken'];
  const plan = approval && digest(parts.keys.seals(), planOf([planned], 'en', parts.redact)).slice(0, 16);
  return parts.redact.value({
    Kind: 'intent',
    Id: id,
    RequestId: caller.requestId,
    Session: caller.session,
    Tool: callContext.tool,
    Action: prepared.action.name,
    Risk: planned.risk,
    Input: input,
    Account: prepared.identity.Account,
    Region: planned.place.Region,
    Endpoint: prepared.identity.Endpoint,
    Door: approval?.channel ?? 'none needed',
    ...(caller.client && { Client: caller.client }),
    ...(typeof token === 'string' && { ClientToken: token }),
    ...(plan && { Plan: plan }),
    ...(approval?.by && { By: approval.by }),
  });
};

/** Without a record nothing dangerous is done; a harmless write is, with a warning. */
const announce = async (
  outgoing: OutgoingWrite,
  parts: GuardContext,
  callContext: CallContext,
): Promise<readonly string[]> => {
  try {
    await parts.audit.write(intentOf(outgoing, parts, callContext));
    return [];
  } catch (error) {
    refuseUnrecorded(outgoing.planned, error);
    callContext.call.log('error', 'the audit cannot be written', { why: error });
    return ['Warning: this write is not in the audit, which cannot be written now.'];
  }
};

/** Throws when the audit fails and the call may not go without it. */
export const refuseUnrecorded = ({ risk }: Planned, cause: unknown): void => {
  if (!needsYes(risk)) return;
  throw new Refused(
    'refused',
    'The audit cannot be written, and without it nothing that may stop traffic is done. Nothing was sent.',
    'Ask the operator to make --state-dir writable; then repeat the call.',
    undefined,
    { cause },
  );
};

const outcomeOf = (
  id: string,
  started: number,
  now: number,
  result: Outcome['Result'],
  facts: Partial<Outcome>,
): Outcome => ({
  Kind: 'outcome',
  Id: id,
  Result: result,
  DurationMs: now - started,
  ...facts,
});

const requestIdOf = (output: unknown): Partial<Outcome> =>
  typeof output === 'object' && output !== null && 'RequestId' in output && typeof output.RequestId === 'string'
    ? { CloudRequestId: output.RequestId }
    : {};

const failureFacts = (error: unknown): Partial<Outcome> => {
  if (!isKnownProblem(error)) return { Code: error instanceof Error ? error.name : 'unknown' };
  const requestId = error instanceof CloudError ? error.failure.RequestId : undefined;
  return { Code: error.code, ...(requestId && { CloudRequestId: requestId }) };
};

/** Remembers what left, for the same call may come again; without a token of its own it could not be told from a new one. */
const remember = ({ prepared, planned, approval, input, id, notes }: OutgoingWrite, parts: GuardContext): void => {
  if (!('ClientToken' in input) && prepared.action.name !== 'CreateVpnGateway') return;
  parts.recentWrites.keep(prepared.key, {
    input,
    id,
    channel: approval?.channel ?? 'none needed',
    by: approval?.by,
    notes,
    state: stateOf(parts, [planned]),
    sentAtMs: parts.clock.now(),
    approvedUntilMs: approval?.expiresAtMs ?? Number.POSITIVE_INFINITY,
  });
};

/**
 * Announces, sends, records how it ended, and remembers a request of which that is not known. Rejects as the client does, or
 * with Refused when nothing was sent.
 */
export const send = async (
  outgoing: OutgoingWrite,
  parts: GuardContext,
  callContext: CallContext,
  transmit: (input: Fields) => Promise<Fields>,
) => {
  const warnings = await announce(outgoing, parts, callContext);
  const started = parts.clock.now();
  const record = (result: Outcome['Result'], facts: Partial<Outcome>): Promise<void> =>
    parts.audit
      .write(parts.redact.value(outcomeOf(outgoing.id, started, parts.clock.now(), result, facts)))
      .catch((why: unknown) => {
        callContext.call.log('error', 'the outcome is not in the audit', { why, id: outgoing.id });
      });
  try {
    const output = await transmit(outgoing.input);
    parts.recentWrites.forget(outgoing.prepared.key);
    await record('ok', requestIdOf(output));
    return { output, warnings };
  } catch (error) {
    const unknown = isUnknown(error);
    if (unknown) remember(outgoing, parts);
    else parts.recentWrites.forget(outgoing.prepared.key);
    await record(unknown ? 'unknown' : 'failed', failureFacts(error));
    throw error;
  }
};
