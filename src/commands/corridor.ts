import { setMaxListeners } from 'node:events';
import { say } from '../catalogue/explain.ts';
import { type Invoke, type Log, Suspended } from '../catalogue/invoke.ts';
import { isKnownProblem } from '../errors.ts';
import { type BaseCall, createGuard } from '../guard/guard.ts';
import type { GuardOptions } from '../guard/options.ts';
import type { Pipeline } from '../server/pipeline.ts';
import { RULES } from '../tools/audit/rules.ts';
import { toolByName } from '../tools/index.ts';
import { toBadInput, toFailure, toReply } from '../tools/result.ts';

/** With `--confirm token` alone the arguments hold an approval, which is the guard's and not the tool's. */
const takeApproval = (args: Readonly<Record<string, unknown>>, confirm: GuardOptions['confirm']) => {
  if (confirm !== 'token') return { rest: args, approval: undefined };
  const { Approval, ...rest } = args;
  return { rest, approval: typeof Approval === 'string' ? Approval : undefined };
};

const traceOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

const rules = RULES.map(({ id, severity, title, fix, reference }) => ({
  id,
  severity,
  title: title.en,
  fix: fix.en,
  reference,
}));

/** Joins tools, guard and the given client; `secrets` never leave. Touches no network before the first call. */
export const openPipeline = (
  client: Invoke,
  options: GuardOptions,
  log: Log,
  secrets: readonly string[] = [],
): Pipeline => {
  const guard = createGuard(client, options);
  for (const secret of secrets) guard.registerSecret(secret);
  const run: Pipeline['run'] = async (name, args, base) => {
    const tool = toolByName.get(name);
    if (!tool) throw new Error(`no tool ${name}`);
    const { rest, approval } = takeApproval(args, options.confirm);
    // Composed tools have plain schemas: what is wrong is said with the parameter's name here as for the cloud's own.
    const parsed = tool.input.safeParse(rest, { error: say });
    if (!parsed.success) return guard.redact(toBadInput(name, parsed.error.issues));
    // A survey waits on one signal a dozen times at once; that is no leak.
    setMaxListeners(0, base.signal);
    const safely: BaseCall = { ...base, progress: (step) => base.progress(guard.redact(step)) };
    const call = guard.callFor(safely, { tool: name, approval });
    try {
      return guard.redact(toReply(await tool.run(guard.maskArguments(parsed.data), call, guard.invoke)));
    } catch (error) {
      if (error instanceof Suspended || base.signal.aborted) throw error;
      if (!isKnownProblem(error)) log('error', 'internal fault', { tool: name, error: traceOf(error) });
      return guard.redact(toFailure(error));
    }
  };
  return { run, redact: guard.redact, rules, notices: guard.notices, close: guard.close };
};
