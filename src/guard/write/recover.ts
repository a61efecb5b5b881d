import type { Fields } from '../../catalogue/action.ts';
import { Refused } from '../../errors.ts';
import type { Planned } from '../plan/plan.ts';
import type { CallContext, GuardContext } from './context.ts';
import type { OutcomeNote } from './execute.ts';
import { execute } from './execute.ts';
import { assess, liveStateFor, type Prepared, stateOf } from './prepare.ts';
import type { UnknownOutcome } from './unfinished-writes.ts';

/** The same call came before and nobody knows how it ended: what to do with it now. */
export type Ending = { readonly output: Fields } | { readonly askAnew: true };

const MINUTE = 60_000;

const done = (facts: Fields, ...notes: readonly string[]): Ending => {
  const Outcome: OutcomeNote = { State: 'done', Confirmed: true, Notes: notes };
  return { output: { ...facts, Outcome } };
};

/** A gateway has no token and costs money: it is looked for, never made again on a guess. */
const findGateway = async (
  prepared: Prepared,
  known: UnknownOutcome,
  parts: GuardContext,
  callContext: CallContext,
): Promise<Ending> => {
  const look = liveStateFor(parts, callContext, prepared.identity, prepared.input);
  const seen = await look.gatewaysOf(String(prepared.input['VpcId']));
  if (!('found' in seen))
    throw new Refused(
      'refused',
      'An earlier try of this call may have made a gateway, and the gateways cannot be listed now. Nothing was sent.',
      'Repeat the call when DescribeVpnGateways works again.',
    );
  const since = known.sentAtMs - 5 * MINUTE;
  const made = seen.found.find(
    ({ Name = '', CreateTime = 0 }) => CreateTime >= since && Name === (prepared.input['Name'] ?? Name),
  );
  if (made) {
    parts.recentWrites.forget(prepared.key);
    return done(
      { VpnGatewayId: made.VpnGatewayId, Name: made.Name },
      'An earlier try of this call made this gateway; no second one was ordered.',
    );
  }
  if (parts.clock.now() - known.sentAtMs < MINUTE)
    throw new Refused(
      'refused',
      'An earlier try of this call may still be making a gateway; none is to be seen yet. Nothing was sent.',
      'Wait a minute, then repeat the call: it looks again before it makes one.',
    );
  parts.recentWrites.forget(prepared.key);
  return { askAnew: true };
};

/** An approved request goes out again only onto the state that was approved, or onto the one it left itself. */
const again = async (
  prepared: Prepared,
  known: UnknownOutcome,
  parts: GuardContext,
  callContext: CallContext,
): Promise<Ending> => {
  const { action, identity } = prepared;
  const sent = { ...prepared, input: known.input };
  const look = liveStateFor(parts, callContext, identity, known.input);
  const now = await assess(parts, sent, look, true);
  if (now.impact.gone && action.name.startsWith('Delete')) {
    parts.recentWrites.forget(prepared.key);
    return done({}, 'An earlier try of this call had no known outcome; it is gone now, and nothing was sent again.');
  }
  const before = await assess(parts, prepared, liveStateFor(parts, callContext, identity, prepared.input), true);
  const asApproved = stateOf(parts, [before]) === known.state && parts.clock.now() < known.approvedUntilMs;
  if (!now.impact.unchanged && !asApproved) return { askAnew: true };
  return { output: await resend(prepared, { ...now, input: known.input }, known, parts, callContext) };
};

const resend = (
  prepared: Prepared,
  planned: Planned,
  known: UnknownOutcome,
  parts: GuardContext,
  callContext: CallContext,
): Promise<Fields> =>
  execute(
    {
      prepared,
      planned,
      approval:
        known.by === undefined && known.channel === 'none needed'
          ? undefined
          : {
              id: known.id,
              channel: known.channel,
              expiresAtMs: known.approvedUntilMs,
              ...(known.by && { by: known.by }),
            },
      step: 0,
      again: { input: known.input, id: known.id, notes: known.notes },
    },
    parts,
    callContext,
  );

/** Ends a call whose earlier try had no known outcome: with the same request and token, or with what a look shows. */
export const recover = async (
  prepared: Prepared,
  known: UnknownOutcome,
  parts: GuardContext,
  callContext: CallContext,
): Promise<Ending> => {
  if (prepared.action.name === 'CreateVpnGateway') return findGateway(prepared, known, parts, callContext);
  if (known.channel !== 'none needed') return again(prepared, known, parts, callContext);
  const planned = await assess(
    parts,
    { ...prepared, input: known.input },
    liveStateFor(parts, callContext, prepared.identity, known.input),
    false,
  );
  return { output: await resend(prepared, { ...planned, input: known.input }, known, parts, callContext) };
};
