import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { readPathSigned } from '../ascm/path-signature.ts';
import type { Reply } from '../handlers/handler.ts';
import type { Clock } from '../state/clock.ts';
import { Refusal } from '../state/refusal.ts';
import type { World } from '../state/world.ts';
import { createAuthenticator } from './authenticate.ts';
import { type Answer, type ReplyContext, wrapRefusal, wrapReply } from './envelope.ts';
import { createExecutor } from './execute.ts';
import { type Fault, type Faults, refusalAfter, refusalBefore } from './faults.ts';
import { addGuideQuirks, quirkyRoots } from './guide-quirks.ts';
import { readHeaderSigned } from './header-signature.ts';
import type { Incoming } from './incoming.ts';
import { createReplyMemory } from './replay.ts';
import type { RequestEntry, RequestLog } from './request-log.ts';

/** What to send: an answer with extra headers, or a broken connection. */
export type Outcome = { readonly requestId: string; readonly headers: Readonly<Record<string, string>> } & (
  | { readonly wire: 'answer' | 'truncate'; readonly answer: Answer }
  | { readonly wire: 'cut' | 'silence' }
);

/** The simulated API gateway: POP, ASAPI and STS. */
export interface Gateway {
  /** Never rejects: whatever happens becomes an outcome and a line in the request log. */
  answer(incoming: Incoming): Promise<Outcome>;
  /** Forgets the replies kept for ClientTokens. */
  forget(): void;
}

/** Everything a gateway needs to answer. */
export interface GatewayParts {
  readonly world: World;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: RequestLog;
}

export const createGateway = ({ world, clock, faults, log }: GatewayParts): Gateway => {
  const authenticator = createAuthenticator(world, clock);
  const memory = createReplyMemory();
  const execute = createExecutor(world, memory);

  const attempt = async (incoming: Incoming, context: ReplyContext, entry: RequestEntry): Promise<Outcome> => {
    const authenticated = authenticator.authenticate(incoming);
    const fault = faults.next(context.action);
    if (fault) await applyBefore(fault, entry);
    if (fault?.kind === 'cut-before') return { requestId: context.requestId, headers: {}, wire: 'cut' };
    const reply = await execute(incoming.parameters, authenticated, context.requestId, entry);
    const after = fault && refusalAfter(fault);
    if (after) throw after;
    entry.verdict = fault ? `ok, ${fault.kind}` : 'ok';
    return applyAfter(await goodAnswer(world, context, reply), fault, context.requestId);
  };

  const answer = async (came: Incoming): Promise<Outcome> => {
    const incoming = world.platform.kind === 'public' ? readHeaderSigned(came) : readPathSigned(came);
    const entry = log.open(incoming, clock.now());
    const context = contextOf(incoming);
    const outcome = await attempt(incoming, context, entry).catch((error: unknown) =>
      refuse(world, context, entry, error),
    );
    entry.status = 'answer' in outcome ? outcome.answer.status : 0;
    return outcome;
  };

  return { answer, forget: memory.clear };
};

/** What a fault does before the call is executed: it waits, and perhaps refuses. */
const applyBefore = async (fault: Fault, entry: RequestEntry): Promise<void> => {
  entry.verdict = fault.kind;
  if (fault.ms > 0) await wait(fault.ms);
  const refusal = refusalBefore(fault);
  if (refusal) throw refusal;
};

const contextOf = ({ parameters, gateway, headers }: Incoming): ReplyContext => ({
  action: parameters['Action'] ?? '',
  gateway,
  format: /^xml$/i.test(parameters['Format'] ?? '') ? 'XML' : 'JSON',
  requestId: randomUUID().toUpperCase(),
  host: headers['host'] ?? '',
});

const goodAnswer = (world: World, context: ReplyContext, reply: Reply): Promise<Answer> => {
  const hasQuirks = world.platform.reply_shapes === 'guide';
  const root = (hasQuirks && quirkyRoots[context.action]) || `${context.action}Response`;
  return wrapReply(context, hasQuirks ? addGuideQuirks(context.action, reply, context.format) : reply, root);
};

const page = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** What a fault does to a good answer. */
const applyAfter = (answer: Answer, fault: Fault | undefined, requestId: string): Outcome => {
  const base = { requestId, headers: {} };
  if (fault?.kind === 'cut-after') return { ...base, wire: 'cut' };
  if (fault?.kind === 'lose-reply') return { ...base, wire: 'silence' };
  if (fault?.kind === 'truncate') return { ...base, wire: 'truncate', answer };
  if (fault?.kind !== 'garbage') return { ...base, wire: 'answer', answer };
  return { ...base, wire: 'answer', answer: { status: fault.status ?? 502, contentType: 'text/html', body: page } };
};

const refuse = async (world: World, context: ReplyContext, entry: RequestEntry, error: unknown): Promise<Outcome> => {
  const refusal = error instanceof Refusal ? error : bug(error);
  entry.verdict = refusal.code;
  const answer = await wrapRefusal(context, refusal, world.platform.asapi_http_200_failures);
  const headers = refusal.retryAfterMs === undefined ? {} : { 'x-acs-retry-after': String(refusal.retryAfterMs) };
  return { requestId: context.requestId, headers, wire: 'answer', answer };
};

/** Not a refusal: a fault of the sandbox itself, reported as the cloud would, with the stack for whoever corrects it. */
const bug = (error: unknown): Refusal =>
  new Refusal(500, 'InternalError', `The simulated cloud failed: ${error instanceof Error ? error.stack : error}`);
