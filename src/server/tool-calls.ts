import type { ListToolsResult, Server, ServerContext } from '@modelcontextprotocol/server';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { Fields } from '../catalogue/action.ts';
import { Suspended } from '../catalogue/invoke.ts';
import { type Principal, SCOPES, scopeFor } from '../catalogue/risk.ts';
import { isKnownProblem } from '../errors.ts';
import { canonical } from '../guard/approval/digest.ts';
import { viewMeta } from '../resources/views.ts';
import { sizeProblem } from '../tools/argument-limits.ts';
import type { ListedTool } from '../tools/list.ts';
import { type OfferSettings, offer, refuseName } from '../tools/offer.ts';
import { type Reply, toBadInput, toFailure } from '../tools/reply/result.ts';
import { baseCallOf, type CallOrigin, principalOf, requestIdOf } from './base-call.ts';
import { capabilitiesOf, showsViews } from './capabilities.ts';
import { questionResult } from './elicitation.ts';
import { createNotices } from './notices.ts';
import { createPendingCalls, keepMsOf } from './pending-calls.ts';
import type { Pipeline } from './pipeline.ts';
import { createProgressReporter } from './progress.ts';

/** What tool calls need. Listing tools opens no pipeline. */
export interface ToolCallParts extends CallOrigin {
  readonly list: readonly ListedTool[];
  readonly terms: OfferSettings;
  /** Rejects with one of the family when the settings do not allow a call. */
  readonly open: () => Promise<Pipeline>;
}

/** Lists and calls tools, for all servers of a process: a call may be repeated over another connection. */
export interface ToolCalls {
  readonly serve: (server: Server) => void;
  readonly close: () => void;
}

/** Clients give up after a minute unless progress reaches them. */
const longestWaitMs = 45_000;

/**
 * What each caller is offered: what it may not call it does not see, and of pages beside results only a client hears that shows them.
 * One list for each set of permissions.
 */
const createListFor = ({ list, terms }: ToolCallParts) => {
  const made = new Map<string, ListToolsResult>();
  const risks = new Map(list.map(({ shown, risk }) => [shown.name, risk]));
  const withView = (tool: ReturnType<typeof offer>[number]) => {
    const _meta = viewMeta(tool.name, risks.get(tool.name) ?? 'read');
    return _meta ? { ...tool, _meta } : tool;
  };
  return (principal: Principal | undefined, hasViews = false): ListToolsResult => {
    const mayCall = ({ risk }: ListedTool): boolean => principal?.may(scopeFor(risk)) ?? true;
    const key = [...SCOPES.map((scope) => principal?.may(scope) ?? true), hasViews].join();
    const known = made.get(key);
    if (known) return known;
    const offered = offer(list.filter(mayCall), terms);
    // Schemas are JSON of our own making; the SDK's type wants them narrower than any compiler can see.
    const result = { tools: hasViews ? offered.map(withView) : offered } as unknown as ListToolsResult;
    made.set(key, result);
    return result;
  };
};

export const createToolCalls = (parts: ToolCallParts): ToolCalls => {
  const listFor = createListFor(parts);
  const pendingCalls = createPendingCalls();
  const isOffered: IsOffered = (ctx, name) => listFor(principalOf(ctx)).tools.some((tool) => tool.name === name);
  const answer = createAnswer(parts, isOffered, pendingCalls);
  const serve = (server: Server): void => {
    server.setRequestHandler('tools/list', (_request, ctx) =>
      listFor(principalOf(ctx), showsViews(capabilitiesOf(server, ctx))),
    );
    server.setRequestHandler('tools/call', async ({ params: { name, arguments: args = {} } }, ctx) => {
      if (!isOffered(ctx, name))
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, refuseName(name, parts.list, parts.terms));
      try {
        return { ...(await answer(server, ctx, name, args)) };
      } catch (error) {
        if (error instanceof Suspended) return questionResult(error);
        if (ctx.mcpReq.signal.aborted) throw error;
        // What fails in the pipeline was logged there, and comes as a reply.
        if (!isKnownProblem(error))
          parts.log('error', 'internal fault', { tool: name, requestId: requestIdOf(ctx), error: String(error) });
        return { ...toFailure(error) };
      }
    });
  };
  return { serve, close: pendingCalls.close };
};

/** Whether a tool is one of those that the caller is shown. */
type IsOffered = (ctx: ServerContext, name: string) => boolean;

/** One call of an offered tool through the pipeline. */
const createAnswer = (
  parts: ToolCallParts,
  isOffered: IsOffered,
  pendingCalls: ReturnType<typeof createPendingCalls>,
) => {
  const addNotices = createNotices();
  const reads = new Set(parts.list.filter(({ risk }) => risk === 'read').map(({ shown: { name } }) => name));
  return async (server: Server, ctx: ServerContext, tool: string, args: Fields): Promise<Reply> => {
    // The key of a call is made of its arguments, which are measured first.
    const problem = sizeProblem(args);
    if (problem !== undefined) return toBadInput(tool, [{ message: problem }]);
    const reporter = createProgressReporter(ctx);
    const base = baseCallOf(server, ctx, parts, reporter);
    const endKeepAlive = reporter.keepAlive();
    const { session } = base.caller;
    const reply = pendingCalls.run({
      key: canonical([session, tool, args]),
      tool,
      signal: base.signal,
      maxWaitMs: base.holdMs && longestWaitMs,
      keepMs: keepMsOf(reads.has(tool)),
      work: async (signal) => {
        const pipeline = await parts.open();
        return addNotices(
          await pipeline.run(tool, args, { ...base, signal, offers: (name) => isOffered(ctx, name) }),
          session,
          pipeline.notices,
        );
      },
    });
    return reply.finally(endKeepAlive);
  };
};
