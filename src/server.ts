import type {
  ClientCapabilities,
  ElicitRequestFormParams,
  Implementation,
  ListToolsResult,
  ServerContext,
} from '@modelcontextprotocol/server';
import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  inputRequired,
  inputResponse,
  ProtocolError,
  ProtocolErrorCode,
  Server,
} from '@modelcontextprotocol/server';
import { type Answer, type Ask, type Log, type Progress, type Question, Suspended } from './catalogue/invoke.ts';
import type { BareCall } from './guard/guard.ts';
import type { RuleFacts } from './resources/documents.ts';
import type { Source } from './resources/source.ts';
import { createWatch, type Watch } from './resources/watch.ts';
import { servePrompts } from './server-prompts.ts';
import { failedRead, serveResources } from './server-resources.ts';
import type { ListedTool } from './tools/list.ts';
import { offer, refuseName, type Terms } from './tools/offer.ts';
import { type Reply, toFailure } from './tools/result.ts';

/** The way of every call, an agent's and the shell's: tool, guard, client. */
export interface Corridor {
  /**
   * Runs a tool that is there and gives its reply; failures are replies too. Rejects only with `Suspended`, when a
   * question travels to the client, and with the reason of an abort.
   */
  readonly run: (name: string, args: Readonly<Record<string, unknown>>, base: BareCall) => Promise<Reply>;
  /** A copy without secrets, for whatever else leaves the process. */
  readonly redact: <T>(value: T) => T;
  /** The audit's rules, for the document that lists them. */
  readonly rules: readonly RuleFacts[];
  readonly close: () => Promise<void>;
}

/** What a server is made of. Nothing of the cloud is touched before the first call asks for the corridor. */
export interface ServerParts {
  readonly version: string;
  readonly list: readonly ListedTool[];
  readonly terms: Terms;
  readonly instructions: string;
  /** Rejects with one of the family when the settings do not allow a call. */
  readonly open: () => Promise<Corridor>;
  readonly log: Log;
  readonly transport: 'stdio' | 'http';
  /** How often subscribed resources are looked at. */
  readonly watchMs: number;
  /** Whose calls count as one caller's, where the transport has no session of its own. */
  readonly session: string;
}

const hour = 3_600_000;
/** How often a waiting client hears that a human is still thinking. */
const beatMs = 10_000;
/** Clients give up after a minute unless progress reaches them. */
const holdMs = 45_000;
/** Where the one question of a call stands among the answers that come back. */
const answerKey = 'approval';

const formOf = (question: Question): ElicitRequestFormParams => {
  const { field, message } = question;
  const [name, schema] = field
    ? [field.name, { type: 'string' as const, title: field.title, description: field.description }]
    : ['approve', { type: 'boolean' as const, title: 'Approve', description: 'Yes: do exactly this' }];
  return {
    mode: 'form',
    message,
    requestedSchema: { type: 'object', properties: { [name]: schema }, required: [name] },
  };
};

/** Progress for one call; each number is larger than the one before, as the protocol wants it. */
const reporter = (ctx: ServerContext) => {
  const progressToken = ctx.mcpReq._meta?.progressToken;
  let last = 0;
  return (message: string, done = 0, total?: number): void => {
    if (progressToken === undefined || ctx.mcpReq.signal.aborted) return;
    last = Math.max(done, last + 0.001);
    const params = { progressToken, progress: last, message, ...(total !== undefined && { total }) };
    ctx.mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
  };
};

type Report = ReturnType<typeof reporter>;

/** What every request of the 2026 era carries about its sender. The SDK refuses a malformed one before it gets here. */
interface Envelope {
  readonly [CLIENT_CAPABILITIES_META_KEY]?: ClientCapabilities;
  readonly [CLIENT_INFO_META_KEY]?: Implementation;
}

const envelopeOf = (ctx: ServerContext): Envelope | undefined => ctx.mcpReq.envelope as Envelope | undefined;

const capabilitiesOf = (server: Server, ctx: ServerContext): ClientCapabilities | undefined => {
  const envelope = envelopeOf(ctx);
  return envelope ? envelope[CLIENT_CAPABILITIES_META_KEY] : server.getClientCapabilities();
};

/** An empty `elicitation` means forms; one with `url` alone means that forms are not shown. */
const showsForms = (capabilities: ClientCapabilities | undefined): boolean => {
  const elicitation = capabilities?.elicitation;
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
};

/** 2025 era: pushes the question and waits, telling a client that listens every ten seconds that it is not forgotten. */
const pushed =
  (server: Server, ctx: ServerContext, report: Report) =>
  async (question: Question): Promise<Answer> => {
    const { signal, id } = ctx.mcpReq;
    // The older SDK's client ignores the cancelling of its first request; this one may be it, so a ping goes first.
    server.ping().catch(() => {});
    const beat = setInterval(() => report('waiting for a human'), beatMs);
    try {
      const timeout = Math.max(1, question.expiresAtMs - Date.now());
      const { action, content = {} } = await ctx.mcpReq.elicitInput(formOf(question), {
        relatedRequestId: id,
        signal,
        timeout,
      });
      return { action, content, seal: question.seal };
    } finally {
      clearInterval(beat);
    }
  };

/** 2026 era: what the client brought back with the repeat of its call. Without an answer nobody said yes. */
const resumedOf = (ctx: ServerContext): Answer | undefined => {
  const seal = ctx.mcpReq.requestState();
  if (typeof seal !== 'string') return undefined;
  const given = inputResponse(ctx.mcpReq.inputResponses, answerKey);
  return given.kind === 'elicit'
    ? { action: given.action, content: given.content ?? {}, seal }
    : { action: 'cancel', content: {}, seal };
};

const askOf = (server: Server, ctx: ServerContext, report: Report): Ask => {
  const canAsk = showsForms(capabilitiesOf(server, ctx));
  if (!ctx.mcpReq.envelope) return { canAsk, put: pushed(server, ctx, report) };
  const resumed = resumedOf(ctx);
  const put = (question: Question): Promise<Answer> => Promise.reject(new Suspended(question));
  return { canAsk, put, ...(resumed && { resumed }) };
};

const callOf = (server: Server, ctx: ServerContext, { log, session, transport }: ServerParts): BareCall => {
  const report = reporter(ctx);
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
    ask: askOf(server, ctx, report),
    ...(ctx.mcpReq._meta?.progressToken === undefined && { holdMs }),
  };
};

const suspended = ({ question }: Suspended) =>
  inputRequired({
    inputRequests: { [answerKey]: inputRequired.elicit(formOf(question)) },
    requestState: question.seal,
  });

/** Tool calls as a source of resources: the same corridor, the same guard. */
const sourceOf =
  (parts: ServerParts, base: BareCall): Source =>
  async (tool, args) => {
    const { isError, content, structuredContent = {} } = await (await parts.open()).run(tool, args, base);
    if (isError) throw failedRead(content.map(({ text }) => text).join('\n'));
    return structuredContent;
  };

/** Who asks when nobody does: the watch over subscribed resources. */
const watching = ({ log, session, transport }: ServerParts, signal: AbortSignal): BareCall => ({
  signal,
  progress: () => {},
  log,
  caller: { requestId: 'watch', session, transport },
});

/** Servers of one process, and what they listen to. */
export interface Servers {
  /** One for each connection (HTTP: for each session or request). */
  readonly create: () => Server;
  /** 2026 era: the SDK serves `subscriptions/listen` itself, so the transport tells here who listens to what. */
  readonly listen: (id: string | number, uris: readonly string[]) => void;
  readonly unlisten: (id: string | number) => void;
  readonly close: () => void;
}

/** Who listens to what, in both eras; a resource is watched as long as somebody does. */
const createListeners = (parts: ServerParts) => {
  const stopped = new AbortController();
  const heard = new Map<string | number | Server, ReadonlySet<string>>();
  const servers = new Set<Server>();
  let watch: Watch | undefined;
  const isHeard = (uri: string): boolean => [...heard.values()].some((uris) => uris.has(uri));
  const tell = (uri: string): void => {
    // 2026: the SDK passes it on to those who listen. 2025: only who subscribed may hear of it.
    const isListened = [...heard].some(([who, uris]) => !(who instanceof Server) && uris.has(uri));
    for (const server of servers)
      if (isListened || heard.get(server)?.has(uri)) server.sendResourceUpdated({ uri }).catch(() => {});
  };
  const set = (who: string | number | Server, uris: ReadonlySet<string>): void => {
    const before = heard.get(who) ?? new Set();
    if (uris.size > 0) heard.set(who, uris);
    else heard.delete(who);
    watch ??= createWatch(sourceOf(parts, watching(parts, stopped.signal)), tell, parts.watchMs);
    for (const uri of uris) watch.add(uri);
    for (const uri of before) if (!isHeard(uri)) watch.remove(uri);
  };
  return {
    servers,
    set,
    of: (who: Server): ReadonlySet<string> => heard.get(who) ?? new Set(),
    close: () => {
      stopped.abort();
      watch?.close();
    },
  };
};

/**
 * Makes servers for both protocol eras. The list of tools is finished JSON; the corridor is opened by the first call
 * that needs the cloud.
 */
export const createServers = (parts: ServerParts): Servers => {
  const shown = offer(parts.list, parts.terms);
  const names = shown.map(({ name }) => name);
  const all = parts.list.map((tool) => tool.shown.name);
  // Schemas are JSON of our own making; the SDK's type wants them narrower than any compiler can see.
  const listed = { tools: shown } as unknown as ListToolsResult;
  const listeners = createListeners(parts);
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
    listeners.servers.add(server);
    server.onclose = () => {
      listeners.set(server, new Set());
      listeners.servers.delete(server);
    };
    server.setRequestHandler('tools/list', () => listed);
    server.setRequestHandler('tools/call', async ({ params: { name, arguments: args = {} } }, ctx) => {
      if (!names.includes(name)) throw new ProtocolError(ProtocolErrorCode.InvalidParams, refuseName(name, names, all));
      try {
        const corridor = await parts.open();
        return { ...(await corridor.run(name, args, callOf(server, ctx, parts))) };
      } catch (error) {
        if (error instanceof Suspended) return suspended(error);
        if (ctx.mcpReq.signal.aborted) throw error;
        return { ...toFailure(error) };
      }
    });
    servePrompts(server);
    serveResources(server, {
      sourceFor: (ctx) => sourceOf(parts, callOf(server, ctx, parts)),
      rules: async () => (await parts.open()).rules,
      subscribe: (uri) => listeners.set(server, new Set([...listeners.of(server), uri])),
      unsubscribe: (uri) => listeners.set(server, new Set([...listeners.of(server)].filter((one) => one !== uri))),
    });
    return server;
  };
  return {
    create,
    listen: (id, uris) => listeners.set(id, new Set(uris)),
    unlisten: (id) => listeners.set(id, new Set()),
    close: listeners.close,
  };
};
