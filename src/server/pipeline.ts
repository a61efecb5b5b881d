import { setMaxListeners } from 'node:events';
import type { Fields } from '../catalogue/action.ts';
import { createBreather } from '../catalogue/breathe.ts';
import { type Invoke, type Log, Suspended } from '../catalogue/invoke.ts';
import { isKnownProblem } from '../errors.ts';
import { type BaseCall, createGuard } from '../guard/guard.ts';
import type { GuardOptions } from '../guard/options.ts';
import type { RuleFacts } from '../resources/documents.ts';
import { sizeProblem } from '../tools/argument-limits.ts';
import { readArguments } from '../tools/arguments.ts';
import { toolByName } from '../tools/index.ts';
import { type Reply, toBadInput, toFailure, toReply } from '../tools/reply/result.ts';
import { RULES } from '../tools/rules/rules.ts';

/**
 * What happens to every call, an agent's and the shell's:
 *
 *     measure    the arguments: too long is refused before anything reads them
 *     take       values that are written as text, as the tool's schema means them
 *     validate   against that schema
 *     mask       keys in pasted text, so that no tool reads them
 *     guard      each action that the tool asks for: refused, approved by a person, or passed on
 *     run        the tool, which asks for its actions through the guard; the client sends them to the cloud
 *     render     the result or the failure as a reply
 *     redact     every secret in that reply, and in the progress before it
 */
export interface Pipeline {
  /**
   * Runs a tool by its name and gives its reply; failures are replies too. Rejects only with `Suspended`, when a
   * question travels to the client, and with the reason of an abort.
   */
  readonly run: (name: string, args: Fields, base: BaseCall) => Promise<Reply>;
  /** A copy without secrets, for whatever else leaves the process. */
  readonly redact: <T>(value: T) => T;
  /** The audit's rules, for the document that lists them. */
  readonly rules: readonly RuleFacts[];
  /** What the agent of each session has to know; it rides on a reply. Never rejects. */
  readonly notices: () => Promise<readonly string[]>;
  /** Writes under way may take so much longer. */
  readonly close: (graceMs?: number) => Promise<void>;
}

/** Joins tools, guard and the given client; `secrets` never leave. Touches no network before the first call. */
export const openPipeline = (
  client: Invoke,
  options: GuardOptions,
  log: Log,
  secrets: readonly string[] = [],
): Pipeline => {
  const guard = createGuard(client, options);
  const { redact } = guard;
  for (const secret of secrets) guard.registerSecret(secret);

  const run: Pipeline['run'] = async (name, args, base) => {
    const tool = toolByName.get(name);
    if (!tool) throw new Error(`no tool ${name}`);

    try {
      const problem = sizeProblem(args);
      if (problem !== undefined) return redact(toBadInput(name, [{ message: problem }]));

      const { toolArguments, approval } = separateApproval(args, options.confirm);
      const read = readArguments(tool, toolArguments, options.platform);
      if ('issues' in read) return redact(toBadInput(name, read.issues));

      const call = guard.callFor(withRedactedProgress(base, redact), { tool: name, approval });
      const masked = guard.maskArguments(read.input);
      const breathe = createBreather();
      const result = await tool.run(masked, call, guard.invoke);
      // An answer may have a megabyte: written and masked in turns of their own.
      await breathe();
      const reply = toReply(result);
      await breathe();
      return redact(reply);
    } catch (error) {
      if (error instanceof Suspended || base.signal.aborted) throw error;
      const { requestId } = base.caller;
      if (!isKnownProblem(error)) log('error', 'internal fault', { tool: name, requestId, error: traceOf(error) });
      return redact(toFailure(error));
    }
  };

  return { run, redact, rules, notices: guard.notices, close: guard.close };
};

/** With `--confirm token` alone the arguments hold an approval, which is the guard's and not the tool's. */
const separateApproval = (args: Fields, confirm: GuardOptions['confirm']) => {
  if (confirm !== 'token') return { toolArguments: args, approval: undefined };
  const { Approval, ...toolArguments } = args;
  return { toolArguments, approval: typeof Approval === 'string' ? Approval : undefined };
};

const withRedactedProgress = (base: BaseCall, redact: Pipeline['redact']): BaseCall => {
  // A tool that reads many resources at once waits on one signal a dozen times; that is no leak.
  setMaxListeners(0, base.signal);
  return { ...base, progress: (step) => base.progress(redact(step)) };
};

const traceOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

const rules: readonly RuleFacts[] = RULES.map(({ id, severity, title, fix, reference }) => ({
  id,
  severity,
  title: title.en,
  fix: fix.en,
  reference,
}));
