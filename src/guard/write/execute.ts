import { randomUUID } from 'node:crypto';
import type { Action, Fields } from '../../catalogue/action.ts';
import { Refused } from '../../errors.ts';
import { noApproval } from '../approval/messages.ts';
import { nextSteps } from '../outcome/next-steps.ts';
import { askedBy, outcomeOf } from '../outcome/outcome.ts';
import type { PlannedWrite } from '../plan/write-request.ts';
import { completeInput } from './complete-input.ts';
import type { CallContext, GuardContext } from './context.ts';
import { isGatewayCreation, needsYes } from './policy.ts';
import { assess, assessIfNeeded, isSameIdentity, stateOf } from './prepare.ts';
import { refusedWithPlan, refuseForbidden } from './refusals.ts';
import type { ApprovedWrite } from './request.ts';
import { isUnknown, refuseUnrecorded, send } from './send.ts';
import { notReadBack, verify } from './verify.ts';

/** Changes of these disturb no gateway that is there. */
const touchesNoGateway = (action: Action): boolean =>
  isGatewayCreation(action) || action.resource === 'customer-gateway' || isAttachmentCreation(action);

const isAttachmentCreation = ({ verb, resource }: Action): boolean => verb === 'create' && resource === 'attachment';

/** What hangs on a transit router is alone by itself: there is no gateway that others would wait for. */
const ownPlace = ({ resource }: Action, input: Fields): unknown =>
  resource === 'attachment' ? input['VpnConnectionId'] : undefined;

/**
 * One write at a time per gateway: by the input, else by the target just read, else the whole region. A change of identity
 * is alone, so that nothing is sent under another identity than it was checked with.
 */
const lockPlace = ({ action, input, impact: { gatewayId }, place: { Region } }: PlannedWrite): string => {
  if (action.verb === 'assume') return '';
  const gateway =
    input['VpnGatewayId'] ??
    gatewayId ??
    ownPlace(action, input) ??
    (touchesNoGateway(action) ? 'no gateway' : undefined);
  return gateway === undefined ? Region : `${Region}/${String(gateway)}`;
};

/** Ends a write that nobody was asked about and that turned out, at the last moment, to need a yes or to be done already. */
export class NoLongerHarmless extends Error {
  override readonly name = 'NoLongerHarmless';
}

const isHarmless = ({ risk, impact: { refusal, unchanged } }: PlannedWrite): boolean =>
  !needsYes(risk) && refusal === undefined && !unchanged;

/** Judges identity and live state once more, alone on the gateway. Throws when they are not what was approved. */
const recheck = async (write: ApprovedWrite, context: CallContext): Promise<ApprovedWrite> => {
  const { basis } = write;
  const identity = await context.identity(write.action, write.asked);
  if (!isSameIdentity(identity, write.identity)) throw refusedWithPlan(noApproval.identity, [write], context);
  if (basis === undefined) return write;
  if (basis === 'harmless') {
    const now = await assessIfNeeded(write, context);
    if (!isHarmless(now)) throw new NoLongerHarmless();
    return { ...write, ...now };
  }
  const now = await assess(write, context);
  if (stateOf([now], context, basis) !== basis.state) throw refusedWithPlan(noApproval.changed, [now], context);
  return { ...write, ...now };
};

const auditIdOf = ({ approval, retryOf, step }: ApprovedWrite): string =>
  retryOf?.id ?? `${approval?.id ?? randomUUID()}${step > 0 ? `-${step}` : ''}`;

/**
 * To be called in one go with the check of the limit: deletes that come at once would all find the same count. What it
 * gives takes the count back.
 */
const countDelete = ({ approval }: ApprovedWrite, auditId: string, context: GuardContext): (() => void) => {
  // What was created may be gone then, and wanted again, also when nobody hears how the delete ended.
  context.recentWrites.forgetResults();
  return context.deleteCounter.count(approval?.id ?? auditId);
};

/** Counts what is limited; what it gives takes the count back where the cloud did nothing that counts. */
const countLimited = (write: ApprovedWrite, auditId: string, context: GuardContext): ((error: unknown) => void) => {
  const takeBack =
    write.risk === 'destroy'
      ? countDelete(write, auditId, context)
      : write.action.billed
        ? context.orderCounter.count(auditId)
        : () => {};
  return (error) => {
    // Only the guard refuses, such as for an audit that cannot be written: nothing was sent then. An order that the
    // cloud refused cost nothing.
    if (error instanceof Refused || (write.action.billed && !isUnknown(error))) takeBack();
  };
};

/** Under another identity nothing counts that was asked or remembered under the former one. */
const forgetIdentity = (context: GuardContext): void => {
  context.epoch.value += 1;
  context.approvals.invalidateAll();
  context.recentWrites.clear();
};

/** What has begun and is not left halfway: keys made, request sent, outcome recorded, change read back. */
const completeAndSend = async (write: ApprovedWrite, id: string, context: CallContext): Promise<Fields> => {
  const { sent, takeBack, notes } = await completeInput(write, context);
  try {
    const outgoing = { ...write, id, sent, notes };
    const { output, warnings, byDryRun } = await send(outgoing, context);
    if (write.action.verb === 'assume') forgetIdentity(context);
    write.onDone?.(sent);
    const isReadBack = needsYes(write.risk) || byDryRun || write.change !== undefined;
    const readBack = isReadBack ? await verify(outgoing, output, context) : notReadBack(write.action);
    const next = readBack.confirmed === false ? [] : nextSteps(write.action, sent, output, context.platform);
    const allNotes = [...warnings, ...readBack.notes, ...notes, ...next];
    return { ...output, Outcome: outcomeOf(readBack.confirmed, askedBy(write.approval), allNotes) };
  } catch (error) {
    if (!isUnknown(error)) await Promise.all(takeBack.map((remove) => remove()));
    throw error;
  }
};

/** The write itself, once it is alone on its gateway: checked, counted and begun. */
const checkAndSend = async (approved: ApprovedWrite, context: CallContext): Promise<Fields> => {
  // First, for what was done of late is read from the same folder: without it the state would seem to have changed.
  await context.audit.ready().catch((error: unknown) => refuseUnrecorded(approved, error));
  const write = await recheck(approved, context);
  refuseForbidden(write, context, write.approval?.id);
  // Whoever has gone must not begin. What has begun ends by itself, whoever goes.
  context.call.signal.throwIfAborted();
  const id = auditIdOf(write);
  const takeBackCount = countLimited(write, id, context);
  try {
    return await context.inFlight.run(() => completeAndSend(write, id, context));
  } catch (error) {
    takeBackCount(error);
    throw error;
  }
};

const GATEWAY_BUSY = new Refused(
  'refused',
  'Another change on the same gateway is still running. Nothing was sent.',
  'Repeat the call in a minute; a yes that was given for it has to be given again.',
);

/** Ends the waiting for the gateway, not the write: aborted with the call, or after as long as its caller can wait. */
const waitingLimit = ({ call: { signal, holdMs }, clock }: CallContext, begun: AbortSignal): AbortSignal => {
  if (holdMs === undefined) return signal;
  const limit = new AbortController();
  void clock.sleep(holdMs, begun).then(() => limit.abort(GATEWAY_BUSY));
  return AbortSignal.any([signal, limit.signal]);
};

/** Carries out one write: alone on its gateway, checked once more, recorded before and after, read back. */
export const execute = async (write: ApprovedWrite, context: CallContext): Promise<Fields> => {
  const place = lockPlace(write);
  const begun = new AbortController();
  const start = (): Promise<Fields> => {
    begun.abort();
    return checkAndSend(write, context);
  };
  const placeName = place.split('/').pop() || 'this account';
  const onWait = (): void => context.call.progress({ done: 0, message: `waiting for another change on ${placeName}` });
  try {
    return await context.locks(place, waitingLimit(context, begun.signal), start, onWait);
  } finally {
    begun.abort();
  }
};
