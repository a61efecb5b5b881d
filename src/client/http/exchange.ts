import { setMaxListeners } from 'node:events';
import type { Dispatcher } from 'undici';
import { type Phase, Unreachable } from '../../errors.ts';

/** One HTTP request. `path` and `body` hold signatures and keys: they are never logged or quoted. */
export interface Outgoing {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `https://host[:port]`, nothing more. */
  readonly origin: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  /** Shorter than the usual time-outs, for services that are near or absent. */
  readonly timeoutMs?: number;
  /** Never through a proxy (the metadata service of the machine). */
  readonly direct?: boolean;
}

export interface Incoming {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** The answer is beyond the limit of bytes or time; asking again would not make it shorter. */
export class Overlong extends Error {}

/** Bounds of one answer. */
export interface Limits {
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
 * One request on one route, read to its end. No redirects. Rejects with `Unreachable` (a request that was never
 * written has a known outcome) or, at once, with the reason of the abort.
 */
export const perform = (route: Route, request: Outgoing, limits: Limits, signal?: AbortSignal): Promise<Incoming> =>
  new Promise((resolve, reject) => {
    const { origin, path, method, headers, body = null } = request;
    const exchange = new Exchange(request, route.proxied, limits, signal, { resolve, reject });
    route.dispatcher.dispatch({ origin, path, method, headers, body }, exchange);
  });

/** Who waits for the answer. */
interface Asker {
  readonly resolve: (answer: Incoming) => void;
  readonly reject: (problem: unknown) => void;
}

/** What has been seen of one request so far. A class, for its one shape: a new object of functions each time is dear. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly request: Outgoing;
  readonly proxied: boolean;
  readonly limits: Limits;
  readonly signal: AbortSignal | undefined;
  readonly asker: Asker;
  readonly chunks: Buffer[] = [];
  written = false;
  status = 0;
  headers: Incoming['headers'] = {};
  bytes = 0;
  startMs = 0;
  controller: Dispatcher.DispatchController | undefined = undefined;

  constructor(request: Outgoing, proxied: boolean, limits: Limits, signal: AbortSignal | undefined, asker: Asker) {
    this.request = request;
    this.proxied = proxied;
    this.limits = limits;
    this.signal = signal;
    this.asker = asker;
    if (signal === undefined) return;
    // One tool call may have many requests under way, and Node warns of a leak at eleven.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', this);
  }

  /** The signal's `abort`. */
  handleEvent(): void {
    this.asker.reject(this.signal?.reason);
    this.controller?.abort(new Error('aborted by the caller'));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.signal?.aborted) controller.abort(new Error('aborted by the caller'));
    else this.written = true;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Incoming['headers']): void {
    this.status = status;
    this.startMs = performance.now();
    this.headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { bytes, ms } = this.limits;
    this.bytes += chunk.length;
    if (this.bytes > bytes) controller.abort(new Overlong(`more than ${bytes} bytes`));
    else if (performance.now() - this.startMs > ms) controller.abort(new Overlong(`longer than ${ms} ms`));
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.signal?.removeEventListener('abort', this);
    this.asker.resolve({ status: this.status, headers: this.headers, text: joined(this.chunks) });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.signal?.removeEventListener('abort', this);
    this.asker.reject(unreachable(error, this));
  }
}

const joined = (chunks: readonly Buffer[]): string =>
  chunks.length === 1 && chunks[0] !== undefined ? chunks[0].toString() : Buffer.concat(chunks).toString();

const unreachable = (error: Error, seen: Exchange): Unreachable => {
  const isProxys = seen.proxied && proxySays.test(error.message);
  const phase = isProxys ? 'proxy' : phaseOf(error, seen);
  return lost(seen.request, phase, isProxys || !seen.written, reasonOf(error), error);
};

// What undici throws when a proxy refuses, with and without a tunnel.
const proxySays = /^Proxy (response|Authentication)/;

/** What is told of a request that brought no usable answer; `reason` must be free of parameters. */
export const lost = (
  request: Outgoing,
  phase: Phase,
  outcomeKnown: boolean,
  reason: string,
  cause?: unknown,
): Unreachable => {
  const host = new URL(request.origin).host;
  const message = `${stories[phase]} ${host} (${reason}).`;
  return new Unreachable({ host, phase, outcomeKnown }, message, remedies[phase], { cause });
};

const phaseOf = (error: Error, seen: Exchange): Phase => {
  if (seen.status >= 200) return 'body';
  if (seen.written) return 'read';
  const code = codeOf(error);
  if (tlsCodes.test(code)) return 'tls';
  if (seen.proxied) return 'proxy';
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA' ? 'name' : 'connect';
};

const tlsCodes = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|UND_ERR_PRX_TLS)/;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

// A message of undici or Node may quote addresses, never parameters; a parser error could quote the reply.
const reasonOf = (error: Error): string => {
  if (error instanceof Overlong || proxySays.test(error.message)) return error.message;
  return codeOf(error) || error.name;
};

const stories: Record<Phase, string> = {
  name: 'The name cannot be resolved:',
  connect: 'No connection to',
  tls: 'No trusted TLS connection to',
  proxy: 'The proxy did not open the way to',
  read: 'The connection broke or fell silent before an answer came from',
  body: 'The answer was cut short, too long or stalled:',
};

const remedies: Record<Phase, string> = {
  name: 'Check the endpoint and the DNS of this machine; doctor tests both.',
  connect:
    'Check that the endpoint is right and that a firewall or proxy lets this machine reach it; doctor tests this.',
  tls: 'If the endpoint has a private certificate authority, name its PEM file as CA file; do not switch the check off.',
  proxy: 'Check the proxy address and its credentials, or list the endpoint in NO_PROXY.',
  read: 'Try again later; for a change, look first whether it was made.',
  body: 'Try again; if it happens again, look at proxies between here and the endpoint.',
};
