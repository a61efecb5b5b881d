import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Admitted, createDoor, isCommon, missing } from './admission.ts';
import type { Clock } from './clock.ts';
import { crookedRoots, makeCrooked } from './crooked.ts';
import { type Addressee, type Answer, wrapRefusal, wrapReply } from './envelope.ts';
import { type Fault, type Faults, refusalAfter, refusalBefore } from './faults.ts';
import type { Handler, Parameters, Reply, Request } from './handlers/handler.ts';
import type { Incoming } from './incoming.ts';
import { Refusal } from './refusal.ts';
import { createMemory } from './replay.ts';
import type { RequestEntry, RequestLog } from './request-log.ts';
import type { World } from './world.ts';

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

export const createGateway = (parts: GatewayParts): Gateway => {
  const { world, clock, faults, log } = parts;
  const door = createDoor(world, clock);
  const memory = createMemory();
  const inTurn = createTurns();

  const act = async (
    incoming: Incoming,
    admitted: Admitted,
    requestId: string,
    entry: RequestEntry,
  ): Promise<Reply> => {
    const { handler, caller, regionId } = admitted;
    const input = businessParameters(incoming.parameters);
    entry.undocumented = Object.keys(input).filter((name) => name !== 'RegionId' && !(name in handler.takes));
    const action = incoming.parameters['Action'] ?? '';
    const request: Request = { action, requestId, regionId, input: { ...input, RegionId: regionId }, caller };
    checkParameters(handler, request.input);
    world.settle(gatewaysNamed(world, input));
    const isKept = handler.effect === 'write' && knowsToken(handler, request, world);
    const earlier = isKept ? memory.recall(request) : undefined;
    entry.replayed = earlier !== undefined;
    const reply = earlier ?? (await handler.run(request, world));
    if (isKept) memory.store(request, reply);
    entry.acted = true;
    return { ...reply, RequestId: requestId };
  };

  const attempt = async (incoming: Incoming, to: Addressee, entry: RequestEntry): Promise<Outcome> => {
    const admitted = door.admit(incoming);
    const fault = faults.next(to.action);
    if (fault) entry.verdict = fault.kind;
    if (fault && fault.ms > 0) await wait(fault.ms);
    const before = fault && refusalBefore(fault);
    if (before) throw before;
    if (fault?.kind === 'cut-before') return { requestId: to.requestId, headers: {}, wire: 'cut' };
    const reply = await inTurn(() => act(incoming, admitted, to.requestId, entry));
    const after = fault && refusalAfter(fault);
    if (after) throw after;
    const good = await goodAnswer(world, to, reply);
    entry.verdict = fault ? `ok, ${fault.kind}` : 'ok';
    return spoil(good, fault, to.requestId);
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

/** Handlers run one after the other, so that none sees another's half-made change. */
const createTurns = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
};

const addressee = ({ parameters, gateway, headers }: Incoming): Addressee => ({
  action: parameters['Action'] ?? '',
  gateway,
  format: /^xml$/i.test(parameters['Format'] ?? '') ? 'XML' : 'JSON',
  requestId: randomUUID().toUpperCase(),
  host: headers['host'] ?? '',
});

const businessParameters = (all: Parameters): Record<string, string> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !isCommon(name)));

/** RegionId may have come as a header; it is in the input by now. */
const checkParameters = (handler: Handler, input: Parameters): void => {
  for (const [name, { required, kind }] of Object.entries(handler.takes)) {
    const value = input[name];
    if (value) kind(value, name);
    else if (required) throw missing(name);
  }
};

/** The gateways that a request names, itself or by something that belongs to them: for worlds that count polls. */
const gatewaysNamed = (world: World, input: Parameters): Set<string> => {
  const named = new Set(Object.values(input));
  const { connections, ssl_servers, ssl_certs } = world.data;
  for (const one of ssl_certs) if (named.has(one.SslVpnClientCertId)) named.add(one.SslVpnServerId);
  for (const one of connections) if (named.has(one.VpnConnectionId)) named.add(one.VpnGatewayId);
  for (const one of ssl_servers) if (named.has(one.SslVpnServerId)) named.add(one.VpnGatewayId);
  return named;
};

/** The guide gives CreateVpnGateway no ClientToken; the newer public contract does: a switch of the world. */
const knowsToken = (handler: Handler, { action }: Request, world: World): boolean =>
  'ClientToken' in handler.takes ||
  (action === 'CreateVpnGateway' && world.platform.gateway_client_token === 'honoured');

const goodAnswer = (world: World, to: Addressee, reply: Reply): Promise<Answer> => {
  const crooked = world.platform.reply_shapes === 'guide';
  const root = (crooked && crookedRoots[to.action]) || `${to.action}Response`;
  return wrapReply(to, crooked ? makeCrooked(to.action, reply, to.format) : reply, root);
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
