import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Reply } from '../handlers/handler.ts';
import type { Clock } from '../state/clock.ts';
import { Refusal } from '../state/refusal.ts';
import type { World } from '../state/world.ts';
import { createActor } from './act.ts';
import { createAuthenticator } from './authenticate.ts';
import { type Addressee, type Answer, wrapRefusal, wrapReply } from './envelope.ts';
import { type Fault, type Faults, refusalAfter, refusalBefore } from './faults.ts';
import { addGuideQuirks, quirkyRoots } from './guide-quirks.ts';
import type { Incoming } from './incoming.ts';
import { createMemory } from './replay.ts';
import type { RequestEntry, RequestLog } from './request-log.ts';

/** What to do on the wire: an answer with extra headers, or a broken line. */
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
  const door = createAuthenticator(world, clock);
  const memory = createMemory();
  const act = createActor(world, memory);

  const attempt = async (incoming: Incoming, to: Addressee, entry: RequestEntry): Promise<Outcome> => {
    const admitted = door.admit(incoming);
    const fault = faults.next(to.action);
    if (fault) await meet(fault, entry);
    if (fault?.kind === 'cut-before') return { requestId: to.requestId, headers: {}, wire: 'cut' };
    const reply = await act(incoming.parameters, admitted, to.requestId, entry);
    const after = fault && refusalAfter(fault);
    if (after) throw after;
    entry.verdict = fault ? `ok, ${fault.kind}` : 'ok';
    return spoil(await goodAnswer(world, to, reply), fault, to.requestId);
  };

  const answer = async (incoming: Incoming): Promise<Outcome> => {
    const entry = log.open(incoming, clock.now());
    const to = addressee(incoming);
    const outcome = await attempt(incoming, to, entry).catch((error: unknown) => refuse(world, to, entry, error));
    entry.status = 'answer' in outcome ? outcome.answer.status : 0;
    return outcome;
  };

  return { answer, forget: memory.clear };
};

/** What a fault does before the call may act: it waits, and perhaps refuses. */
const meet = async (fault: Fault, entry: RequestEntry): Promise<void> => {
  entry.verdict = fault.kind;
  if (fault.ms > 0) await wait(fault.ms);
  const refusal = refusalBefore(fault);
  if (refusal) throw refusal;
};

const addressee = ({ parameters, gateway, headers }: Incoming): Addressee => ({
  action: parameters['Action'] ?? '',
  gateway,
  format: /^xml$/i.test(parameters['Format'] ?? '') ? 'XML' : 'JSON',
  requestId: randomUUID().toUpperCase(),
  host: headers['host'] ?? '',
});

const goodAnswer = (world: World, to: Addressee, reply: Reply): Promise<Answer> => {
  const crooked = world.platform.reply_shapes === 'guide';
  const root = (crooked && quirkyRoots[to.action]) || `${to.action}Response`;
  return wrapReply(to, crooked ? addGuideQuirks(to.action, reply, to.format) : reply, root);
};

const page = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** What a fault makes of a good answer. */
const spoil = (answer: Answer, fault: Fault | undefined, requestId: string): Outcome => {
  const base = { requestId, headers: {} };
  if (fault?.kind === 'cut-after') return { ...base, wire: 'cut' };
  if (fault?.kind === 'lose-reply') return { ...base, wire: 'silence' };
  if (fault?.kind === 'truncate') return { ...base, wire: 'truncate', answer };
  if (fault?.kind !== 'garbage') return { ...base, wire: 'answer', answer };
  return { ...base, wire: 'answer', answer: { status: fault.status ?? 502, contentType: 'text/html', body: page } };
};

const refuse = async (world: World, to: Addressee, entry: RequestEntry, error: unknown): Promise<Outcome> => {
  const refusal = error instanceof Refusal ? error : bug(error);
  entry.verdict = refusal.code;
  const answer = await wrapRefusal(to, refusal, world.platform.asapi_http_200_failures);
  const headers = refusal.retryAfterMs === undefined ? {} : { 'x-acs-retry-after': String(refusal.retryAfterMs) };
  return { requestId: to.requestId, headers, wire: 'answer', answer };
};

/** Not a refusal: a fault of the sandbox itself, told as the cloud would, with its reason for whoever mends it. */
const bug = (error: unknown): Refusal =>
  new Refusal(500, 'InternalError', `The simulated cloud failed: ${error instanceof Error ? error.stack : error}`);
