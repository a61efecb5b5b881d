import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Principal, Scope } from '../../catalogue/risk.ts';
import { createDeadline } from '../deadline.ts';
import { type HttpRefusal, refuseAndClose, refuseRequest } from './answer.ts';
import { type Authenticator, authenticate, insufficient, scopeNeeded } from './bearer.ts';
import { isLongBody } from './body.ts';
import { type CallerLimits, createCallerLimits } from './caller-limits.ts';
import type { Drain } from './drain.ts';
import { createMcpEndpoint, type Incoming, isStream, type McpOptions } from './mcp.ts';
import { RESOURCE_METADATA } from './resource-metadata.ts';
import type { AuthenticatedRequest } from './sessions.ts';

// The way of a request to the endpoint: who sent it, whether it is the time, what it says, and whether the sender may. Its body
// is kept only then: of who asks for too much nothing fills the memory.

/** What the endpoint serves, to whom, and how much of it. */
export interface McpRouteOptions extends McpOptions {
  readonly limits: CallerLimits;
  /** Absent on a server for whoever reaches it. */
  readonly authenticator?: Authenticator | undefined;
  /** Of OAuth: the issuer of tokens. */
  readonly oauth?: { readonly issuer: string } | undefined;
  /** What a call of an offered tool needs. */
  readonly scopeOfTool: (name: string) => Scope | undefined;
  /** Does the work of a message within the trace of whoever sent it. */
  readonly within: <T>(headers: IncomingHttpHeaders, message: Incoming, work: () => T) => T;
}

/** Under which name the requests of a principal are counted, and its sessions kept. */
export const ownerOf = (principal: string): string => `principal ${principal}`;

/** Callers of one machine cannot be told apart without authentication; those of others can, by their address. */
const nameOf = ({ socket }: AuthenticatedRequest, principal: Principal | undefined): string =>
  principal ? ownerOf(principal.name) : `address ${socket.remoteAddress}`;

const tooMany = (retryAfterSeconds: number): HttpRefusal => ({
  status: 429,
  message: 'Too many requests of this caller. Wait, then send it again.',
  headers: { 'retry-after': String(retryAfterSeconds) },
});

/** Refuses a request whose body was not read to its end. */
const refuseUnread = (request: AuthenticatedRequest, response: ServerResponse, refusal: HttpRefusal): void =>
  isLongBody(request) ? refuseAndClose(request, response, refusal) : refuseRequest(response, refusal);

/** Who guesses tokens does so slowly; whoever has one is not kept waiting by others of the same address. */
const GUESSES: CallerLimits = { perMinute: 60, atOnce: 1000 };

/** What of a principal travels to the handlers. The token stays here. */
const authOf = (principal: Principal) => ({
  token: '',
  clientId: principal.name,
  scopes: [],
  ...(principal.endsMs !== undefined && { expiresAt: principal.endsMs / 1000 }),
  extra: { principal },
});

/** A stream lasts no longer than the token that opened it. A call was allowed when it came, and may end. */
const endWithToken = ({ endsMs }: Principal, response: ServerResponse): void => {
  if (endsMs === undefined) return;
  const deadline = createDeadline(() => response.destroy());
  deadline.until(endsMs);
  response.once('close', deadline.cancel);
};

const idOf = (message: Incoming): HttpRefusal['id'] => {
  const id = message?.['id'];
  return typeof id === 'string' || typeof id === 'number' ? id : null;
};

/** The route of the endpoint, and the endpoint behind it. */
export const createMcpRoute = (options: McpRouteOptions, drain: Drain, origin: () => string) => {
  const { authenticator, scopeOfTool, limits } = options;
  const endpoint = createMcpEndpoint(options);
  const callers = createCallerLimits();
  const facts = () => ({ metadataUrl: options.oauth && `${origin()}${RESOURCE_METADATA}` });

  /** The sender; undefined on a server for everybody. A request that was refused is a refusal. */
  const identify = async (request: AuthenticatedRequest): Promise<Principal | HttpRefusal | undefined> => {
    const found = authenticator && (await authenticate(request, authenticator, facts()));
    if (!found || 'name' in found) return found;
    const guess = callers.admit(`guesses ${request.socket.remoteAddress}`, 'calls', GUESSES);
    if ('retryAfterSeconds' in guess) return tooMany(guess.retryAfterSeconds);
    guess.end();
    return found;
  };

  const refusalFor = (principal: Principal | undefined, message: Incoming): HttpRefusal | undefined => {
    const scope = principal && scopeNeeded(message, scopeOfTool);
    return authenticator && scope && !principal.may(scope) ? insufficient(scope, idOf(message), facts()) : undefined;
  };

  const serve = async (
    request: AuthenticatedRequest,
    response: ServerResponse,
    principal: Principal | undefined,
    message: Incoming,
  ): Promise<void> => {
    const isOpenEnded = isStream(request, message);
    drain.track(response, isOpenEnded);
    if (principal) request.auth = authOf(principal);
    if (principal && isOpenEnded) endWithToken(principal, response);
    const owner = nameOf(request, principal);
    await options.within(request.headers, message, () => endpoint.serve(request, response, owner, message));
  };

  const route = async (request: AuthenticatedRequest, response: ServerResponse): Promise<void> => {
    const principal = await identify(request);
    if (principal && 'status' in principal) return refuseUnread(request, response, principal);
    const kind = isStream(request, undefined) ? 'streams' : 'calls';
    const admission = callers.admit(nameOf(request, principal), kind, limits);
    if ('retryAfterSeconds' in admission) return refuseUnread(request, response, tooMany(admission.retryAfterSeconds));
    response.once('close', admission.end);
    const read = await endpoint.read(request);
    if ('refusal' in read) return refuseUnread(request, response, read.refusal);
    if (read.message) request.message = read.message;
    const refusal = refusalFor(principal, read.message);
    if (refusal) return refuseRequest(response, refusal);
    if (isStream(request, read.message) && !admission.becomeStream()) return refuseRequest(response, tooMany(1));
    await serve(request, response, principal, read.message);
  };
  return { route, endpoint };
};
