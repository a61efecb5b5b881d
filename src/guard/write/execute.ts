import { createHmac, randomUUID } from 'node:crypto';
import type { Fields } from '../../catalogue/action.ts';
import type { Invoke } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import { noApproval, refusalOf } from '../approval/messages.ts';
import type { Approval } from '../approval/request.ts';
import { type Planned, planOf } from '../plan/plan.ts';
import { removeSecretFile } from '../secrets/file.ts';
import type { CallContext, GuardContext } from './context.ts';
import { refuseOverDeleteLimit } from './delete-limit.ts';
import { type Made, makeSecrets } from './generate-secrets.ts';
import { needsYes } from './policy.ts';
import { assess, isUnchangedIdentity, liveStateFor, type Prepared, stateOf } from './prepare.ts';
import { refuseProtected } from './protection.ts';
import { isUnknown, send } from './send.ts';
import { verify } from './verify.ts';

/** What the guard adds to a reply: how it ended, whether it was read back, what to know. */
export interface OutcomeNote {
  readonly State: 'done' | 'unchanged';
  readonly Confirmed: boolean | null;
  readonly Notes: readonly string[];
}

/** One write that may happen now. */
export interface ApprovedWrite {
  readonly prepared: Prepared;
  readonly planned: Planned;
  readonly approval?: Approval | undefined;
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
const lockPlace = ({ action, input, impact: { gatewayId }, place: { Region } }: Planned): string => {
  if (action.name === 'AssumeRole') return '';
  const gateway = input['VpnGatewayId'] ?? gatewayId ?? (isAside(action.name) ? 'no gateway' : undefined);
  return gateway === undefined ? Region : `${Region}/${String(gateway)}`;
};

/** Ends an unasked write that turned out, at the last moment, to need a yes or not to be wanted any more. */
export class NoLongerHarmless extends Error {
  override readonly name = 'NoLongerHarmless';
}

const isHarmless = ({ risk, impact: { refusal, unchanged } }: Planned): boolean =>
  !needsYes(risk) && refusal === undefined && !unchanged;

/** Looks once more, alone on the gateway; throws when it is not as it was when the way was cleared. */
const recheck = async (
  approvedWrite: ApprovedWrite,
  parts: GuardContext,
  callContext: CallContext,
): Promise<Planned> => {
  const { prepared, planned, basis } = approvedWrite;
  const refuse = (why: keyof typeof noApproval, plan: Planned): never => {
    throw refusalOf(noApproval[why], planOf([plan], parts.language, parts.redact), parts.language);
  };
  const identity = await parts.identity(prepared.action, prepared.input);
  if (!isUnchangedIdentity(identity, prepared.identity)) return refuse('identity', planned);
  if (basis === undefined) return planned;
  const look = liveStateFor(parts, callContext, prepared.identity, prepared.input);
  const now = await assess(parts, prepared, look, basis !== 'harmless');
  if (basis === 'harmless') {
    if (isHarmless(now)) return now;
    throw new NoLongerHarmless();
  }
  return stateOf(parts, [now], basis.settingsOnly) === basis.state ? now : refuse('changed', now);
};

/** Made from the approval's ID, so that a second use on another replica is a replay and not a second act. */
const tokenOf = (approvedWrite: ApprovedWrite, parts: GuardContext): string => {
  if (!approvedWrite.approval) return randomUUID();
  const mac = createHmac('sha256', parts.keys.seals()).update(
    `token ${approvedWrite.approval.id} ${approvedWrite.step}`,
  );
  return `vgm-${mac.digest('hex').slice(0, 40)}`;
};

const withToken = (approvedWrite: ApprovedWrite, input: Fields, parts: GuardContext): Fields =>
  'ClientToken' in approvedWrite.prepared.action.input.shape && input['ClientToken'] === undefined
    ? { ...input, ClientToken: tokenOf(approvedWrite, parts) }
    : input;

const AGAIN = 'An earlier try of this call had no known outcome; the same request was sent again.';

const fill = async (approvedWrite: ApprovedWrite, planned: Planned, parts: GuardContext): Promise<Made> => {
  if (approvedWrite.again)
    return { input: approvedWrite.again.input, files: [], notes: [AGAIN, ...approvedWrite.again.notes] };
  const made = await makeSecrets(approvedWrite.prepared, planned, parts);
  return { ...made, input: withToken(approvedWrite, made.input, parts) };
};

const confirm = async (
  planned: Planned,
  { sent, reply }: { readonly sent: Fields; readonly reply: Fields },
  prepared: Prepared,
  parts: GuardContext,
  callContext: CallContext,
) =>
  needsYes(planned.risk)
    ? verify(planned, sent, {
        reply,
        impacts: parts.impacts,
        clock: parts.clock,
        signal: callContext.call.signal,
        lookAgain: () => liveStateFor(parts, callContext, prepared.identity, sent),
      })
    : { confirmed: null, notes: [] };

const noteOf = (confirmed: boolean | null, notes: readonly string[]): { Outcome?: OutcomeNote } =>
  notes.length === 0 ? {} : { Outcome: { State: 'done', Confirmed: confirmed, Notes: notes } };

/** Another identity: nothing that was asked or remembered under the former one counts. */
const forgetIdentity = ({ prepared }: ApprovedWrite, parts: GuardContext): void => {
  if (prepared.action.name !== 'AssumeRole') return;
  parts.epoch.value += 1;
  parts.approvals.voidAll();
  parts.recentWrites.clear();
};

/** The transmission itself, typed by whoever knows the action. */
type Transmit = (input: Fields) => Promise<Fields>;

const transmitter =
  (invoke: Invoke, { prepared }: ApprovedWrite, callContext: CallContext): Transmit =>
  (input) =>
    // The action's own schema judged the input; what was added since is of the schema too.
    invoke(prepared.action, input, { ...callContext.call, approve: refusal, secrets });

const refusal = (): Promise<never> => Promise.reject(new Error('the client asks for nothing'));
const secrets = { judge: () => null, equal: () => false, write: refusal };

const work = async (approvedWrite: ApprovedWrite, parts: GuardContext, callContext: CallContext): Promise<Fields> => {
  const planned = await recheck(approvedWrite, parts, callContext);
  refuseProtected(parts, planned);
  refuseOverDeleteLimit(parts, planned, approvedWrite.approval?.id);
  const id =
    approvedWrite.again?.id ??
    `${approvedWrite.approval?.id ?? randomUUID()}${approvedWrite.step > 0 ? `-${approvedWrite.step}` : ''}`;
  if (planned.risk === 'destroy') {
    // In one go with the check above: deletes that come at once would all find the same count.
    parts.deleteCounter.count(approvedWrite.approval?.id ?? id);
    // What was made may be gone then, and wanted again, also when nobody hears how the delete ended.
    parts.recentWrites.forgetAnswers();
  }
  const made = await fill(approvedWrite, planned, parts);
  const outgoing = {
    prepared: approvedWrite.prepared,
    planned,
    approval: approvedWrite.approval,
    input: made.input,
    id,
    notes: made.notes,
  };
  try {
    const { output, warnings } = await send(
      outgoing,
      parts,
      callContext,
      transmitter(parts.invoke, approvedWrite, callContext),
    );
    forgetIdentity(approvedWrite, parts);
    approvedWrite.onDone?.(made.input);
    const seen = await confirm(
      planned,
      { sent: made.input, reply: output },
      approvedWrite.prepared,
      parts,
      callContext,
    );
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
const patience = (
  { signal, holdMs }: CallContext['call'],
  clock: GuardContext['clock'],
  over: AbortSignal,
): AbortSignal => {
  if (holdMs === undefined) return signal;
  const limit = new AbortController();
  void clock.sleep(holdMs, over).then(() => limit.abort(IN_USE));
  return AbortSignal.any([signal, limit.signal]);
};

/** Carries out one write: alone on its gateway, checked once more, recorded before and after, read back. */
export const execute = async (
  approvedWrite: ApprovedWrite,
  parts: GuardContext,
  callContext: CallContext,
): Promise<Fields> => {
  const place = lockPlace(approvedWrite.planned);
  const { call } = callContext;
  const begun = new AbortController();
  const start = (): Promise<Fields> => {
    begun.abort();
    return work(approvedWrite, parts, callContext);
  };
  const where = place.split('/').pop() || 'this account';
  const onWait = (): void => call.progress({ done: 0, message: `waiting for another change on ${where}` });
  try {
    return await parts.locks(place, patience(call, parts.clock, begun.signal), start, onWait);
  } finally {
    begun.abort();
  }
};
