import type { Risk } from '../../catalogue/action.ts';
import { type Next, type Rule, rules, type Whose } from './retry-rules.ts';

/** What went wrong with one attempt: the cloud refused, or nothing usable came back. */
export type AttemptFailure =
  | {
      readonly kind: 'refused';
      readonly Code: string;
      readonly HttpStatus: number;
      readonly Message: string;
      /** What the cloud asks us to wait, if it says so. */
      readonly retryAfterMs?: number;
    }
  | {
      readonly kind: 'lost';
      readonly outcomeKnown: boolean;
      /** No later attempt can go better: an untrusted certificate, an answer beyond the size limit. */
      readonly hopeless: boolean;
    };

/** Where a logical call stands when an attempt has failed. */
export interface AttemptState {
  readonly risk: Risk;
  /** Carries a ClientToken, or is harmless to repeat. */
  readonly hasToken: boolean;
  /** How often each rule has already answered, by its name. */
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

/** Judges one setback. Bounded: each rule answers a limited number of times and no wait outlasts the call's limit. */
export const advise = (setback: AttemptFailure, standing: AttemptState): Advice => {
  const rule = rules.find((candidate) => fits(candidate, setback));
  const outcomeKnown = isOutcomeKnown(setback, rule, standing.risk);
  if (rule === undefined) return { next: 'give-up', retryable: false, outcomeKnown };
  const spent = standing.timesUsed[rule.name] ?? 0;
  const ms = waitMs(rule, spent, setback, standing.random);
  const hopeless = setback.kind === 'lost' && setback.hopeless;
  const late = standing.elapsedMs + ms > standing.limitMs;
  if (hopeless || late || spent >= rule.times || !serves(rule.whose, standing)) {
    return { next: 'give-up', retryable: !hopeless, outcomeKnown };
  }
  return { next: rule.next, rule: rule.name, ms, outcomeKnown };
};

const fits = (rule: Rule, setback: AttemptFailure): boolean => {
  if (setback.kind === 'lost') return rule.lost === (setback.outcomeKnown ? 'unsent' : 'unknown');
  return (
    rule.lost === undefined &&
    (rule.code?.test(setback.Code) === true ||
      rule.status?.test(String(setback.HttpStatus)) === true ||
      rule.message?.test(setback.Message) === true)
  );
};

const serves = (whose: Whose, { risk, hasToken }: AttemptState): boolean => {
  if (whose === 'all') return true;
  return whose === 'deletes' ? risk === 'destroy' : risk === 'read' || risk === 'destroy' || hasToken;
};

// A read has no outcome that could be unknown.
const isOutcomeKnown = (setback: AttemptFailure, rule: Rule | undefined, risk: Risk): boolean => {
  if (risk === 'read') return true;
  return setback.kind === 'lost' ? setback.outcomeKnown : rule?.mayHaveActed !== true;
};

/** Exponential with jitter over the upper half; what the cloud asks for is a floor, jittered upwards by a tenth. */
const waitMs = (rule: Rule, spent: number, setback: AttemptFailure, random: number): number => {
  const asked = setback.kind === 'refused' ? setback.retryAfterMs : undefined;
  if (asked !== undefined && asked >= 0) return Math.round(asked * (1 + random / 10));
  const full = Math.min(rule.capMs, rule.baseMs * 2 ** spent);
  return Math.round(full * (0.5 + random / 2));
};
