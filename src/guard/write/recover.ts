import type { Fields } from '../../catalogue/action.ts';
import { Refused } from '../../errors.ts';
import type { Planned } from '../plan/plan.ts';
import type { GuardParts, Passage } from './context.ts';
import type { OutcomeNote } from './execute.ts';
import { perform } from './execute.ts';
import { lookFor, type Prepared, stateOf, survey } from './prepare.ts';
import type { Unfinished } from './unfinished-writes.ts';

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
  known: Unfinished,
  parts: GuardParts,
  passage: Passage,
): Promise<Ending> => {
  const look = lookFor(parts, passage, prepared.identity, prepared.input);
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
    parts.memory.forget(prepared.key);
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
  parts.memory.forget(prepared.key);
  return { askAnew: true };
};

/** An approved request goes out again only onto the state that was approved, or onto the one it left itself. */
const again = async (prepared: Prepared, known: Unfinished, parts: GuardParts, passage: Passage): Promise<Ending> => {
  const { action, identity } = prepared;
  const sent = { ...prepared, input: known.input };
  const look = lookFor(parts, passage, identity, known.input);
  const now = await survey(parts, sent, look, true);
  if (now.survey.gone && action.name.startsWith('Delete')) {
    parts.memory.forget(prepared.key);
    return done({}, 'An earlier try of this call had no known outcome; it is gone now, and nothing was sent again.');
  }
  const before = await survey(parts, prepared, lookFor(parts, passage, identity, prepared.input), true);
  const asApproved = stateOf(parts, [before]) === known.state && parts.clock.now() < known.approvedUntilMs;
  if (!now.survey.same && !asApproved) return { askAnew: true };
  return { output: await resend(prepared, { ...now, input: known.input }, known, parts, passage) };
};

const resend = (
  prepared: Prepared,
  planned: Planned,
  known: Unfinished,
  parts: GuardParts,
  passage: Passage,
): Promise<Fields> =>
  perform(
    {
      prepared,
      planned,
      grant:
        known.by === undefined && known.door === 'none needed'
          ? undefined
          : { id: known.id, door: known.door, expiresAtMs: known.approvedUntilMs, ...(known.by && { by: known.by }) },
      step: 0,
      again: { input: known.input, id: known.id, notes: known.notes },
    },
    parts,
    passage,
  );

/** Ends a call whose earlier try had no known outcome: with the same request and token, or with what a look shows. */
export const endUnfinished = async (
  prepared: Prepared,
  known: Unfinished,
  parts: GuardParts,
  passage: Passage,
): Promise<Ending> => {
  if (prepared.action.name === 'CreateVpnGateway') return findGateway(prepared, known, parts, passage);
  if (known.door !== 'none needed') return again(prepared, known, parts, passage);
  const planned = await survey(
    parts,
    { ...prepared, input: known.input },
    lookFor(parts, passage, prepared.identity, known.input),
    false,
  );
  return { output: await resend(prepared, { ...planned, input: known.input }, known, parts, passage) };
};
