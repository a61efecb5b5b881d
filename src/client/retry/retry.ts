import type { Risk } from '../../catalogue/action.ts';
import { type Next, type RetriedCalls, type Rule, rules } from './retry-rules.ts';

/** What went wrong with one attempt: the cloud refused, or nothing usable came back. */
export type AttemptFailure =
  | {
      readonly kind: 'refused';
      readonly Code: string;
      readonly HttpStatus: number;
      readonly Message: string;
      /** How long the cloud asks us to wait. */
      readonly retryAfterMs?: number;
    }
  | {
      readonly kind: 'lost';
      readonly outcomeKnown: boolean;
      /** No later attempt can go better: an untrusted certificate, an answer beyond the size limit. */
      readonly hopeless: boolean;
    };

/** The state of a logical call when an attempt has failed. */
export interface AttemptState {
  readonly risk: Risk;
  /** Carries a ClientToken, or is harmless to repeat. */
  readonly hasToken: boolean;
  /** How often each rule has granted a retry already, by its name. */
  readonly timesUsed: Readonly<Record<string, number>>;
  readonly elapsedMs: number;
  /** Longest that this call may take over all its attempts. */
  readonly limitMs: number;
  /** Between 0 and 1; spreads callers that failed together. */
  readonly random: number;
}

/** What to do now. `outcomeKnown` is false when the cloud may have acted; `retryable`: later it may go well unchanged. */
export type Advice =
  | { readonly next: Next; readonly rule: string; readonly ms: number; readonly outcomeKnown: boolean }
  | { readonly next: 'give-up'; readonly retryable: boolean; readonly outcomeKnown: boolean };

/** Whether and how a failed attempt is repeated. Each rule grants a limited number of retries, and no wait outlasts the call's limit. */
export const advise = (failure: AttemptFailure, state: AttemptState): Advice => {
  const rule = rules.find((candidate) => fits(candidate, failure));
  const outcomeKnown = isOutcomeKnown(failure, rule, state.risk);
  if (rule === undefined) return { next: 'give-up', retryable: false, outcomeKnown };
  const used = state.timesUsed[rule.name] ?? 0;
  const ms = waitMs(rule, used, failure, state.random);
  const hopeless = failure.kind === 'lost' && failure.hopeless;
  const late = state.elapsedMs + ms > state.limitMs;
  const times = state.risk === 'read' ? (rule.timesForRead ?? rule.times) : rule.times;
  if (hopeless || late || used >= times || !mayRepeat(rule.repeats, state)) {
    return { next: 'give-up', retryable: !hopeless, outcomeKnown };
  }
  return { next: rule.next, rule: rule.name, ms, outcomeKnown };
};

const fits = (rule: Rule, failure: AttemptFailure): boolean => {
  if (failure.kind === 'lost') return rule.lost === (failure.outcomeKnown ? 'unsent' : 'unknown');
  return (
    rule.lost === undefined &&
    (rule.code?.test(failure.Code) === true ||
      rule.status?.test(String(failure.HttpStatus)) === true ||
      rule.message?.test(failure.Message) === true)
  );
};

const mayRepeat = (calls: RetriedCalls, { risk, hasToken }: AttemptState): boolean => {
  if (calls === 'all') return true;
  return calls === 'deletes' ? risk === 'destroy' : risk === 'read' || risk === 'destroy' || hasToken;
};

// A read has no outcome that could be unknown.
const isOutcomeKnown = (failure: AttemptFailure, rule: Rule | undefined, risk: Risk): boolean => {
  if (risk === 'read') return true;
  return failure.kind === 'lost' ? failure.outcomeKnown : rule?.mayHaveActed !== true;
};

/** Exponential with jitter over the upper half; what the cloud asks for is a floor, jittered upwards by a tenth. */
const waitMs = (rule: Rule, used: number, failure: AttemptFailure, random: number): number => {
  const asked = failure.kind === 'refused' ? failure.retryAfterMs : undefined;
  if (asked !== undefined && asked >= 0) return Math.round(asked * (1 + random / 10));
  const full = Math.min(rule.capMs, rule.baseMs * 2 ** used);
  return Math.round(full * (0.5 + random / 2));
};
