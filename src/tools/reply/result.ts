import type { Fields } from '../../catalogue/action.ts';
import { CloudError, isKnownProblem, type KnownProblem, Refused, Unreachable } from '../../errors.ts';
import { sanitize } from '../sanitize.ts';
import { textOf } from '../tool.ts';
import { render } from './render.ts';
import { textView } from './text-view.ts';

/** The result of a tool call as MCP has it. An error carries no `structuredContent`: older clients would refuse it. */
export interface Reply {
  content: { type: 'text'; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: true;
  _meta?: Record<string, unknown>;
}

/** What a program may want to know of a failure; stands in `_meta['vpn-gateway-mcp/error']`. */
interface Failure {
  readonly Code: string;
  readonly HttpStatus?: number;
  readonly RequestId?: string;
  readonly Retryable: boolean;
  readonly OutcomeKnown: boolean;
  readonly Remedy: string;
}

/** An output as structured content, and as text that says what a reader needs of it. Unseen characters are gone from both. */
export const toReply = (output: Fields): Reply => {
  // `sanitize` gives an object for an object.
  const safe = sanitize(output) as Record<string, unknown>;
  const own = textOf(output);
  const text = own === undefined ? render(textView(safe)) : String(sanitize(own));
  return { content: [{ type: 'text', text }], structuredContent: safe };
};

const failureOf = (problem: KnownProblem): Failure => {
  const { remedy: Remedy, code: Code } = problem;
  if (problem instanceof CloudError) return { ...problem.failure, Remedy };
  if (problem instanceof Unreachable)
    return { Code, Retryable: problem.retryable, OutcomeKnown: problem.outcomeKnown, Remedy };
  const waiting = problem instanceof Refused && problem.code === 'approval_required';
  return { Code, Retryable: waiting, OutcomeKnown: true, Remedy };
};

const factsOf = ({ HttpStatus, RequestId, Retryable, OutcomeKnown }: Failure): string =>
  [
    HttpStatus === undefined ? '' : `HTTP ${HttpStatus}`,
    RequestId === undefined ? '' : `RequestId ${RequestId}`,
    `the same call may succeed later: ${Retryable ? 'yes' : 'no'}`,
    OutcomeKnown ? '' : 'whether the cloud acted is NOT known',
  ]
    .filter((fact) => fact !== '')
    .join(' · ');

const failed = (lines: readonly string[], meta: Fields): Reply => ({
  content: [{ type: 'text', text: String(sanitize(lines.join('\n'))) }],
  isError: true,
  // `sanitize` gives an object for an object.
  _meta: sanitize(meta) as Record<string, unknown>,
});

const knownReply = (problem: KnownProblem): Reply => {
  const failure = failureOf(problem);
  const facts = problem instanceof CloudError || problem instanceof Unreachable ? [factsOf(failure)] : [];
  const named = problem.message.startsWith(failure.Code) ? problem.message : `${failure.Code}: ${problem.message}`;
  const approval = problem instanceof Refused && problem.approval;
  return failed([named, ...facts, `Next: ${failure.Remedy}`], {
    'vpn-gateway-mcp/error': failure,
    ...(approval && { 'vpn-gateway-mcp/approval': approval }),
  });
};

/**
 * A failure as text and facts. A known problem has its own text; any other error is a fault of this server, whose text
 * stays in the log because it may hold anything.
 */
export const toFailure = (error: unknown): Reply => {
  if (isKnownProblem(error)) return knownReply(error);
  const Remedy = 'Report it with the log of the server (standard error); another call may well work.';
  return failed(['internal: this server made a mistake; the call may have had an effect or not.', `Next: ${Remedy}`], {
    'vpn-gateway-mcp/error': { Code: 'internal', Retryable: false, OutcomeKnown: false, Remedy },
  });
};

/** A call that goes on although its caller cannot be kept waiting. Its outcome comes with the same call. */
export const toPending = (tool: string): Reply => {
  const Remedy = `Repeat exactly the same call of ${tool}: it takes this one up again, and does nothing twice.`;
  return failed(['pending: the cloud has not answered yet; the call goes on.', `Next: ${Remedy}`], {
    'vpn-gateway-mcp/error': { Code: 'pending', Retryable: true, OutcomeKnown: false, Remedy },
  });
};

/** Arguments that a schema refuses: what is wrong with each, and what would be right. Nothing was sent. */
export const toBadInput = (tool: string, issues: readonly { readonly message: string }[]): Reply => {
  const texts = [...new Set(issues.map(({ message }) => message))];
  const Remedy = `Correct ${texts.length === 1 ? 'it' : 'them'} and call ${tool} again.`;
  return failed(['BadInput: nothing was sent.', ...texts.map((text) => `- ${text}`), `Next: ${Remedy}`], {
    'vpn-gateway-mcp/error': { Code: 'BadInput', Retryable: false, OutcomeKnown: true, Remedy },
  });
};
