import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

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

/** Refuses a request. */
export const refuseRequest = (
  response: ServerResponse,
  { status, code = -32_000, message, headers, id = null }: HttpRefusal,
): void =>
  sendText(response, status, JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id }), {
    'content-type': 'application/json',
    ...headers,
  });
