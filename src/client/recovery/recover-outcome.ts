import type { Action } from '../../catalogue/action.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { CloudError, Unreachable } from '../../errors.ts';
import type { Delivery } from '../deliver.ts';
import type { Timing } from '../retry/backoff.ts';
import type { Prepared } from '../wire/build-request.ts';
import type { WireRequest } from '../wire/wire-request.ts';
import { canFindCreated, findCreated } from './find-created.ts';

type Fields = Record<string, unknown>;

interface Ended {
  readonly action: Action;
  readonly prepared: Prepared;
  readonly delivery: Extract<Delivery, { readonly kind: 'failed' }>;
  /** When the call began, by the cloud's clock. */
  readonly startMs: number;
  /** IDs of what this client has made before: that is not what got lost. */
  readonly made: ReadonlySet<string>;
}

interface Means {
  readonly read: Invoke;
  readonly pace: Timing;
}

// What a repeated delete of ours may be told when the first one did its work after all.
const gone = new Set([
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
 * A call that failed although it may have acted: a delete that finds nothing any more has worked, and the work of a
 * create is looked for instead of being done twice. Gives the reply's fields, or rejects with what is known.
 */
export const recoverOutcome = async (ended: Ended, means: Means, call: Call): Promise<Fields> => {
  const { action, prepared, delivery } = ended;
  const { failure, problem, isUnsure } = delivery;
  if (!isUnsure) throw problem;
  if (prepared.risk === 'destroy' && failure !== undefined && gone.has(failure.Code)) {
    return { ...(failure.RequestId !== undefined && { RequestId: failure.RequestId }) };
  }
  if (!canFindCreated(action)) throw problem;
  return found(ended, await traceOf(ended, means, call));
};

// Null: the list could not be read either.
const traceOf = async (ended: Ended, { read, pace }: Means, call: Call): Promise<readonly Fields[] | null> => {
  const { action, prepared, startMs, made } = ended;
  const quiet = { ...call, progress: () => {} };
  call.progress({ done: 0, message: `The reply to ${action.name} was lost: looking whether it was done` });
  try {
    const entries = await findCreated(action, prepared.order.parameters, startMs, read, quiet, pace);
    return entries.filter((entry) => !made.has(idOf(entry) ?? ''));
  } catch (problem) {
    if (call.signal.aborted) throw problem;
    return null;
  }
};

const found = ({ action, delivery }: Ended, entries: readonly Fields[] | null): Fields => {
  const [only, ...more] = entries ?? [];
  if (only !== undefined && more.length === 0) return { ...answerOf(action, only), Recovered: recovered };
  const seen =
    entries === null
      ? 'whether it was done could not be looked up either'
      : only === undefined
        ? 'nothing new was found yet, but it may still appear'
        : `${entries.length} new entries fit: ${entries.map((entry) => idOf(entry) ?? 'one without an ID').join(', ')}`;
  throw retold(delivery.problem, `${delivery.problem.message} The outcome is unknown: ${seen}.`);
};

const recovered =
  'The reply was lost. This was found afterwards by its parameters and its creation time; nothing was made twice.';

/** Of the entry that was found, the fields that the action's own reply would have had. */
const answerOf = (action: Action, entry: Fields): Fields =>
  Object.fromEntries(Object.keys(action.output.shape).flatMap((name) => (name in entry ? [[name, entry[name]]] : [])));

// Narrowest first: a connection names its gateway too.
const ownIds = ['VpnConnectionId', 'SslVpnClientCertId', 'SslVpnServerId', 'VpnGatewayId', 'CustomerGatewayId'];

/** A route has none. */
const idOf = (entry: Fields): string | undefined => {
  const name = ownIds.find((candidate) => typeof entry[candidate] === 'string');
  return name === undefined ? undefined : String(entry[name]);
};

/** Notes the ID of what a create has made. */
export const remember = (output: Fields, made: Set<string>): void => {
  const id = idOf(output);
  if (id !== undefined) made.add(id);
};

const remedy = 'Look at the list of these resources before you repeat it: a second one may be made and billed.';

const retold = (problem: Error, message: string): Error => {
  if (problem instanceof CloudError) {
    return new CloudError({ ...problem.failure, Retryable: false }, message, remedy, { cause: problem });
  }
  if (!(problem instanceof Unreachable)) return problem;
  const { host, phase, outcomeKnown } = problem;
  return new Unreachable({ host, phase, outcomeKnown }, message, remedy, { cause: problem });
};

/**
 * The cloud answers about foreign or brand-new IDs with an empty body and HTTP 200 now and then: that is no answer.
 * Only what describes one thing can be told so; lists may well be empty.
 */
export const checkAnswer = <O extends Fields>(order: WireRequest, output: O): O => {
  const isOne = /^Describe(VpnGateway|CustomerGateway|VpnConnection|SslVpnClientCert)$/.test(order.action);
  if (!isOne || Object.keys(output).some((name) => name !== 'RequestId')) return output;
  const { RequestId } = output;
  throw new CloudError(
    {
      Code: 'EmptyReply',
      HttpStatus: 200,
      ...(typeof RequestId === 'string' && { RequestId }),
      Retryable: true,
      OutcomeKnown: true,
    },
    `${order.action} was answered with nothing about ${order.target ?? 'it'}`,
    'Check the ID, the region and the organization; a thing made a moment ago may need some seconds to appear.',
  );
};
