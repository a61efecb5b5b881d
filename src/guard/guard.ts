import type { Fields } from '../catalogue/action.ts';
import { type Action, type Input, type Output, worstRisk } from '../catalogue/action.ts';
import type { BaseCall } from '../catalogue/invoke.ts';
import { type Call, type Invoke, type Progress, type Secrets, Suspended } from '../catalogue/invoke.ts';
import { Refused } from '../errors.ts';
import { createAbandonedWrites } from './abandoned-writes.ts';
import type { GuardOptions } from './options.ts';
import { read } from './read.ts';
import { writeSecretFile } from './secrets/file.ts';
import { maskArguments } from './secrets/mask-arguments.ts';
import { approveSteps } from './write/approve-steps.ts';
import type { CallContext, GuardContext } from './write/context.ts';
import { createGuardContext } from './write/context.ts';
import { PlanMade, planFor, write } from './write/write.ts';

// How the front door uses this room:
//
//   const guard = createGuard(client, options);           // once per process; touches nothing yet
//   const call = guard.callFor({ signal, progress, log, caller, ask, holdMs }, { tool, approval });   // once per request
//   const output = await tool.run(guard.admit(args), call, guard.invoke);             // throws the family, or Suspended
//   reply(guard.redact(result));                                                  // everything that leaves, errors too
//   await guard.close();                                                          // pages shut, audit flushed
//
// In the 2026 era `ask.put` throws Suspended and the repeat of the call comes with `ask.resumed`. For a question without a
// `field` the form holds one required boolean `approve`. `approval` is the argument `Approval`, which the schemas of tools
// that may change something hold only with `confirm: 'token'`. Logs go through `guard.redact` as well. A write's reply may
// carry `Outcome: { State, Confirmed, Notes }`. A key in pasted text arrives at a tool as `[secret:FINGERPRINT:LENGTH]`.
//
// The order of the checks of a write (write.ts, perform.ts): mode, identity, secrets resolved or refused, an answer nobody heard
// given again, a try of unknown outcome ended, live state surveyed, unchanged answered, foreseen failures, protected targets and
// runs of deletes refused, audit ready, a yes by one of the doors, the same create on its way joined, one at a time per gateway,
// identity and state judged again, intent recorded, sent, outcome recorded, read back.

export type { BaseCall, Identity } from '../catalogue/invoke.ts';
export type { Clock } from './host/clock.ts';
export type { GuardOptions } from './options.ts';

export interface Guard {
  /** What tools are given instead of the client. */
  readonly invoke: Invoke;
  readonly callFor: (base: BaseCall, about: { readonly tool: string; readonly approval?: string | undefined }) => Call;
  /** A copy without secrets; for results, errors, logs, progress: whatever leaves. */
  readonly redact: <T>(value: T) => T;
  /** Arguments with the keys masked that a user may have pasted with a log or a configuration. */
  readonly maskArguments: <T>(args: T) => T;
  /** Makes a value known as secret, so that `redact` finds it wherever it turns up. */
  readonly registerSecret: (secret: string) => void;
  /** What an agent has to know before it goes on: writes that an earlier process left without a known outcome. Never rejects. */
  readonly notices: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** Rides on every call that came through `callFor`, copies of it included: spreading an object copies symbols too. */
const PASSAGE = Symbol('passage');

type Marked = Call & { readonly [PASSAGE]?: Omit<CallContext, 'call'> };

/** What is known of a call. One that did not come through `callFor` is an action called by itself. */
const callContextOf = (call: Call, action: string): CallContext => {
  const marked: Marked = call;
  return { tool: action, planning: false, ...marked[PASSAGE], call };
};

const secretsFor = (parts: GuardContext): Secrets => ({
  judge: parts.secrets.judge,
  equal: parts.secrets.equal,
  write: (name, template) => {
    const content = template.replace(/\{\{([0-9a-f]{8})\}\}/g, (_, fingerprint: string) => {
      const secret = parts.secrets.find(fingerprint);
      if (secret !== undefined) return secret;
      throw new Refused(
        'refused',
        'The secret with that fingerprint was never seen here.',
        'Read the resource that holds it first, then repeat the call.',
      );
    });
    return writeSecretFile(name, content, parts.secretSources);
  },
});

/** Runs work until its first write, which becomes the plan; tools that swallow errors are seen through. */
const planWork = async (
  work: (invoke: Invoke, call: Call) => Promise<unknown>,
  call: Call,
  invoke: Invoke,
  parts: GuardContext,
): Promise<Fields> => {
  let made: PlanMade | undefined;
  const callContext = callContextOf(call, '');
  const watch = async <T>(doing: Promise<T>): Promise<T> => {
    try {
      return await doing;
    } catch (error) {
      if (error instanceof PlanMade) made ??= error;
      throw error;
    }
  };
  const { ask: _ask, plan: _plan, ...silent } = call;
  const planning: Marked = {
    ...silent,
    [PASSAGE]: { ...callContext, planning: true },
    approve: (steps) =>
      watch(approveSteps(steps, invoke, parts, { ...callContext, planning: true }).then(() => invoke)),
  };
  const watched: Invoke = (action, input, inner) => watch(invoke(action, input, inner));
  try {
    await work(watched, planning);
  } catch (error) {
    if (made === undefined) throw error;
  }
  return made ? { ...planFor(made.planned, parts) } : { Steps: [] };
};

/** Wraps an Invoke; see the top of this file for how it is used. */
export const createGuard = (client: Invoke, options: GuardOptions): Guard => {
  const parts = createGuardContext(client, options);
  const { redact } = parts;
  const notices = createAbandonedWrites(parts, options.stateDir);

  /** Whatever comes back, a failure too, leaves without secrets. Questions and plans on their way are ours. */
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return redact.learned(await work());
    } catch (error) {
      throw error instanceof Suspended || error instanceof PlanMade ? error : redact.value(error);
    }
  };

  /** An untyped way of ours as the typed one: every output is loose, so a reply with handles and a note is one as well. */
  const asInvoke =
    (run: (action: Action, input: Fields, call: Call) => Promise<Fields>): Invoke =>
    async <A extends Action>(action: A, input: Input<A>, call: Call) =>
      (await guarded(() => run(action, input, call))) as Output<A>;

  const invoke = asInvoke((action, input, call) => {
    const callContext = callContextOf(call, action.name);
    const noticed = notices();
    if (worstRisk(action) === 'read') return read(action, input, call, parts, callContext);
    // The first line of a new audit file says what was told.
    return noticed.then(() => write(action, input, parts, callContext));
  });

  const callFor: Guard['callFor'] = (base, { tool, approval }) => {
    const call: Marked = {
      ...base,
      log: (level, event, facts) => base.log(level, event, facts && redact.value(facts)),
      progress: (step: Progress) => base.progress({ ...step, message: redact.text(step.message) }),
      secrets: secretsFor(parts),
      approve: (steps) =>
        guarded(async () => asInvoke(await approveSteps(steps, invoke, parts, callContextOf(call, tool)))),
      plan: (work) => planWork(work, call, invoke, parts),
      [PASSAGE]: { tool, approvalToken: approval, planning: false },
    };
    return call;
  };

  return {
    invoke,
    callFor,
    notices,
    redact: redact.value,
    maskArguments: (args) => maskArguments(args, redact.text),
    registerSecret: (secret) => void parts.secrets.hide(secret),
    close: async () => {
      await parts.approvals.close();
      await parts.audit.close();
    },
  };
};
