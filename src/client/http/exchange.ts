import { setMaxListeners } from 'node:events';
import type { Dispatcher } from 'undici';
import { untilAborted } from '../../catalogue/abort.ts';
import { type Phase, Unreachable } from '../../errors.ts';
import { codeOf, FAULTS, remedyFor } from './remedies.ts';

/** One HTTP request. `path` and `body` hold signatures and keys: they are never logged or quoted. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `https://host[:port]`, nothing more. */
  readonly origin: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  /** Shorter than the usual time-outs, for services that are near or absent. */
  readonly timeoutMs?: number;
  /** Fewer bytes than usual are enough of an answer. */
  readonly mostBytes?: number;
  /** Never through a proxy (the metadata service of the machine). */
  readonly direct?: boolean;
}

/** One HTTP response, read to its end. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** The response is beyond the limit of bytes or time; asking again would not make it shorter. */
export class ResponseTooLong extends Error {}

/** Bounds of one response. */
export interface ResponseLimits {
  readonly bytes: number;
  /** From the first byte to the last: a server may keep every single wait short and still never end. */
  readonly ms: number;
}

/** Connections to one origin, and whether they lead through a proxy. */
export interface Route {
  readonly dispatcher: Dispatcher;
  readonly proxied: boolean;
}

/**
 * Sends one request on one route and reads the response to its end. No redirects. Rejects with `Unreachable` (the outcome
 * of a request that was never written is known) or, at once, with the reason of the abort.
 */
export const perform = async (
  route: Route,
  request: HttpRequest,
  limits: ResponseLimits,
  signal?: AbortSignal,
): Promise<HttpResponse> => {
  signal?.throwIfAborted();
  const exchange = new Exchange(request, route.proxied, limits);
  const response = exchange.begin(route.dispatcher);
  if (signal === undefined) return response;
  // One tool call may have many requests under way, and Node warns of a leak at eleven listeners.
  setMaxListeners(0, signal);
  try {
    return await untilAborted(response, signal);
  } catch (problem) {
    if (signal.aborted) exchange.abort();
    throw problem;
  }
};

/** What has been seen of one request so far. A class, because new closures for each request measurably cost time. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly request: HttpRequest;
  readonly proxied: boolean;
  readonly limits: ResponseLimits;
  readonly chunks: Buffer[] = [];
  isAborted = false;
  isWritten = false;
  status = 0;
  headers: HttpResponse['headers'] = {};
  bytes = 0;
  startMs = 0;
  controller: Dispatcher.DispatchController | undefined = undefined;
  resolve: (response: HttpResponse) => void = () => {};
  reject: (problem: unknown) => void = () => {};

  constructor(request: HttpRequest, proxied: boolean, limits: ResponseLimits) {
    this.request = request;
    this.proxied = proxied;
    this.limits = limits;
  }

  begin(dispatcher: Dispatcher): Promise<HttpResponse> {
    const { origin, path, method, headers, body = null } = this.request;
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      dispatcher.dispatch({ origin, path, method, headers, body }, this);
    });
  }

  /** Ends the request, or keeps it from being written. */
  abort(): void {
    this.isAborted = true;
    this.controller?.abort(new Error('aborted by the caller'));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.isAborted) controller.abort(new Error('aborted by the caller'));
    else this.isWritten = true;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: HttpResponse['headers']): void {
    this.status = status;
    this.startMs = performance.now();
    this.headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { bytes, ms } = this.limits;
    this.bytes += chunk.length;
    if (this.bytes > bytes) controller.abort(new ResponseTooLong(`more than ${bytes} bytes`));
    else if (performance.now() - this.startMs > ms) controller.abort(new ResponseTooLong(`longer than ${ms} ms`));
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.resolve({ status: this.status, headers: this.headers, text: joined(this.chunks) });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.reject(errorOf(error, this));
  }
}

const joined = (chunks: readonly Buffer[]): string =>
  chunks.length === 1 && chunks[0] !== undefined ? chunks[0].toString() : Buffer.concat(chunks).toString();

const errorOf = (error: Error, exchange: Exchange): Unreachable => {
  const isByProxy = exchange.proxied && refusedByProxy.test(error.message);
  const phase = isByProxy ? 'proxy' : phaseOf(error, exchange);
  return unreachableAt(exchange.request, phase, isByProxy || !exchange.isWritten, reasonOf(error), error);
};

// What undici throws when a proxy refuses, with and without a tunnel.
const refusedByProxy = /^Proxy (response|Authentication)/;

/** The error for a request that brought no usable response. `reason` must be free of parameters: it is shown. */
export const unreachableAt = (
  request: HttpRequest,
  phase: Phase,
  outcomeKnown: boolean,
  reason: string,
  cause?: unknown,
): Unreachable => {
  const host = new URL(request.origin).host;
  const message = `${FAULTS[phase]} ${host} (${reason}).`;
  // Asking again makes no certificate valid and no response shorter.
  const retryable = phase !== 'tls' && !(cause instanceof ResponseTooLong);
  return new Unreachable({ host, phase, outcomeKnown, retryable }, message, remedyFor(request.origin, phase, cause), {
    cause,
  });
};

const phaseOf = (error: Error, exchange: Exchange): Phase => {
  if (exchange.status >= 200) return 'body';
  if (exchange.isWritten) return 'read';
  const code = codeOf(error);
  if (tlsCodes.test(code)) return 'tls';
  if (exchange.proxied) return 'proxy';
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA' ? 'name' : 'connect';
};

const tlsCodes = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|UND_ERR_PRX_TLS)/;

// A message of undici or Node may quote addresses, never parameters; a parser error could quote the reply.
const reasonOf = (error: Error): string => {
  if (error instanceof ResponseTooLong || refusedByProxy.test(error.message)) return error.message;
  return codeOf(error) || error.name;
};
