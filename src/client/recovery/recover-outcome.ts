import type { Action, Fields } from '../../catalogue/action.ts';
import { replyFieldsOf } from '../../catalogue/created.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { idFields, isIdentified } from '../../catalogue/resource.ts';
import { CloudError, Unreachable } from '../../errors.ts';
import type { Delivery } from '../deliver.ts';
import type { Timing } from '../retry/backoff.ts';
import type { PreparedCall } from '../wire/build-request.ts';
import { canFindCreated, findCreated } from './find-created.ts';

interface FailedCall {
  readonly action: Action;
  readonly prepared: PreparedCall;
  readonly delivery: Extract<Delivery, { readonly kind: 'failed' }>;
  /** When the call began, by the cloud's clock. */
  readonly startMs: number;
  /** IDs of what this client has created before: none of that is what got lost. */
  readonly createdIds: ReadonlySet<string>;
}

// What a repeated delete may be answered when the first one did its work although its reply was lost.
const goneCodes = new Set([
  'InvalidVpnGatewayInstanceId.NotFound',
  'InvalidVpnGatewayId.NotFound',
  'INSTANCE_NOT_EXISTS',
  'IncorrectStatus.VpnGateway',
  'InvalidVpnConnectionInstanceId.NotFound',
  'InvalidCustomerGatewayInstanceId.NotFound',
  'InvalidSslVpnServerId.NotFound',
  'InvalidSslVpnClientCertId.NotFound',
  'InvalidRouteEntry.NotFound',
  'InvalidInstanceId.NotFound',
  'InvalidVpnInstanceId.NotFound',
]);

/**
 * The outcome of a failed call that may have acted all the same. A delete that finds nothing any more has worked; what a
 * create may have made is looked for instead of being made twice. Gives the reply's fields, or rejects with what is known.
 */
export const recoverOutcome = async (
  failedCall: FailedCall,
  read: Invoke,
  timing: Timing,
  call: Call,
): Promise<Fields> => {
  const { action, prepared, delivery } = failedCall;
  const { refusal, problem, mayHaveActed } = delivery;
  if (!mayHaveActed) throw problem;
  if (prepared.risk === 'destroy' && refusal !== undefined && goneCodes.has(refusal.Code)) {
    return { ...(refusal.RequestId !== undefined && { RequestId: refusal.RequestId }) };
  }
  if (!canFindCreated(action)) throw problem;
  return replyOrUnknown(failedCall, await findLost(failedCall, read, timing, call));
};

/** Entries that the call may have created; null when the list could not be read either. */
const findLost = async (
  { action, prepared, startMs, createdIds }: FailedCall,
  read: Invoke,
  timing: Timing,
  call: Call,
): Promise<readonly Fields[] | null> => {
  const quiet = { ...call, progress: () => {} };
  call.progress({ done: 0, message: `The reply to ${action.name} was lost: looking whether it was done` });
  try {
    const entries = await findCreated(action, prepared.wireRequest.parameters, startMs, read, quiet, timing);
    return entries.filter((entry) => !createdIds.has(idOf(action, entry) ?? ''));
  } catch (problem) {
    if (call.signal.aborted) throw problem;
    return null;
  }
};

/** The reply that was lost, where exactly one entry fits. Throws the call's error with "outcome unknown" otherwise. */
const replyOrUnknown = ({ action, delivery }: FailedCall, entries: readonly Fields[] | null): Fields => {
  const [only, ...more] = entries ?? [];
  if (only !== undefined && more.length === 0) return { ...replyFieldsOf(action, only), Recovered: recoveredNote };
  const seen =
    entries === null
      ? 'whether it was done could not be looked up either'
      : only === undefined
        ? 'nothing new was found yet, but it may still appear'
        : `${entries.length} new entries fit: ${entries.map((entry) => idOf(action, entry) ?? 'one without an ID').join(', ')}`;
  throw withMessage(delivery.problem, `${delivery.problem.message} The outcome is unknown: ${seen}.`);
};

const recoveredNote =
  'The reply was lost. This was found afterwards by its parameters and its creation time; nothing was made twice.';

/** The ID of the thing in a reply or list entry of its kind; a route has none. */
const idOf = ({ resource }: Action, fields: Fields): string | undefined => {
  const id = isIdentified(resource) ? fields[idFields[resource]] : undefined;
  return typeof id === 'string' ? id : undefined;
};

/** Notes the ID of what a create has made, so that it is not taken later for what another create has lost. */
export const rememberCreated = (action: Action, output: Fields, createdIds: Set<string>): void => {
  const id = action.verb === 'create' ? idOf(action, output) : undefined;
  if (id !== undefined) createdIds.add(id);
};

const remedy = 'Look at the list of these resources before you repeat it: a second one may be made and billed.';

const withMessage = (problem: Error, message: string): Error => {
  if (problem instanceof CloudError) {
    return new CloudError({ ...problem.failure, Retryable: false }, message, remedy, { cause: problem });
  }
  if (!(problem instanceof Unreachable)) return problem;
  const { host, phase, outcomeKnown, retryable } = problem;
  return new Unreachable({ host, phase, outcomeKnown, retryable }, message, remedy, { cause: problem });
};

/** Whether an action describes one thing, whose ID its reply then repeats; lists may well be empty. */
const describesOne = ({ verb, resource, output }: Action): boolean =>
  verb === 'describe' && isIdentified(resource) && idFields[resource] in output.shape;

/**
 * Gives the output back, or throws `CloudError` when a description holds nothing. The cloud answers about foreign or
 * brand-new IDs with an empty body and HTTP 200 now and then.
 */
export const refuseEmptyReply = <O extends Fields>(action: Action, target: string | undefined, output: O): O => {
  if (!describesOne(action) || Object.keys(output).some((name) => name !== 'RequestId')) return output;
  const { RequestId } = output;
  throw new CloudError(
    {
      Code: 'EmptyReply',
      HttpStatus: 200,
      ...(typeof RequestId === 'string' && { RequestId }),
      Retryable: true,
      OutcomeKnown: true,
    },
    `${action.name} was answered with nothing about ${target ?? 'it'}`,
    'Check the ID, the region and the organization; a thing made a moment ago may need some seconds to appear.',
  );
};
