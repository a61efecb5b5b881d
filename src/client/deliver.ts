import { DRY_RUN_PASSED, type Risk } from '../catalogue/action.ts';
import type { Call } from '../catalogue/invoke.ts';
import { isKnownProblem, type KnownProblem, Unreachable } from '../errors.ts';
import { type Sent, toCloudError, toUnreachable, type Verdict } from './error-messages.ts';
import type { HttpRequest } from './http/exchange.ts';
import type { Send } from './http/http.ts';
import { type FailureReply, type ParsedReply, readReply } from './replies/reply.ts';
import type { Timing } from './retry/backoff.ts';
import { type Advice, type AttemptFailure, advise } from './retry/retry.ts';
import type { Keys } from './wire/session.ts';
import type { WireRequest } from './wire/wire-request.ts';

/** The parts of a `Call` that delivering it needs: how to stop it, where to report, and how long it may take. */
export type CallControl = Pick<Call, 'signal' | 'progress' | 'log' | 'holdMs'>;

/** One call of an API action, sent as one or more attempts: as often as the retry table allows. */
export interface LogicalCall {
  readonly wireRequest: WireRequest;
  readonly risk: Risk;
  /** Carries a ClientToken, or is harmless to repeat. */
  readonly hasToken: boolean;
  /** Signs one attempt: with a new nonce, time and signature. Rejects where no keys can be had. */
  readonly sign: () => Promise<Omit<Sent, 'wireRequest'>>;
  /** Drops keys that the cloud calls expired, so that the next attempt is signed with new ones. */
  readonly expireKeys?: (keys: Keys) => void;
  /** Waits until the gateway that refused, because another change runs on it, is free again. */
  readonly awaitGateway?: (window: RetryWindow) => Promise<void>;
}

/** When the wait for the next attempt may take place, in milliseconds by this machine's clock. */
export interface RetryWindow {
  /** When the call began, for its progress. */
  readonly startMs: number;
  /** The first pause. */
  readonly firstMs: number;
  readonly untilMs: number;
}

/** What all calls of one client share. */
export interface DeliveryContext {
  readonly send: Send;
  readonly timing: Timing;
  /** Masks every secret that the process knows, before a text is cut. */
  readonly redact: (text: string) => string;
}

/**
 * How a logical call ended: with the reply's fields, or with an error. `mayHaveActed`: the cloud may have acted on one of
 * the attempts although no reply says so.
 */
export type Delivery =
  | { readonly kind: 'done'; readonly body: Record<string, unknown> }
  | {
      readonly kind: 'failed';
      readonly problem: KnownProblem;
      /** The last attempt's refusal; undefined when no usable reply came. */
      readonly refusal: FailureReply | undefined;
      readonly mayHaveActed: boolean;
    };

/** Sends, judges the reply, waits and sends again. Rejects only for an abort, for missing keys, or for a fault of ours. */
export const deliver = async (
  logicalCall: LogicalCall,
  context: DeliveryContext,
  control: CallControl,
): Promise<Delivery> => {
  const { timing } = context;
  const { risk, hasToken, wireRequest } = logicalCall;
  const startMs = timing.now();
  const limitMs = Math.min(timing.patienceMs, control.holdMs ?? Number.POSITIVE_INFINITY);
  const timesUsed: Record<string, number> = {};
  let unknownOutcome: Delivery | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const result = await sendOnce(logicalCall, context, control, attempt).catch((problem: unknown) => {
      // Keys that fail after a lost reply must not hide that the reply was lost.
      if (unknownOutcome === undefined || !isKnownProblem(problem)) throw problem;
      return unknownOutcome;
    });
    if ('kind' in result) return result;
    if (isPassedDryRun(result, wireRequest)) return passedDryRun(result);
    const elapsedMs = timing.now() - startMs;
    const state = { risk, hasToken, timesUsed, elapsedMs, limitMs, random: timing.random() };
    const advice = advise(result.failure, state);
    const mayHaveActed = unknownOutcome !== undefined || !advice.outcomeKnown;
    const failed = toFailed(result, advice, mayHaveActed);
    if (mayHaveActed) unknownOutcome = failed;
    if (advice.next === 'give-up') return failed;
    timesUsed[advice.rule] = (timesUsed[advice.rule] ?? 0) + 1;
    const facts = { action: wireRequest.action, attempt, because: advice.rule, waitMs: advice.ms };
    control.log('debug', 'another attempt', facts);
    const window = { startMs, firstMs: advice.ms, untilMs: startMs + limitMs };
    if (!(await prepareRetry(advice, result, logicalCall, context, control, window))) return failed;
  }
};

/** One attempt that brought no success. */
interface FailedAttempt {
  readonly failure: AttemptFailure;
  /** The error for the caller, once it is known whether a retry helps and whether the cloud may have acted. */
  readonly toProblem: (verdict: Verdict) => KnownProblem;
  readonly refusal: FailureReply | undefined;
  readonly sent: Sent;
}

/** The cloud knows dry runs, so that none of the attempts did anything, those without a reply neither. */
const isPassedDryRun = ({ refusal }: FailedAttempt, { parameters }: WireRequest): boolean =>
  parameters['DryRun'] === 'true' && refusal?.Code === DRY_RUN_PASSED;

const passedDryRun = ({ toProblem, refusal }: FailedAttempt): Delivery => ({
  kind: 'failed',
  problem: toProblem({ retryable: false, outcomeKnown: true }),
  refusal,
  mayHaveActed: false,
});

const toFailed = ({ toProblem, refusal }: FailedAttempt, advice: Advice, mayHaveActed: boolean): Delivery => {
  const verdict = { retryable: advice.next !== 'give-up' || advice.retryable, outcomeKnown: !mayHaveActed };
  return { kind: 'failed', problem: toProblem(verdict), refusal, mayHaveActed };
};

const sendOnce = async (
  { wireRequest, sign }: LogicalCall,
  { send, timing, redact }: DeliveryContext,
  control: CallControl,
  attempt: number,
): Promise<FailedAttempt | Delivery> => {
  const sent: Sent = { wireRequest, ...(await sign()) };
  const startMs = timing.now();
  const facts = () => ({
    action: wireRequest.action,
    host: hostOf(sent.httpRequest),
    attempt,
    ms: timing.now() - startMs,
  });
  try {
    const response = await send(sent.httpRequest, control.signal);
    const reply = await readReply(response);
    const id = reply.kind === 'failure' ? reply.failure.RequestId : requestIdOf(reply);
    control.log('debug', 'call', { status: response.status, RequestId: id, ...facts() });
    return judgeReply(reply, sent, redact);
  } catch (problem) {
    if (!(problem instanceof Unreachable)) throw problem;
    control.log('debug', 'call', { lost: problem.phase, ...facts() });
    return withoutReply(problem, sent);
  }
};

const hostOf = ({ origin }: HttpRequest): string => origin.slice(origin.indexOf('//') + 2);

const requestIdOf = (reply: ParsedReply): unknown => (reply.kind === 'body' ? reply.body['RequestId'] : undefined);

const judgeReply = (reply: ParsedReply, sent: Sent, redact: DeliveryContext['redact']): FailedAttempt | Delivery => {
  if (reply.kind === 'body') return { kind: 'done', body: reply.body };
  if (reply.kind === 'failure') {
    const refusal = reply.failure;
    return {
      failure: { kind: 'refused', ...refusal },
      toProblem: (verdict) => toCloudError(refusal, sent, verdict, redact),
      refusal,
      sent,
    };
  }
  const { status, text } = reply;
  const toProblem = (verdict: Verdict) => toUnreachable(status, text, sent, verdict, redact);
  // A page with an error status is some proxy's: as good as that status. A redirect is never followed.
  const isRedirect = status >= 300 && status < 400;
  const failure: AttemptFailure =
    status >= 400
      ? { kind: 'refused', Code: `Http.${status}`, HttpStatus: status, Message: '' }
      : { kind: 'lost', outcomeKnown: isRedirect, hopeless: isRedirect };
  return { failure, toProblem, refusal: undefined, sent };
};

const withoutReply = (problem: Unreachable, sent: Sent): FailedAttempt => {
  const { host, phase, outcomeKnown, message, remedy, cause } = problem;
  const hopeless = problem.retryable === false;
  const toProblem = (verdict: Verdict) => new Unreachable({ host, phase, ...verdict }, message, remedy, { cause });
  return { failure: { kind: 'lost', outcomeKnown, hopeless }, toProblem, refusal: undefined, sent };
};

type RetryAdvice = Exclude<Advice, { readonly next: 'give-up' }>;

/** Does what the next attempt needs; false when that is not possible, so that there is none. */
const prepareRetry = async (
  advice: RetryAdvice,
  { refusal, sent }: FailedAttempt,
  { wireRequest, expireKeys, awaitGateway }: LogicalCall,
  { timing }: DeliveryContext,
  control: CallControl,
  window: RetryWindow,
): Promise<boolean> => {
  if (advice.next === 'clock') return refusal?.serverMs !== undefined && timing.correct(refusal.serverMs);
  if (advice.next === 'refresh') {
    if (sent.keys === undefined || expireKeys === undefined) return false;
    expireKeys(sent.keys);
    return true;
  }
  if (advice.next === 'gateway' && awaitGateway !== undefined) {
    await awaitGateway(window);
    return true;
  }
  if (advice.ms >= longWaitMs) {
    const message = `${wireRequest.action}: ${advice.rule}, next try in ${Math.round(advice.ms / 1000)} s`;
    control.progress({ done: (timing.now() - window.startMs) / 1000, message });
  }
  await timing.sleep(advice.ms, control.signal);
  return true;
};

// A shorter wait is not worth a progress message.
const longWaitMs = 2_000;
