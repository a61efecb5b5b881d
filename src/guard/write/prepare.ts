import { type Action, type Fields, type Risk, riskOf, worstRisk } from '../../catalogue/action.ts';
import type { BaseCall, Identity } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import { digest } from '../approval/digest.ts';
import { refuseWithoutScope } from '../approval/permit.ts';
import { withAnchor } from '../names/anchor.ts';
import { apart, impactOf, targetOf } from '../plan/impact.ts';
import { createLiveState, type LiveState } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import type { Asks, ListStep, PlannedWrite, Way, WriteRequest } from '../plan/write-request.ts';
import { resolveSecrets, withHandles } from '../secrets/resolve.ts';
import { type LocalizedText, type Message, message } from '../text/message.ts';
import { type CallContext, clientCall, type GuardContext } from './context.ts';
import { judge, mayDrawTraffic, needsLiveState, needsYes } from './policy.ts';

const refuse = (text: string, remedy: string): never => {
  throw new Refused('refused', text, remedy);
};

/** Whether it is the same account and the same place that acts. */
export const isSameIdentity = (a: Identity, b: Identity): boolean =>
  a.Principal === b.Principal && a.Endpoint === b.Endpoint && a.Region === b.Region;

/** What no argument can change: what the caller may do, a server that only reads, and an identity that belongs to the operator. */
const refuseByMode = (action: Action, { readOnly, secretSources, planning, call }: CallContext): void => {
  const worst = worstRisk(action);
  if (!planning) refuseWithoutScope(worst, call);
  if (!planning && judge(worst === 'disrupt' ? 'write' : worst, readOnly) === 'refuse')
    refuse(
      `${action.name} changes something, and this server only reads. Nothing was sent.`,
      'PlanChange shows what the call would do; a person can make it with a server started without --read-only.',
    );
  if (action.verb === 'assume' && secretSources.transport === 'http')
    refuse(
      'On HTTP the identity belongs to the operator. Nothing was sent.',
      'Ask the operator to set a role in the profile.',
    );
};

/** Every call from a shell is a process of its own, and all are the same person's. */
export const sessionOf = ({ caller }: Pick<BaseCall, 'caller'>): string =>
  caller.transport === 'shell' ? 'shell' : `${caller.transport} ${caller.session}`;

type Asked = Omit<WriteRequest, 'key' | 'repeat'>;

/** What is asked, and as whom. Secrets take part by their handles. */
const contentOf = ({ action, asked, identity }: Asked, { secrets }: GuardContext): Fields => ({
  action: action.name,
  input: withHandles(action, asked, secrets),
  principal: identity.Principal,
  region: identity.Region,
  endpoint: identity.Endpoint,
});

/** The digest of what is asked: who, where, what. */
export const keyOf = (requests: readonly Asked[], context: CallContext): string =>
  digest(context.keys.seals(), {
    session: sessionOf(context.call),
    epoch: context.epoch.value,
    writes: requests.map((request) => contentOf(request, context)),
  });

/** The digest of what is asked by whomever, the same after a restart. It stands in the audit, so it is keyed. */
const repeatOf = (request: Asked, context: GuardContext): string =>
  digest(context.keys.fingerprints(), { repeat: contentOf(request, context) }).slice(0, 32);

/** The same of a list of writes. */
export const listOf = (requests: readonly Asked[], context: GuardContext): string =>
  digest(context.keys.fingerprints(), { list: requests.map((each) => contentOf(each, context)) }).slice(0, 32);

/** The same of what runs in the place of a step, which is a list of its own. */
export const wayOf = ({ list, step }: ListStep, way: Way, { keys }: GuardContext): string =>
  digest(keys.fingerprints(), { list, step, way }).slice(0, 32);

/** Region and secrets filled in. Rejects for masks, forbidden references and settings that allow no call. */
export const prepare = async (action: Action, given: Fields, context: CallContext): Promise<WriteRequest> => {
  refuseByMode(action, context);
  const identity = await context.identity(action, given);
  const isRegionOpen = 'RegionId' in action.input.shape && given['RegionId'] === undefined;
  const whole = { ...(isRegionOpen && { RegionId: identity.Region }), ...given };
  const asked = resolveSecrets(action, whole, context.secretSources, context.secrets);
  const place = { Account: identity.Account, Region: String(asked['RegionId'] ?? identity.Region) };
  const request = { action, asked, identity, place };
  return { ...request, key: keyOf([request], context), repeat: repeatOf(request, context) };
};

/** Live state in the region of the request; nothing that was read before is remembered. */
export const liveStateFor = ({ place }: WriteRequest, context: CallContext): LiveState =>
  createLiveState(context.invoke, { ...clientCall(context.call, context.platform), progress: () => {} }, place.Region);

/** Why a person is asked about a write that needs a yes. */
const whyAsked = (action: Action, risk: Risk): LocalizedText => {
  if (risk === 'destroy') return planMessages.asksDelete;
  if (action.verb === 'assume') return planMessages.asksRole;
  return action.billed ? planMessages.asksBilled : planMessages.asksTraffic;
};

/** Whether a person will be asked, by the one decision about danger. */
const asksOf = (
  action: Action,
  { risk, impact: { refusal, unchanged } }: Pick<PlannedWrite, 'risk' | 'impact'>,
  { confirm }: GuardContext,
): Asks => {
  // In this order a call is answered: what is so already is refused to nobody.
  if (unchanged) return { whom: 'nobody', why: message(planMessages.asksUnchanged) };
  if (refusal) return { whom: 'refused', why: message(planMessages.asksRefused) };
  if (!needsYes(risk)) return { whom: 'nobody', why: message(planMessages.asksNot) };
  if (confirm === 'token') return { whom: 'nobody', why: message(planMessages.asksToken) };
  return { whom: 'a person', why: message(whyAsked(action, risk)) };
};

/** A request with its plan; what an earlier plan of the same request held is left behind. */
const withPlan = (
  { action, asked, identity, place, key, repeat, change }: WriteRequest,
  plan: Pick<PlannedWrite, 'input' | 'risk' | 'impact'>,
  context: GuardContext,
): PlannedWrite => ({
  ...{ action, asked, identity, place, key, repeat, change },
  ...plan,
  asks: asksOf(action, plan, context),
});

/** The write with what live state says about it, which may raise its risk. */
export const assess = async (
  request: WriteRequest,
  context: CallContext,
  liveState: LiveState = liveStateFor(request, context),
): Promise<PlannedWrite> => {
  const { action, asked } = request;
  const peer = context.peers.of(sessionOf(context.call), asked['VpnConnectionId']);
  const judged = await context.impacts(action, asked, liveState, peer);
  const floor = riskOf(action, asked);
  // Where live state decides whether a call is harmless, a part of it that was not read decides that it is not.
  const isUnsure = mayDrawTraffic(action, asked, context.platform) && apart(judged).unread.length > 0;
  const risk = floor === 'write' && (judged.increasesRisk || isUnsure) ? 'disrupt' : floor;
  const impact = risk === 'destroy' ? await withAnchor(action, judged, liveState, context.history) : judged;
  return withPlan(request, { input: impact.completed ?? asked, risk, impact }, context);
};

/** The same, but live state is read only where the arguments alone do not show that the write is harmless. */
export const assessIfNeeded = async (
  request: WriteRequest,
  context: CallContext,
  liveState?: LiveState,
): Promise<PlannedWrite> => {
  const { action, asked } = request;
  const risk = riskOf(action, asked);
  if (needsLiveState(action, asked, risk, context.platform)) return assess(request, context, liveState);
  return withPlan(request, { input: asked, risk, impact: impactOf(targetOf('', undefined)) }, context);
};

/**
 * How many clients are connected changes by the minute, and a diagnosis may say more of the peer meanwhile; all else that a
 * human was shown is what was approved.
 */
const PASSING: readonly LocalizedText[] = [planMessages.clientsDrop, planMessages.bothEnds, planMessages.peerHas];
const isLasting = ({ text }: Message): boolean => !PASSING.includes(text);

/** What an approval of these writes is sealed to. After earlier steps of ours, what comes and goes by itself is left out. */
export const stateOf = (
  planned: readonly PlannedWrite[],
  { keys }: GuardContext,
  { settingsOnly }: { readonly settingsOnly: boolean } = { settingsOnly: false },
): string =>
  digest(
    keys.seals(),
    planned.map(({ impact: { target, state, refusal, affected }, risk }) => [
      target.Id,
      target.Name,
      target.onlyId ?? false,
      risk,
      state.settings,
      settingsOnly ? null : [state.health, ...affected.filter(isLasting).map(({ text, values }) => [text.en, values])],
      refusal?.text.en ?? null,
    ]),
  );
