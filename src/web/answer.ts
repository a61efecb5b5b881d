import { randomBytes } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Language } from '../catalogue/message.ts';

/** The headers of a page for people. */
const headersOf = (nonce: string): OutgoingHttpHeaders => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // With `no-referrer` a browser would send `Origin: null` for our own form.
  'referrer-policy': 'same-origin',
  connection: 'close',
});

/** Answers with a page, which `draw` makes with the nonce that its style sheet carries. */
export const sendPage = (
  response: ServerResponse,
  status: number,
  draw: (nonce: string) => string,
  headers: OutgoingHttpHeaders = {},
): void => {
  const nonce = randomBytes(16).toString('base64url');
  response.writeHead(status, { ...headersOf(nonce), ...headers }).end(draw(nonce));
};

/** Foreign callers get a status and nothing else. */
export const sendStatus = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { 'cache-control': 'no-store', connection: 'close' }).end();
};

/** What the person chose by a link, what the operator set, what the browser asks for: in this order. */
export const languageOf = (
  url: URL,
  { headers }: Pick<IncomingMessage, 'headers'>,
  set: Language | undefined,
): Language => {
  const asked = url.searchParams.get('lang');
  if (asked === 'zh' || asked === 'en') return asked;
  if (set !== undefined) return set;
  const first = /^\s*([a-z]{2})/i.exec(headers['accept-language'] ?? '')?.[1]?.toLowerCase();
  return first === 'zh' ? 'zh' : 'en';
};

/** A page of somebody else may lead here by a link, but may neither frame this one nor press its buttons. */
export const isOurPress = ({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>): boolean => {
  const [site, dest] = [headers['sec-fetch-site'], headers['sec-fetch-dest']];
  if (dest !== undefined && dest !== 'document') return false;
  return method === 'GET' || site === undefined || site === 'same-origin';
};

const LONGEST_BODY = 8192;

/** The fields of a form that was sent; undefined for anything else, and for too long a one. */
export const readForm = async (request: IncomingMessage): Promise<URLSearchParams | undefined> => {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LONGEST_BODY) return undefined;
    chunks.push(bytes);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};
