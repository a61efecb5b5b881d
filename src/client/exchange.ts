import { setMaxListeners } from 'node:events';
import type { Dispatcher } from 'undici';
import { type Phase, Unreachable } from '../errors.ts';

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

/** What has been seen of one request so far. */
interface Seen {
  written: boolean;
  status: number;
  headers: Incoming['headers'];
  bytes: number;
  startMs: number;
  readonly chunks: Buffer[];
  controller?: Dispatcher.DispatchController;
}

/**
 * One request on one route, read to its end. No redirects. Rejects with `Unreachable` (a request that was never
 * written has a known outcome) or, at once, with the reason of the abort.
 */
export const perform = (route: Route, request: Outgoing, limits: Limits, signal?: AbortSignal): Promise<Incoming> =>
  new Promise((resolve, reject) => {
    const seen: Seen = { written: false, status: 0, headers: {}, bytes: 0, startMs: 0, chunks: [] };
    const onAbort = (): void => {
      reject(signal?.reason);
      seen.controller?.abort(new Error('aborted by the caller'));
    };
    if (signal !== undefined) {
      // One tool call may have many requests under way, and Node warns of a leak at eleven.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', onAbort);
    }
    const { origin, path, method, headers, body = null } = request;
    route.dispatcher.dispatch(
      { origin, path, method, headers, body },
      {
        ...reading(seen, limits, signal),
        onResponseEnd() {
          signal?.removeEventListener('abort', onAbort);
          resolve({ status: seen.status, headers: seen.headers, text: joined(seen.chunks) });
        },
        onResponseError(_, error) {
          signal?.removeEventListener('abort', onAbort);
          reject(unreachable(request, error, seen, route.proxied));
        },
      },
    );
  });

/** The part of a dispatch that only looks and collects. */
const reading = (seen: Seen, limits: Limits, signal: AbortSignal | undefined): Dispatcher.DispatchHandler => ({
  onRequestStart(controller) {
    seen.controller = controller;
    if (signal?.aborted) controller.abort(new Error('aborted by the caller'));
    else seen.written = true;
  },
  onResponseStart(_, status, headers) {
    seen.status = status;
    seen.startMs = performance.now();
    seen.headers = headers;
  },
  onResponseData(controller, chunk) {
    seen.bytes += chunk.length;
    if (seen.bytes > limits.bytes) controller.abort(new Overlong(`more than ${limits.bytes} bytes`));
    else if (performance.now() - seen.startMs > limits.ms)
      controller.abort(new Overlong(`longer than ${limits.ms} ms`));
    else seen.chunks.push(chunk);
  },
});

const joined = (chunks: readonly Buffer[]): string =>
  chunks.length === 1 && chunks[0] !== undefined ? chunks[0].toString() : Buffer.concat(chunks).toString();

const unreachable = (request: Outgoing, error: Error, seen: Seen, proxied: boolean): Unreachable => {
  const isProxys = proxied && proxySays.test(error.message);
  const phase = isProxys ? 'proxy' : phaseOf(error, seen, proxied);
  return lost(request, phase, isProxys || !seen.written, reasonOf(error), error);
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

const phaseOf = (error: Error, seen: Seen, proxied: boolean): Phase => {
  if (seen.status >= 200) return 'body';
  if (seen.written) return 'read';
  const code = codeOf(error);
  if (tlsCodes.test(code)) return 'tls';
  if (proxied) return 'proxy';
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
