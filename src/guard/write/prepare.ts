import { type Action, type Fields, riskOf, worstRisk } from '../../catalogue/action.ts';
import type { Identity } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import { digest } from '../approval/digest.ts';
import { surveyOf, targetOf } from '../plan/impact.ts';
import { createLook, type Look } from '../plan/live-state.ts';
import { planWords } from '../plan/messages.ts';
import type { Planned } from '../plan/plan.ts';
import { resolveSecrets, withHandles } from '../secrets/resolve.ts';
import type { Said } from '../text/message.ts';
import type { GuardParts, Passage } from './context.ts';
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
export const isSameIdentity = (a: Identity, b: Identity): boolean =>
  a.Principal === b.Principal && a.Endpoint === b.Endpoint && a.Region === b.Region;

/** What no argument can change: a server that only reads, and an identity that belongs to the operator. */
const refuseByMode = (action: Action, { readOnly, places }: GuardParts, planning: boolean): void => {
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
const sessionOf = ({ call: { caller } }: Passage): string =>
  caller.transport === 'shell' ? 'shell' : `${caller.transport} ${caller.session}`;

/** The digest of what is asked: who, where, what. Secrets take part by their handles. */
export const keyOf = (parts: GuardParts, passage: Passage, prepared: readonly Omit<Prepared, 'key'>[]): string =>
  digest(parts.keys.seals(), {
    session: sessionOf(passage),
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
  parts: GuardParts,
  passage: Passage,
  action: Action,
  given: Fields,
): Promise<Prepared> => {
  refuseByMode(action, parts, passage.planning);
  const identity = await parts.identity(action, given);
  const region =
    'RegionId' in action.input.shape && given['RegionId'] === undefined ? { RegionId: identity.Region } : {};
  const input = resolveSecrets(action, { ...region, ...given }, parts.places, parts.secrets);
  return { action, input, identity, key: keyOf(parts, passage, [{ action, input, identity }]) };
};

export const lookFor = (parts: GuardParts, passage: Passage, identity: Identity, input: Fields): Look =>
  createLook(
    parts.invoke,
    // Reads of the guard's own have no approvals and no secrets to offer.
    { ...passage.call, progress: () => {}, approve: noApproval, secrets: noSecrets },
    String(input['RegionId'] ?? identity.Region),
  );

const noApproval = (): Promise<never> =>
  Promise.reject(new Refused('refused', 'a read asks for nothing', 'Report this.'));
const noSecrets = { judge: () => null, equal: () => false, write: noApproval };

/** The write with what a look says about it; the look may raise its risk. Without need none is taken. */
export const survey = async (
  parts: GuardParts,
  { action, input, identity }: Prepared,
  look: Look,
  always: boolean,
): Promise<Planned> => {
  const floor = riskOf(action, input);
  const place = { Account: identity.Account, Region: String(input['RegionId'] ?? identity.Region) };
  if (!always && !needsLook(action.name, input, floor))
    return { action, input, risk: floor, survey: surveyOf(targetOf('', undefined)), place };
  const seen = await parts.surveys(action, input, look);
  const risk = floor === 'write' && seen.raises ? 'disrupt' : floor;
  return { action, input: seen.completed ?? input, risk, survey: seen, place };
};

/** How many clients are connected changes by the minute; all else that a human was told is what was approved. */
const lasts = ({ words }: Said): boolean => words !== planWords.clientsDrop;

/** What an approval of these writes is sealed to. After earlier steps of ours, what comes and goes by itself is left out. */
export const stateOf = (parts: GuardParts, planned: readonly Planned[], settingsOnly = false): string =>
  digest(
    parts.keys.seals(),
    planned.map(({ survey: { target, state, refusal, blast }, risk }) => [
      target.Id,
      target.Name,
      risk,
      state.settings,
      settingsOnly ? null : [state.health, ...blast.filter(lasts).map(({ words, values }) => [words.en, values])],
      refusal?.words.en ?? null,
    ]),
  );
