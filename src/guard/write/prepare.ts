import { type Action, type Fields, riskOf, worstRisk } from '../../catalogue/action.ts';
import type { Identity } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import { digest } from '../approval/digest.ts';
import { impactOf, targetOf } from '../plan/impact.ts';
import { createLiveState, type LiveState } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import type { Planned } from '../plan/plan.ts';
import { resolveSecrets, withHandles } from '../secrets/resolve.ts';
import type { Message } from '../text/message.ts';
import type { CallContext, GuardContext } from './context.ts';
import { judge, needsLook } from './policy.ts';

/** One write with everything filled in that was left to us, and who would do it. */
export interface Prepared {
  readonly action: Action;
  readonly input: Fields;
  readonly identity: Identity;
  /** Digest of caller, identity, place, action and canonical input: the same call has the same. */
  readonly key: string;
}

const refuse = (message: string, remedy: string): never => {
  throw new Refused('refused', message, remedy);
};

/** Whether it is the same account and the same place that acts. */
export const isUnchangedIdentity = (a: Identity, b: Identity): boolean =>
  a.Principal === b.Principal && a.Endpoint === b.Endpoint && a.Region === b.Region;

/** What no argument can change: a server that only reads, and an identity that belongs to the operator. */
const refuseByMode = (action: Action, { readOnly, secretSources: places }: GuardContext, planning: boolean): void => {
  const floor = worstRisk(action);
  if (!planning && judge(floor === 'disrupt' ? 'write' : floor, readOnly) === 'refuse')
    refuse(
      `${action.name} changes something, and this server only reads. Nothing was sent.`,
      'PlanChange shows what the call would do; a person can make it with a server started without --read-only.',
    );
  if (action.name === 'AssumeRole' && places.transport === 'http')
    refuse(
      'On HTTP the identity belongs to the operator. Nothing was sent.',
      'Ask the operator to set a role in the profile.',
    );
};

/** Every call from a shell is a process of its own, and all are the same person's. */
const sessionOf = ({ call: { caller } }: CallContext): string =>
  caller.transport === 'shell' ? 'shell' : `${caller.transport} ${caller.session}`;

/** The digest of what is asked: who, where, what. Secrets take part by their handles. */
export const keyOf = (
  parts: GuardContext,
  callContext: CallContext,
  prepared: readonly Omit<Prepared, 'key'>[],
): string =>
  digest(parts.keys.seals(), {
    session: sessionOf(callContext),
    epoch: parts.epoch.value,
    writes: prepared.map(({ action, input, identity }) => ({
      action: action.name,
      input: withHandles(action, input, parts.secrets),
      principal: identity.Principal,
      region: identity.Region,
      endpoint: identity.Endpoint,
    })),
  });

/** Region and secrets filled in. Rejects for masks, forbidden references and settings that allow no call. */
export const prepare = async (
  parts: GuardContext,
  callContext: CallContext,
  action: Action,
  given: Fields,
): Promise<Prepared> => {
  refuseByMode(action, parts, callContext.planning);
  const identity = await parts.identity(action, given);
  const region =
    'RegionId' in action.input.shape && given['RegionId'] === undefined ? { RegionId: identity.Region } : {};
  const input = resolveSecrets(action, { ...region, ...given }, parts.secretSources, parts.secrets);
  return { action, input, identity, key: keyOf(parts, callContext, [{ action, input, identity }]) };
};

export const liveStateFor = (
  parts: GuardContext,
  callContext: CallContext,
  identity: Identity,
  input: Fields,
): LiveState =>
  createLiveState(
    parts.invoke,
    // Reads of the guard's own have no approvals and no secrets to offer.
    { ...callContext.call, progress: () => {}, approve: noApproval, secrets: noSecrets },
    String(input['RegionId'] ?? identity.Region),
  );

const noApproval = (): Promise<never> =>
  Promise.reject(new Refused('refused', 'a read asks for nothing', 'Report this.'));
const noSecrets = { judge: () => null, equal: () => false, write: noApproval };

/** The write with what a look says about it; the look may raise its risk. Without need none is taken. */
export const assess = async (
  parts: GuardContext,
  { action, input, identity }: Prepared,
  look: LiveState,
  always: boolean,
): Promise<Planned> => {
  const floor = riskOf(action, input);
  const place = { Account: identity.Account, Region: String(input['RegionId'] ?? identity.Region) };
  if (!always && !needsLook(action.name, input, floor))
    return { action, input, risk: floor, impact: impactOf(targetOf('', undefined)), place };
  const seen = await parts.impacts(action, input, look);
  const risk = floor === 'write' && seen.increasesRisk ? 'disrupt' : floor;
  return { action, input: seen.completed ?? input, risk, impact: seen, place };
};

/** How many clients are connected changes by the minute; all else that a human was told is what was approved. */
const lasts = ({ text: words }: Message): boolean => words !== planMessages.clientsDrop;

/** What an approval of these writes is sealed to. After earlier steps of ours, what comes and goes by itself is left out. */
export const stateOf = (parts: GuardContext, planned: readonly Planned[], settingsOnly = false): string =>
  digest(
    parts.keys.seals(),
    planned.map(({ impact: { target, state, refusal, affected }, risk }) => [
      target.Id,
      target.Name,
      risk,
      state.settings,
      settingsOnly
        ? null
        : [state.health, ...affected.filter(lasts).map(({ text: words, values }) => [words.en, values])],
      refusal?.text.en ?? null,
    ]),
  );
