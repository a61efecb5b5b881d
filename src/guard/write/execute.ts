import { createHmac, randomUUID } from 'node:crypto';
import type { Fields } from '../../catalogue/action.ts';
import type { Invoke } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import { noYes, refusalOf } from '../approval/messages.ts';
import type { Grant } from '../approval/request.ts';
import { type Planned, planOf } from '../plan/plan.ts';
import { removeSecretFile } from '../secrets/file.ts';
import type { GuardParts, Passage } from './context.ts';
import { refuseRun } from './delete-limit.ts';
import { type Made, makeSecrets } from './generate-secrets.ts';
import { needsYes } from './policy.ts';
import { isSameIdentity, lookFor, type Prepared, stateOf, survey } from './prepare.ts';
import { refuseProtected } from './protection.ts';
import { isUnknown, send } from './send.ts';
import { readBack } from './verify.ts';

/** What the guard adds to a reply: how it ended, whether it was read back, what to know. */
export interface OutcomeNote {
  readonly State: 'done' | 'unchanged';
  readonly Confirmed: boolean | null;
  readonly Notes: readonly string[];
}

/** One write that may happen now. */
export interface Deed {
  readonly prepared: Prepared;
  readonly planned: Planned;
  readonly grant?: Grant | undefined;
  /** Which step of an approved plan; 0 when alone. */
  readonly step: number;
  /** Why it may go: the state that was approved, or that it harms nobody. Judged again when it is alone on its gateway. */
  readonly basis?: { readonly state: string; readonly settingsOnly: boolean } | 'harmless' | undefined;
  /** Told what went out, when it was done: for who has to know the state that it leaves. */
  readonly onDone?: ((sent: Fields) => void) | undefined;
  /** A request whose outcome is not known goes out again as it was. */
  readonly again?: { readonly input: Fields; readonly id: string; readonly notes: readonly string[] } | undefined;
}

/** What stands beside all gateways: changing it disturbs none of them. */
const isAside = (action: string): boolean => action === 'CreateVpnGateway' || action.includes('CustomerGateway');

/**
 * One write at a time per gateway: by the input, else by the target just read, else the whole region. A change of identity
 * is alone, so that nothing leaves under another identity than it was looked at with.
 */
const lockPlace = ({ action, input, survey: { gatewayId }, place: { Region } }: Planned): string => {
  if (action.name === 'AssumeRole') return '';
  const gateway = input['VpnGatewayId'] ?? gatewayId ?? (isAside(action.name) ? 'no gateway' : undefined);
  return gateway === undefined ? Region : `${Region}/${String(gateway)}`;
};

/** Ends an unasked write that turned out, at the last moment, to need a yes or not to be wanted any more. */
export class NoLongerHarmless extends Error {
  override readonly name = 'NoLongerHarmless';
}

const isHarmless = ({ risk, survey: { refusal, same } }: Planned): boolean =>
  !needsYes(risk) && refusal === undefined && !same;

/** Looks once more, alone on the gateway; throws when it is not as it was when the way was cleared. */
const recheck = async (deed: Deed, parts: GuardParts, passage: Passage): Promise<Planned> => {
  const { prepared, planned, basis } = deed;
  const refuse = (why: keyof typeof noYes, plan: Planned): never => {
    throw refusalOf(noYes[why], planOf([plan], parts.language, parts.redact), parts.language);
  };
  const identity = await parts.identity(prepared.action, prepared.input);
  if (!isSameIdentity(identity, prepared.identity)) return refuse('identity', planned);
  if (basis === undefined) return planned;
  const look = lookFor(parts, passage, prepared.identity, prepared.input);
  const now = await survey(parts, prepared, look, basis !== 'harmless');
  if (basis === 'harmless') {
    if (isHarmless(now)) return now;
    throw new NoLongerHarmless();
  }
  return stateOf(parts, [now], basis.settingsOnly) === basis.state ? now : refuse('changed', now);
};

/** Made from the approval's ID, so that a second use on another replica is a replay and not a second act. */
const tokenOf = (deed: Deed, parts: GuardParts): string => {
  if (!deed.grant) return randomUUID();
  const mac = createHmac('sha256', parts.keys.seals()).update(`token ${deed.grant.id} ${deed.step}`);
  return `vgm-${mac.digest('hex').slice(0, 40)}`;
};

const withToken = (deed: Deed, input: Fields, parts: GuardParts): Fields =>
  'ClientToken' in deed.prepared.action.input.shape && input['ClientToken'] === undefined
    ? { ...input, ClientToken: tokenOf(deed, parts) }
    : input;

const AGAIN = 'An earlier try of this call had no known outcome; the same request was sent again.';

const fill = async (deed: Deed, planned: Planned, parts: GuardParts): Promise<Made> => {
  if (deed.again) return { input: deed.again.input, files: [], notes: [AGAIN, ...deed.again.notes] };
  const made = await makeSecrets(deed.prepared, planned, parts);
  return { ...made, input: withToken(deed, made.input, parts) };
};

const confirm = async (
  planned: Planned,
  { sent, reply }: { readonly sent: Fields; readonly reply: Fields },
  prepared: Prepared,
  parts: GuardParts,
  passage: Passage,
) =>
  needsYes(planned.risk)
    ? readBack(planned, sent, {
        reply,
        surveys: parts.surveys,
        clock: parts.clock,
        signal: passage.call.signal,
        lookAgain: () => lookFor(parts, passage, prepared.identity, sent),
      })
    : { confirmed: null, notes: [] };

const noteOf = (confirmed: boolean | null, notes: readonly string[]): { Outcome?: OutcomeNote } =>
  notes.length === 0 ? {} : { Outcome: { State: 'done', Confirmed: confirmed, Notes: notes } };

/** Another identity: nothing that was asked or remembered under the former one counts. */
const forgetIdentity = ({ prepared }: Deed, parts: GuardParts): void => {
  if (prepared.action.name !== 'AssumeRole') return;
  parts.epoch.value += 1;
  parts.approvals.voidAll();
  parts.memory.clear();
};

/** The transmission itself, typed by whoever knows the action. */
type Transmit = (input: Fields) => Promise<Fields>;

const transmitter =
  (invoke: Invoke, { prepared }: Deed, passage: Passage): Transmit =>
  (input) =>
    // The action's own schema judged the input; what was added since is of the schema too.
    invoke(prepared.action, input, { ...passage.call, approve: refusal, secrets });

const refusal = (): Promise<never> => Promise.reject(new Error('the client asks for nothing'));
const secrets = { judge: () => null, equal: () => false, write: refusal };

const work = async (deed: Deed, parts: GuardParts, passage: Passage): Promise<Fields> => {
  const planned = await recheck(deed, parts, passage);
  refuseProtected(parts, planned);
  refuseRun(parts, planned, deed.grant?.id);
  const id = deed.again?.id ?? `${deed.grant?.id ?? randomUUID()}${deed.step > 0 ? `-${deed.step}` : ''}`;
  if (planned.risk === 'destroy') {
    // In one go with the check above: deletes that come at once would all find the same count.
    parts.breaker.count(deed.grant?.id ?? id);
    // What was made may be gone then, and wanted again, also when nobody hears how the delete ended.
    parts.memory.forgetAnswers();
  }
  const made = await fill(deed, planned, parts);
  const parcel = { prepared: deed.prepared, planned, grant: deed.grant, input: made.input, id, notes: made.notes };
  try {
    const { output, warnings } = await send(parcel, parts, passage, transmitter(parts.invoke, deed, passage));
    forgetIdentity(deed, parts);
    deed.onDone?.(made.input);
    const seen = await confirm(planned, { sent: made.input, reply: output }, deed.prepared, parts, passage);
    return { ...output, ...noteOf(seen.confirmed, [...warnings, ...seen.notes, ...made.notes]) };
  } catch (error) {
    if (!isUnknown(error)) await Promise.all(made.files.map(removeSecretFile));
    throw error;
  }
};

const IN_USE = new Refused(
  'refused',
  'Another change on the same gateway is still running. Nothing was sent.',
  'Repeat the call in a minute; a yes that was given for it has to be given again.',
);

/** Ends the waiting, not the work: a caller that hears nothing is not held longer than it bears. */
const patience = ({ signal, holdMs }: Passage['call'], clock: GuardParts['clock'], over: AbortSignal): AbortSignal => {
  if (holdMs === undefined) return signal;
  const limit = new AbortController();
  void clock.sleep(holdMs, over).then(() => limit.abort(IN_USE));
  return AbortSignal.any([signal, limit.signal]);
};

/** Carries out one write: alone on its gateway, checked once more, recorded before and after, read back. */
export const perform = async (deed: Deed, parts: GuardParts, passage: Passage): Promise<Fields> => {
  const place = lockPlace(deed.planned);
  const { call } = passage;
  const begun = new AbortController();
  const start = (): Promise<Fields> => {
    begun.abort();
    return work(deed, parts, passage);
  };
  const where = place.split('/').pop() || 'this account';
  const onWait = (): void => call.progress({ done: 0, message: `waiting for another change on ${where}` });
  try {
    return await parts.locks(place, patience(call, parts.clock, begun.signal), start, onWait);
  } finally {
    begun.abort();
  }
};
