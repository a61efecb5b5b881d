import type {
  ClientCapabilities,
  ElicitRequestFormParams,
  Implementation,
  Server,
  ServerContext,
} from '@modelcontextprotocol/server';
import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  inputRequired,
  inputResponse,
} from '@modelcontextprotocol/server';
import { type Answer, type Ask, type Question, Suspended } from '../catalogue/invoke.ts';

/** A client that listens hears from every call at least this often. Longer than the guard's own beat, which says more. */
const quietMs = 10_500;
const graceMs = 1_000;
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
export const reporter = (ctx: ServerContext) => {
  const progressToken = ctx.mcpReq._meta?.progressToken;
  let last = 0;
  let lull: NodeJS.Timeout | undefined;
  let isAlive = false;
  const beat = (): void => {
    clearTimeout(lull);
    if (isAlive) lull = setTimeout(() => report('still at it'), quietMs).unref();
  };
  const report = (message: string, done = 0, total?: number): void => {
    if (progressToken === undefined || ctx.mcpReq.signal.aborted) return;
    last = Math.max(done, last + 0.001);
    const params = { progressToken, progress: last, message, ...(total !== undefined && { total }) };
    ctx.mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
    beat();
  };
  /** From now on no long silence, until the function that comes back is called. */
  const keepAlive = (): (() => void) => {
    isAlive = progressToken !== undefined;
    beat();
    return () => {
      isAlive = false;
      beat();
    };
  };
  return { report, keepAlive };
};

/** What every request of the 2026 era carries about its sender. The SDK refuses a malformed one before it gets here. */
interface Envelope {
  readonly [CLIENT_CAPABILITIES_META_KEY]?: ClientCapabilities;
  readonly [CLIENT_INFO_META_KEY]?: Implementation;
}

/** Who sent a request, where the request itself says so. */
export const envelopeOf = (ctx: ServerContext): Envelope | undefined => ctx.mcpReq.envelope as Envelope | undefined;

const capabilitiesOf = (server: Server, ctx: ServerContext): ClientCapabilities | undefined => {
  const envelope = envelopeOf(ctx);
  return envelope ? envelope[CLIENT_CAPABILITIES_META_KEY] : server.getClientCapabilities();
};

/** An empty `elicitation` means forms; one with `url` alone means that forms are not shown. */
const showsForms = (capabilities: ClientCapabilities | undefined): boolean => {
  const elicitation = capabilities?.elicitation;
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
};

/** 2025 era: pushes the question and waits. */
const pushed =
  (server: Server, ctx: ServerContext) =>
  async (question: Question): Promise<Answer> => {
    const { signal, id } = ctx.mcpReq;
    // The older SDK's client ignores the cancelling of its first request; this one may be it, so a ping goes first.
    server.ping().catch(() => {});
    // A little longer than the question lives: that it ran out is no failure of the form, for which another door would open.
    const timeout = Math.max(1, question.expiresAtMs - Date.now()) + graceMs;
    const { action, content = {} } = await ctx.mcpReq.elicitInput(formOf(question), {
      relatedRequestId: id,
      signal,
      timeout,
    });
    return { action, content, seal: question.seal };
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

/** The way to the human behind a client, the same for both eras. */
export const askOf = (server: Server, ctx: ServerContext): Ask => {
  const canAsk = showsForms(capabilitiesOf(server, ctx));
  if (!ctx.mcpReq.envelope) return { canAsk, put: pushed(server, ctx) };
  const resumed = resumedOf(ctx);
  const put = (question: Question): Promise<Answer> => Promise.reject(new Suspended(question));
  return { canAsk, put, ...(resumed && { resumed }) };
};

/** 2026 era: the result that carries a question to the client, which repeats its call with the answer. */
export const suspended = ({ question }: Suspended) =>
  inputRequired({
    inputRequests: { [answerKey]: inputRequired.elicit(formOf(question)) },
    requestState: question.seal,
  });
