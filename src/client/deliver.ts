import type { Risk } from '../catalogue/action.ts';
import type { Call } from '../catalogue/invoke.ts';
import { isKnownProblem, type KnownProblem, Unreachable } from '../errors.ts';
import { refused, type Sent, unreadable, type Verdict } from './error-messages.ts';
import { type Outgoing, Overlong } from './http/exchange.ts';
import type { Send } from './http/http.ts';
import { type Failure, type Reading, readReply } from './replies/reply.ts';
import type { Timing } from './retry/backoff.ts';
import { advise, type Setback } from './retry/retry.ts';
import type { Keys } from './wire/session.ts';
import type { WireRequest } from './wire/wire-request.ts';

/** What a logical call needs of its caller to be delivered: only these parts of a `Call`. */
export type Waiter = Pick<Call, 'signal' | 'progress' | 'log' | 'holdMs'>;

/** One logical call, sent as often as the retry table allows. */
export interface Task {
  readonly order: WireRequest;
  readonly risk: Risk;
  /** Carries a ClientToken, or is harmless to repeat. */
  readonly hasToken: boolean;
  /** A fresh attempt: new nonce, time and signature. */
  readonly prepare: () => Promise<Omit<Sent, 'order'>>;
  /** The keys of an attempt are said to have expired. */
  readonly expire?: (keys: Keys) => void;
  /** Waits until the gateway that refused is free again. */
  readonly settle?: (window: Window) => Promise<void>;
}

/** When a wait may take place, by this machine's clock. */
export interface Window {
  /** When the call began, for its progress. */
  readonly startMs: number;
  /** The first pause. */
  readonly firstMs: number;
  readonly untilMs: number;
}

export interface Ports {
  readonly send: Send;
  readonly pace: Timing;
  /** Masks every secret that the process knows, before a text is cut. */
  readonly redact: (text: string) => string;
}

type Fields = Record<string, unknown>;

/** How it ended. `isUnsure`: an attempt before the last, or the last, may have acted without our knowing. */
export type Delivery =
  | { readonly kind: 'done'; readonly body: Fields }
  | {
      readonly kind: 'failed';
      readonly problem: KnownProblem;
      readonly failure: Failure | undefined;
      readonly isUnsure: boolean;
    };

/** Sends, judges, waits and sends again. Rejects only for an abort, for missing keys, or for a fault of ours. */
export const deliver = async (task: Task, ports: Ports, waiter: Waiter): Promise<Delivery> => {
  const startMs = ports.pace.now();
  const limitMs = Math.min(ports.pace.patienceMs, waiter.holdMs ?? Number.POSITIVE_INFINITY);
  const spent: Record<string, number> = {};
  let unsure: Delivery | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const tried = await tryOnce(task, ports, waiter, attempt).catch((problem: unknown) => {
      // Keys that fail after a lost reply must not hide that the reply was lost.
      if (unsure === undefined || !isKnownProblem(problem)) throw problem;
      return unsure;
    });
    if ('kind' in tried) return tried;
    const advice = advise(tried.setback, {
      risk: task.risk,
      hasToken: task.hasToken,
      spent,
      elapsedMs: ports.pace.now() - startMs,
      limitMs,
      random: ports.pace.random(),
    });
    const isUnsure = unsure !== undefined || !advice.outcomeKnown;
    const verdict = { retryable: advice.next !== 'give-up' || advice.retryable, outcomeKnown: !isUnsure };
    const failed = { kind: 'failed', problem: tried.problem(verdict), failure: tried.failure, isUnsure } as const;
    if (isUnsure) unsure = failed;
    if (advice.next === 'give-up') return failed;
    spent[advice.rule] = (spent[advice.rule] ?? 0) + 1;
    waiter.log('debug', 'another attempt', {
      action: task.order.action,
      attempt,
      because: advice.rule,
      waitMs: advice.ms,
    });
    const window = { startMs, firstMs: advice.ms, untilMs: startMs + limitMs };
    if (!(await makeReady(advice, tried, task, ports, waiter, window))) return failed;
  }
};

interface Tried {
  readonly setback: Setback;
  readonly problem: (verdict: Verdict) => KnownProblem;
  readonly failure: Failure | undefined;
  readonly sent: Sent;
}

const tryOnce = async (task: Task, ports: Ports, waiter: Waiter, attempt: number): Promise<Tried | Delivery> => {
  const sent: Sent = { order: task.order, ...(await task.prepare()) };
  const startMs = ports.pace.now();
  const facts = () => ({
    action: task.order.action,
    host: hostOf(sent.request),
    attempt,
    ms: ports.pace.now() - startMs,
  });
  try {
    const answer = await ports.send(sent.request, waiter.signal);
    const reading = await readReply(answer);
    const id = reading.kind === 'failure' ? reading.failure.RequestId : requestIdOf(reading);
    waiter.log('debug', 'call', { status: answer.status, RequestId: id, ...facts() });
    return judge(reading, sent, ports.redact);
  } catch (problem) {
    if (!(problem instanceof Unreachable)) throw problem;
    waiter.log('debug', 'call', { lost: problem.phase, ...facts() });
    return lostAt(problem, sent);
  }
};

const hostOf = ({ origin }: Outgoing): string => origin.slice(origin.indexOf('//') + 2);

const requestIdOf = (reading: Reading): unknown => (reading.kind === 'body' ? reading.body['RequestId'] : undefined);

const judge = (reading: Reading, sent: Sent, redact: Ports['redact']): Tried | Delivery => {
  if (reading.kind === 'body') return { kind: 'done', body: reading.body };
  if (reading.kind === 'failure') {
    const { failure } = reading;
    return {
      setback: { kind: 'refused', ...failure },
      problem: (verdict) => refused(failure, sent, verdict, redact),
      failure,
      sent,
    };
  }
  const { status, text } = reading;
  const problem = (verdict: Verdict) => unreadable(status, text, sent, verdict, redact);
  // A page with an error status is some proxy's: as good as that status. A redirect is never followed.
  const isRedirect = status >= 300 && status < 400;
  const setback: Setback =
    status >= 400
      ? { kind: 'refused', Code: `Http.${status}`, HttpStatus: status, Message: '' }
      : { kind: 'lost', outcomeKnown: isRedirect, hopeless: isRedirect };
  return { setback, problem, failure: undefined, sent };
};

const lostAt = (problem: Unreachable, sent: Sent): Tried => {
  const { host, phase, outcomeKnown } = problem;
  const hopeless = phase === 'tls' || problem.cause instanceof Overlong;
  const told = (verdict: Verdict) =>
    new Unreachable({ host, phase, outcomeKnown: verdict.outcomeKnown }, problem.message, problem.remedy, {
      cause: problem.cause,
    });
  return { setback: { kind: 'lost', outcomeKnown, hopeless }, problem: told, failure: undefined, sent };
};

type Step = Exclude<ReturnType<typeof advise>, { readonly next: 'give-up' }>;

/** Does what the next attempt needs; false when that is not possible, so that there is none. */
const makeReady = async (
  step: Step,
  { failure, sent }: Tried,
  task: Task,
  { pace }: Ports,
  waiter: Waiter,
  window: Window,
): Promise<boolean> => {
  if (step.next === 'clock') return failure?.serverMs !== undefined && pace.correct(failure.serverMs);
  if (step.next === 'refresh') {
    if (sent.keys === undefined || task.expire === undefined) return false;
    task.expire(sent.keys);
    return true;
  }
  if (step.next === 'gateway' && task.settle !== undefined) {
    await task.settle(window);
    return true;
  }
  if (step.ms >= longWaitMs) {
    const message = `${task.order.action}: ${step.rule}, next try in ${Math.round(step.ms / 1000)} s`;
    waiter.progress({ done: (pace.now() - window.startMs) / 1000, message });
  }
  await pace.sleep(step.ms, waiter.signal);
  return true;
};

const longWaitMs = 2_000;
