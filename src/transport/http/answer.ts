import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** A refusal of HTTP, in the form that clients of the protocol can read. */
export interface HttpRefusal {
  readonly status: number;
  /** Of JSON-RPC. */
  readonly code?: number;
  /** A sentence that quotes nothing of the request. */
  readonly message: string;
  readonly headers?: OutgoingHttpHeaders;
  /** Of the request, where it is known. */
  readonly id?: string | number | null;
}

/** Of every answer that is not the SDK's own. */
const SAFE: OutgoingHttpHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** Answers with a text, unless an answer has begun. */
export const sendText = (
  response: ServerResponse,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders = { 'content-type': 'text/plain; charset=utf-8' },
): void => {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { ...SAFE, ...headers }).end(text);
};

const JSON_TEXT: OutgoingHttpHeaders = { 'content-type': 'application/json' };

const textOf = ({ code = -32_000, message, id = null }: HttpRefusal): string =>
  JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id });

/** Refuses a request. */
export const refuseRequest = (response: ServerResponse, refusal: HttpRefusal): void =>
  sendText(response, refusal.status, textOf(refusal), { ...JSON_TEXT, ...refusal.headers });

/** Of a refused body so much is read and forgotten, for so long. */
const [MOST_FORGOTTEN, FORGETTING_MS] = [8 << 20, 1_000];

/**
 * Refuses a request whose long body was not read, and ends its connection. A connection that is closed on bytes that nobody
 * has read is reset, and a client that still sends would not see why: what comes meanwhile is read away, within limits.
 */
export const refuseAndClose = (request: IncomingMessage, response: ServerResponse, refusal: HttpRefusal): void => {
  if (response.headersSent || response.destroyed) return;
  const text = textOf(refusal);
  const length = { 'content-length': Buffer.byteLength(text), connection: 'close' };
  response.writeHead(refusal.status, { ...SAFE, ...JSON_TEXT, ...refusal.headers, ...length }).write(text);
  let left = MOST_FORGOTTEN;
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, FORGETTING_MS);
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) end();
  });
  for (const over of ['end', 'close', 'error']) request.once(over, end);
  request.resume();
};
