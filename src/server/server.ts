import type { ListToolsResult, ServerContext } from '@modelcontextprotocol/server';
import { CLIENT_INFO_META_KEY, ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server';
import { type Log, type Progress, Suspended } from '../catalogue/invoke.ts';
import { canonical } from '../guard/approval/digest.ts';
import type { BaseCall } from '../guard/guard.ts';
import type { Source } from '../resources/source.ts';
import { createWatch } from '../resources/watch.ts';
import type { ListedTool } from '../tools/list.ts';
import { offer, refuseName, type Terms } from '../tools/offer.ts';
import { type Reply, toFailure } from '../tools/result.ts';
import { askOf, envelopeOf, reporter, suspended } from './elicitation.ts';
import { createNotices } from './notices.ts';
import { createPendingCalls, keepMsOf } from './pending-calls.ts';
import type { Pipeline } from './pipeline.ts';
import { servePrompts } from './prompts.ts';
import { cleanErrors, failedRead, mayHold } from './protocol-errors.ts';
import { serveResources } from './resources.ts';
import { createSubscriptions } from './subscriptions.ts';

/** What a server is made of. Nothing of the cloud is touched before the first call asks for the corridor. */
export interface ServerParts {
  readonly version: string;
  readonly list: readonly ListedTool[];
  readonly terms: Terms;
  readonly instructions: string;
  /** Rejects with one of the family when the settings do not allow a call. */
  readonly open: () => Promise<Pipeline>;
  /** What the settings hold: all that is secret before the way is open. */
  readonly secrets: readonly string[];
  readonly log: Log;
  readonly transport: 'stdio' | 'http';
  /** How often subscribed resources are looked at. */
  readonly watchMs: number;
  /** Whose calls count as one caller's, where the transport has no session of its own. */
  readonly session: string;
}

const hour = 3_600_000;
/** Clients give up after a minute unless progress reaches them. */
const longestMs = 45_000;
/** A question ends its waiting before that: its own words say more than that the call is pending. */
const holdMs = 40_000;

const callOf = (
  server: Server,
  ctx: ServerContext,
  { log, session, transport }: ServerParts,
  { report } = reporter(ctx),
): BaseCall => {
  const client = envelopeOf(ctx)?.[CLIENT_INFO_META_KEY] ?? server.getClientVersion();
  return {
    signal: ctx.mcpReq.signal,
    progress: ({ message, done, total }: Progress) => report(message, done, total),
    log,
    caller: {
      requestId: String(ctx.mcpReq.id),
      session: ctx.sessionId ?? session,
      transport,
      ...(client && { client: `${client.name} ${client.version}` }),
    },
    ask: askOf(server, ctx),
    ...(ctx.mcpReq._meta?.progressToken === undefined && { holdMs }),
  };
};

/** The way, for whoever can say that there is none only as an error of the protocol. */
const opened = async ({ open }: ServerParts): Promise<Pipeline> => {
  try {
    return await open();
  } catch (error) {
    throw failedRead(toFailure(error));
  }
};

/** Tool calls as a source of resources: the same corridor, the same guard. */
const sourceOf =
  (parts: ServerParts, base: BaseCall, uri?: string): Source =>
  async (tool, args) => {
    const reply = await (await opened(parts)).run(tool, args, base);
    if (reply.isError) throw failedRead(reply, uri);
    return reply.structuredContent ?? {};
  };

/** Who asks when nobody does: the watch over subscribed resources. */
const watching = ({ log, session, transport }: ServerParts, signal: AbortSignal): BaseCall => ({
  signal,
  progress: () => {},
  log,
  caller: { requestId: 'watch', session, transport },
});

type Args = Readonly<Record<string, unknown>>;

/** Servers of one process, and what they listen to. */
export interface Servers {
  /** One for each connection (HTTP: for each session or request). */
  readonly create: () => Server;
  /** 2026 era: the SDK serves `subscriptions/listen` itself, so the transport tells here who listens to what. */
  readonly listen: (id: string | number, uris: readonly string[]) => void;
  readonly unlisten: (id: string | number) => void;
  readonly close: () => void;
}

/**
 * Makes servers for both protocol eras. The list of tools is finished JSON; the corridor is opened by the first call
 * that needs the cloud.
 */
export const createServers = (given: ServerParts): Servers => {
  let isOpen = false;
  const open = async (): Promise<Pipeline> => {
    const corridor = await given.open();
    isOpen = true;
    return corridor;
  };
  const parts = { ...given, open };
  const shown = offer(parts.list, parts.terms);
  const names = shown.map(({ name }) => name);
  const all = parts.list.map((tool) => tool.shown.name);
  // Schemas are JSON of our own making; the SDK's type wants them narrower than any compiler can see.
  const listed = { tools: shown } as unknown as ListToolsResult;
  const stopped = new AbortController();
  const holds = createPendingCalls();
  const noticed = createNotices();
  const reads = new Set(parts.list.filter(({ risk }) => risk === 'read').map(({ shown: { name } }) => name));
  const answer = async (server: Server, ctx: ServerContext, tool: string, args: Args): Promise<Reply> => {
    const voice = reporter(ctx);
    const base = callOf(server, ctx, parts, voice);
    const silence = voice.keepAlive();
    const held = {
      key: canonical([base.caller.session, tool, args]),
      tool,
      signal: base.signal,
      holdMs: base.holdMs && longestMs,
      keepMs: keepMsOf(reads.has(tool)),
      work: async (signal: AbortSignal) => {
        const { run, notices } = await parts.open();
        return noticed(await run(tool, args, { ...base, signal }), base.caller.session, notices);
      },
    };
    return holds.run(held).finally(silence);
  };
  const listeners = createSubscriptions((tell) =>
    createWatch(sourceOf(parts, watching(parts, stopped.signal)), tell, parts.watchMs),
  );
  const create = (): Server => {
    const server = new Server(
      { name: 'vpn-gateway-mcp', title: 'VPN Gateway', version: parts.version },
      {
        capabilities: {
          tools: { listChanged: false },
          prompts: { listChanged: false },
          resources: { subscribe: true, listChanged: false },
          completions: {},
        },
        instructions: parts.instructions,
        cacheHints: { 'tools/list': { ttlMs: hour, cacheScope: 'private' } },
      },
    );
    // A refusal stays cheap: nothing is opened for an error in which nothing can be secret yet.
    cleanErrors(server, async (error) =>
      isOpen || mayHold(error, parts.secrets) ? (await parts.open()).redact(error) : error,
    );
    listeners.servers.add(server);
    server.onclose = () => {
      listeners.set(server, new Set());
      listeners.servers.delete(server);
    };
    server.setRequestHandler('tools/list', () => listed);
    server.setRequestHandler('tools/call', async ({ params: { name, arguments: args = {} } }, ctx) => {
      if (!names.includes(name)) throw new ProtocolError(ProtocolErrorCode.InvalidParams, refuseName(name, names, all));
      try {
        return { ...(await answer(server, ctx, name, args)) };
      } catch (error) {
        if (error instanceof Suspended) return suspended(error);
        if (ctx.mcpReq.signal.aborted) throw error;
        return { ...toFailure(error) };
      }
    });
    servePrompts(server, async (given) => (await opened(parts)).redact(given));
    serveResources(server, {
      sourceFor: (ctx, uri) => sourceOf(parts, callOf(server, ctx, parts), uri),
      rules: async () => (await opened(parts)).rules,
      subscribe: (uri) => listeners.set(server, new Set([...listeners.of(server), uri])),
      unsubscribe: (uri) => listeners.set(server, new Set([...listeners.of(server)].filter((one) => one !== uri))),
    });
    return server;
  };
  return {
    create,
    listen: (id, uris) => listeners.set(id, new Set(uris)),
    unlisten: (id) => listeners.set(id, new Set()),
    close: () => {
      stopped.abort();
      holds.close();
      listeners.close();
    },
  };
};
