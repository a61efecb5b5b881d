import { type Action, type Fields, type Input, isRead, type Output } from '../catalogue/action.ts';
import { DescribeVpnGateways } from '../catalogue/actions/vpn-gateway.ts';
import { type BaseCall, type Call, type Invoke, type Planned, type Secrets, Suspended } from '../catalogue/invoke.ts';
import { isKnownProblem } from '../errors.ts';
import { createAbandonedWrites } from './abandoned-writes.ts';
import { callerName, keeperFor } from './downloads/keeper.ts';
import { whereaboutsOf } from './downloads/whereabouts.ts';
import { keysIn } from './history/past-write.ts';
import type { GuardOptions } from './options.ts';
import { planOf } from './plan/plan.ts';
import { previewText } from './plan/render.ts';
import { read } from './read.ts';
import { maskArguments } from './secrets/mask-arguments.ts';
import { isKeyOf, linesIn } from './secrets/private-key.ts';
import { writeTemplate } from './secrets/template.ts';
import { applySteps } from './steps/apply.ts';
import { approveSteps } from './write/approve-steps.ts';
import { type CallContext, createGuardContext, type GuardContext } from './write/context.ts';
import { sessionOf } from './write/prepare.ts';
import { PlanMade, write } from './write/write.ts';

// How a server uses this room:
//
//   const guard = createGuard(client, options);           // once per process; touches nothing yet
//   const call = guard.callFor({ signal, progress, log, caller, ask, holdMs }, { tool, approval });   // once per request
//   const output = await tool.run(guard.maskArguments(args), call, guard.invoke);     // throws the family, or Suspended
//   reply(guard.redact(result));                                                  // everything that leaves, errors too
//   await guard.close(graceMs);                                                   // pages shut, writes ended, audit flushed
//
// In the 2026 era `ask.put` throws Suspended and the repeat of the call comes with `ask.resumed`. For a question without a
// `field` the form holds one required boolean `approve`. `approval` is the argument `Approval`, which the schemas of tools
// that may change something hold only with `confirm: 'token'`. Logs go through `guard.redact` as well. A write's reply may
// carry `Outcome: { State, Confirmed, Notes }`. A key in pasted text arrives at a tool as `[secret:FINGERPRINT:LENGTH]`.
//
// A write goes through these steps (write/write.ts, write/execute.ts):
//  1. mode and identity are checked, secrets resolved or refused;
//  2. the result of an identical call whose reply was lost is given again, an earlier try of unknown outcome is ended;
//  3. live state is read: what is so already is answered, what is sure to fail or forbidden by the operator is refused;
//  4. the audit is ready, and a human says yes through an approval channel;
//  5. an identical create that is running is joined; otherwise the write waits until it is alone on its gateway;
//  6. identity and live state are checked again, the intent is recorded, the request sent, the outcome recorded, and
//     the change read back.

export type { BaseCall } from '../catalogue/invoke.ts';
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
  /** Writes whose request has left may take so much longer; then they are cut, and recorded as unknown. */
  readonly close: (graceMs?: number) => Promise<void>;
}

/** Marks every call that came through `callFor`, copies of it included: spreading an object copies symbols too. */
const CALL_FACTS = Symbol('call facts');

type MarkedCall = Call & { readonly [CALL_FACTS]?: Pick<CallContext, 'tool' | 'approvalToken' | 'planning'> };

/** The context of a call. One that did not come through `callFor` is an action called by itself. */
const contextOf = (call: Call, action: string, context: GuardContext): CallContext => {
  const marked: MarkedCall = call;
  return {
    ...context,
    arrival: context.recentWrites.arrive(),
    tool: action,
    planning: false,
    ...marked[CALL_FACTS],
    call,
  };
};

const secretsFor = (
  { secrets, secretSources, downloadPages, history, redact }: GuardContext,
  { caller }: BaseCall,
): Secrets => {
  const keeper = keeperFor(secretSources, downloadPages, caller, redact.text);
  return {
    judge: secrets.judge,
    equal: secrets.equal,
    write: (name, template, folder) => writeTemplate({ name, template, folder }, secrets, keeper),
    whereabouts: (name) => whereaboutsOf(name, callerName(caller), downloadPages, history),
    linesIn: (handle, words) => linesIn(secrets.reveal(handle) ?? '', words),
    isKeyOf: (handle, certificate) => isKeyOf(secrets.reveal(handle) ?? '', certificate),
    files: keeper.files,
  };
};

const historyFor =
  ({ history }: GuardContext): Call['history'] =>
  async (ids) => {
    const { writes } = await history.past();
    return writes
      .filter(({ input, made, formerName }) =>
        ids.some((id) => made.includes(id) || formerName === id || Object.values(input).includes(id)),
      )
      .map((write) => ({ ...write, keys: keysIn(write.input) }));
  };

/** Remembers the first plan that is made, for tools that swallow errors. */
const createPlanCatcher = () => {
  let made: PlanMade | undefined;
  return {
    watch: async <T>(work: Promise<T>): Promise<T> => {
      try {
        return await work;
      } catch (error) {
        if (error instanceof PlanMade) made ??= error;
        throw error;
      }
    },
    plan: () => made?.planned,
  };
};

/** A plan is told and does nothing: no file is written for it. */
const writeNothing = (name: string) => Promise.resolve({ Path: name });

/** Runs work until its first write, or its first request for an approval, which becomes the plan. */
const planWork = async (
  work: (invoke: Invoke, call: Call) => Promise<unknown>,
  call: Call,
  invoke: Invoke,
  guardContext: GuardContext,
): Promise<Planned> => {
  const { watch, plan } = createPlanCatcher();
  const context = { ...contextOf(call, '', guardContext), planning: true };
  const { tool, approvalToken, planning } = context;
  const { ask: _ask, plan: _plan, ...silent } = call;
  const planningCall: MarkedCall = {
    ...silent,
    secrets: { ...call.secrets, write: writeNothing, isPlan: true },
    [CALL_FACTS]: { tool, approvalToken, planning },
    approve: (steps) => watch(approveSteps(steps, invoke, context).then(() => invoke)),
    apply: (steps, summary) => watch(applySteps({ steps, summary }, invoke, planningCall, context)),
  };
  try {
    await work((action, input, inner) => watch(invoke(action, input, inner)), planningCall);
  } catch (error) {
    if (plan() === undefined) throw error;
  }
  const planned = plan();
  if (!planned) return { plan: { Steps: [] }, text: '' };
  const { language, redact } = guardContext;
  const made = planOf(planned, language, redact);
  return { plan: { ...made }, text: previewText(made, language) };
};

/** Whatever comes back, a failure too, leaves without secrets. Questions and plans on their way are the guard's own. */
const redacted = async <T>(work: () => Promise<T>, { redact }: GuardContext): Promise<T> => {
  try {
    return redact.learned(await work());
  } catch (error) {
    throw error instanceof Suspended || error instanceof PlanMade ? error : redact.value(error);
  }
};

/** An untyped function as the typed Invoke: every output is loose, so a reply with handles and a note is one as well. */
const asInvoke =
  (run: (action: Action, input: Fields, call: Call) => Promise<Fields>, context: GuardContext): Invoke =>
  async <A extends Action>(action: A, input: Input<A>, call: Call) =>
    (await redacted(() => run(action, input, call), context)) as Output<A>;

/** The way of each action. The first one tells the log what earlier processes left open. */
const createInvoke = (context: GuardContext, notices: Guard['notices']): Invoke =>
  asInvoke((action, input, call) => {
    void notices();
    const callContext = contextOf(call, action.name, context);
    if (isRead(action)) return read(action, input, call, callContext);
    return write(action, input, callContext);
  }, context);

/** The region of calls that name none. Without keys or an endpoint there is no call, and nothing to say of one. */
const homeRegion = async ({ identity }: GuardContext): Promise<string | undefined> => {
  try {
    return (await identity(DescribeVpnGateways, {})).Region || undefined;
  } catch (error) {
    if (isKnownProblem(error)) return undefined;
    throw error;
  }
};

/** Completes a call with what only the guard can give. */
const createCallFor =
  (context: GuardContext, invoke: Invoke): Guard['callFor'] =>
  (base, { tool, approval }) => {
    const { redact } = context;
    const call: MarkedCall = {
      ...base,
      platform: context.platform,
      log: (level, event, facts) => base.log(level, event, facts && redact.value(facts)),
      progress: (step) => base.progress({ ...step, message: redact.text(step.message) }),
      secrets: secretsFor(context, base),
      history: historyFor(context),
      language: context.language,
      region: () => homeRegion(context),
      approve: (steps) =>
        redacted(
          async () => asInvoke(await approveSteps(steps, invoke, contextOf(call, tool, context)), context),
          context,
        ),
      apply: (steps, summary) =>
        redacted(() => applySteps({ steps, summary }, invoke, call, contextOf(call, tool, context)), context),
      plan: (work) => planWork(work, call, invoke, context),
      // Only the public cloud has evidence of its own.
      ...(context.platform === 'public' && {
        ownReads: { logs: context.fetchLogs, checks: !context.readOnly, ...context.refusedReads },
      }),
      peerSeen: (seen) => context.peers.note(sessionOf(base), seen),
      [CALL_FACTS]: { tool, approvalToken: approval, planning: false },
    };
    return call;
  };

/** Wraps an Invoke; the top of this file shows how it is used. */
export const createGuard = (client: Invoke, options: GuardOptions): Guard => {
  const context = createGuardContext(client, options);
  const { approvals, audit, downloadPages, inFlight, redact, secrets } = context;
  const notices = createAbandonedWrites(context);
  const invoke = createInvoke(context, notices);
  return {
    invoke,
    callFor: createCallFor(context, invoke),
    notices,
    redact: redact.value,
    maskArguments: (args) => maskArguments(args, redact.text),
    registerSecret: (secret) => void secrets.hide(secret),
    close: async (graceMs = 0) => {
      await approvals.close();
      downloadPages?.downloads.close();
      await inFlight.end(graceMs);
      await audit.close();
    },
  };
};
