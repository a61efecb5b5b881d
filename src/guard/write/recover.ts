import type { Fields } from '../../catalogue/action.ts';
import { Refused } from '../../errors.ts';
import { askedBy, outcomeOf } from '../outcome/outcome.ts';
import type { PlannedWrite, WriteRequest } from '../plan/write-request.ts';
import type { CallContext } from './context.ts';
import { execute } from './execute.ts';
import { isGatewayCreation } from './policy.ts';
import { assess, assessIfNeeded, liveStateFor, stateOf } from './prepare.ts';
import type { UnknownOutcome } from './unfinished-writes.ts';

// The same call came before, and its outcome is unknown: it is found out, or the same request is sent again.

/** The reply to the repeated call, or that it has to be made as if it were new. */
export type Recovery = { readonly output: Fields } | { readonly startOver: true };

const MINUTE = 60_000;

const done = (facts: Fields, { approval }: UnknownOutcome, note: string): Recovery => ({
  output: { ...facts, Outcome: outcomeOf(true, askedBy(approval), [note]) },
});

const notListed = (): Refused =>
  new Refused(
    'refused',
    'An earlier try of this call may have made a gateway, and the gateways cannot be listed now. Nothing was sent.',
    'Repeat the call when DescribeVpnGateways works again.',
  );

const stillBeingMade = (): Refused =>
  new Refused(
    'refused',
    'An earlier try of this call may still be making a gateway; none is to be seen yet. Nothing was sent.',
    'Wait a minute, then repeat the call: it looks again before it makes one.',
  );

/** A gateway has no token and costs money: it is looked for, never made again on a guess. */
const findGateway = async (request: WriteRequest, earlier: UnknownOutcome, context: CallContext): Promise<Recovery> => {
  const { asked, key } = request;
  const seen = await liveStateFor(request, context).gatewaysOf(String(asked['VpcId']));
  if (!('found' in seen)) throw notListed();
  const sinceMs = earlier.sentAtMs - 5 * MINUTE;
  const gateway = seen.found.find(
    ({ Name = '', CreateTime = 0 }) => CreateTime >= sinceMs && Name === (asked['Name'] ?? Name),
  );
  if (!gateway && context.clock.now() - earlier.sentAtMs < MINUTE) throw stillBeingMade();
  context.recentWrites.forget(key);
  if (!gateway) return { startOver: true };
  return done(
    { VpnGatewayId: gateway.VpnGatewayId, Name: gateway.Name },
    earlier,
    'An earlier try of this call made this gateway; no second one was ordered.',
  );
};

/** Sends what the earlier try sent, under its approval. */
const resend = async (
  request: WriteRequest,
  planned: PlannedWrite,
  earlier: UnknownOutcome,
  context: CallContext,
): Promise<Recovery> => {
  const { approval, sent } = earlier;
  const write = { ...planned, asked: request.asked, input: sent, approval, step: 0, retryOf: earlier };
  return { output: await execute(write, context) };
};

/** An approved request is sent again only onto the state that was approved, or onto the one it left itself. */
const recoverApproved = async (
  request: WriteRequest,
  earlier: UnknownOutcome,
  approvedUntilMs: number,
  context: CallContext,
): Promise<Recovery> => {
  const planned = await assess({ ...request, asked: earlier.sent }, context);
  if (planned.impact.gone && request.action.verb === 'delete') {
    context.recentWrites.forget(request.key);
    return done(
      {},
      earlier,
      'An earlier try of this call had no known outcome; it is gone now, and nothing was sent again.',
    );
  }
  const asAsked = await assess(request, context);
  const isAsApproved = stateOf([asAsked], context) === earlier.state && context.clock.now() < approvedUntilMs;
  if (!planned.impact.unchanged && !isAsApproved) return { startOver: true };
  return resend(request, planned, earlier, context);
};

/** Ends a call whose earlier try has no known outcome: by what live state shows, or with the same request and token. */
export const recover = async (
  request: WriteRequest,
  earlier: UnknownOutcome,
  context: CallContext,
): Promise<Recovery> => {
  if (isGatewayCreation(request.action)) return findGateway(request, earlier, context);
  const { approval } = earlier;
  if (approval) return recoverApproved(request, earlier, approval.expiresAtMs, context);
  const planned = await assessIfNeeded({ ...request, asked: earlier.sent }, context);
  return resend(request, planned, earlier, context);
};
