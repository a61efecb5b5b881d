import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuseRequest, sendText } from './answer.ts';
import { type Authenticator, authenticate } from './bearer.ts';
import type { Metrics } from './metrics.ts';

/** What operators' tools ask for. */
export interface StatusOptions {
  readonly authenticator?: Authenticator | undefined;
  readonly metrics: Metrics;
  /** Why calls would fail; undefined when they would not, as far as is known without asking the cloud. */
  readonly whyNotReady: () => string | undefined;
  /** Answers people who open the address in a browser. */
  readonly frontPage: (request: IncomingMessage, response: ServerResponse, whyNotReady: string | undefined) => void;
}

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** Routes that only tell what and how the server is. `isStopping`: it takes nothing more in. */
export const createStatusRoutes = (
  { authenticator, metrics, whyNotReady, frontPage }: StatusOptions,
  isStopping: () => boolean,
): ReadonlyMap<string, Route> => {
  const health: Route = (_request, response) => sendText(response, 200, 'ok\n');

  const whyNot = (): string | undefined => (isStopping() ? 'stopping' : whyNotReady());

  const readiness: Route = (_request, response) => {
    const why = whyNot();
    return sendText(response, why === undefined ? 200 : 503, `${why ?? 'ready'}\n`);
  };

  /** Whoever may call may see how many calls there were. */
  const counters: Route = async (request, response) => {
    const caller = authenticator && (await authenticate(request, authenticator));
    if (caller && 'status' in caller) return refuseRequest(response, caller);
    return sendText(response, 200, metrics.text(), { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  };

  const routes: readonly (readonly [string, Route])[] = [
    ['/healthz', health],
    ['/readyz', readiness],
    ['/metrics', counters],
    ['/', (request, response) => frontPage(request, response, whyNot())],
  ];
  const readOnly =
    (route: Route): Route =>
    (request, response) =>
      request.method === 'GET' || request.method === 'HEAD'
        ? route(request, response)
        : refuseRequest(response, { status: 405, message: 'Method not allowed.', headers: { allow: 'GET, HEAD' } });
  return new Map(routes.map(([path, route]) => [path, readOnly(route)]));
};
