import type { BaseCall } from '../guard/guard.ts';
import type { RuleFacts } from '../resources/documents.ts';
import type { Reply } from '../tools/result.ts';

/** The way of every call, an agent's and the shell's: tool, guard, client. */
export interface Pipeline {
  /**
   * Runs a tool that is there and gives its reply; failures are replies too. Rejects only with `Suspended`, when a
   * question travels to the client, and with the reason of an abort.
   */
  readonly run: (name: string, args: Readonly<Record<string, unknown>>, base: BaseCall) => Promise<Reply>;
  /** A copy without secrets, for whatever else leaves the process. */
  readonly redact: <T>(value: T) => T;
  /** The audit's rules, for the document that lists them. */
  readonly rules: readonly RuleFacts[];
  /** What the agent of each session is told once, with a reply. Never rejects. */
  readonly notices: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}
