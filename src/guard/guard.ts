import type { Action } from '../catalogue/action.ts';
import { worstRisk } from '../catalogue/action.ts';
import type { Call, Invoke, Log } from '../catalogue/invoke.ts';
import { Refused } from '../errors.ts';

// How the front door uses this room:
//
//   const guard = createGuard(client, options);           // once per process; touches nothing yet
//   const call = guard.callFor({ signal, progress, log, caller, ask, holdMs }, { tool, approval });   // once per request
//   const output = await tool.run(guard.invoke, guard.admit(args), call);                  // throws the family, or Suspended
//   reply(guard.redact(result));                                                     // everything that leaves, errors too
//   await guard.close();                                                             // pages shut, audit flushed
//
// In the 2026 era `ask.put` throws Suspended and the repeat of the call comes with `ask.resumed`. For a question without a
// `field` the form holds one required boolean `approve`. `approval` is the argument `Approval`, which the schemas of tools
// that may change something hold only with `confirm: 'token'`. Logs go through `guard.redact` as well.

/** Who a call would act as, and where. Asked before every write; may reject with BadSettings. */
export interface Identity {
  /** Shown to people: the key's ID with its middle hidden, and the role if one is assumed. */
  readonly Account: string;
  /** Never shown, only sealed: the full key ID and role. */
  readonly Principal: string;
  readonly Region: string;
  readonly Endpoint: string;
}

/** Time as the guard sees it, so that tests can move it. `sleep` resolves early, without a failure, on abort. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface GuardOptions {
  readonly readOnly: boolean;
  readonly confirm: 'ask' | 'page' | 'token';
  /** IDs or names, `*` and `?` allowed, that no approval can destroy. */
  readonly protect: readonly string[];
  readonly breaker: { readonly deletes: number; readonly minutes: number };
  readonly transport: 'stdio' | 'http' | 'shell';
  readonly secretsDir?: string | undefined;
  /** Where the audit lives. Without it `disrupt` and `destroy` are refused, for nothing could be explained later. */
  readonly stateDir?: string | undefined;
  /** Shared by replicas; without it every process seals with a key of its own. */
  readonly sealKey?: string | undefined;
  readonly approvalPin?: string | undefined;
  readonly language?: 'en' | 'zh' | undefined;
  /** For the input's region, or the default one when it names none. */
  readonly identity: (action: Action, input: Readonly<Record<string, unknown>>) => Promise<Identity>;
  readonly log: Log;
  readonly clock?: Clock | undefined;
}

/** A call before the guard has given it `approve`, `secrets` and `plan`. */
export type BareCall = Omit<Call, 'approve' | 'secrets' | 'plan'>;

export interface Guard {
  /** What tools are given instead of the client. */
  readonly invoke: Invoke;
  readonly callFor: (base: BareCall, about: { readonly tool: string; readonly approval?: string | undefined }) => Call;
  /** A copy without secrets; for results, errors, logs, progress: whatever leaves. */
  readonly redact: <T>(value: T) => T;
  /** Arguments with the keys masked that a user may have pasted with a log or a configuration. */
  readonly admit: <T>(args: T) => T;
  /** Makes a value known as secret, so that `redact` finds it wherever it turns up. */
  readonly hide: (secret: string) => void;
  readonly close: () => Promise<void>;
}

const refuseAll = (): never => {
  throw new Refused('refused', 'Writes are not open yet.', 'Use the tools that only read.');
};

/** Wraps an Invoke; see the top of this file for how it is used. */
export const createGuard = (invoke: Invoke, _options: GuardOptions): Guard => ({
  invoke: (action, input, call) => (worstRisk(action) === 'read' ? invoke(action, input, call) : refuseAll()),
  callFor: (base) => ({
    ...base,
    approve: async () => refuseAll(),
    secrets: { judge: () => null, equal: () => false, write: async () => refuseAll() },
  }),
  redact: (value) => value,
  admit: (args) => args,
  hide: () => {},
  close: async () => {},
});
