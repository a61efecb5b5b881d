import { type Fields, isFields } from '../../catalogue/action.ts';
import type { HttpResponse } from '../http/exchange.ts';
import { nestsTooDeep } from './json-depth.ts';

/** The cloud's refusal as it was read. `Message` is raw: it may quote the request, secrets included. */
export interface FailureReply {
  readonly Code: string;
  readonly Message: string;
  readonly HttpStatus: number;
  readonly RequestId?: string;
  /** ASAPI's trace, for the site's operators. */
  readonly Trace?: string;
  /** How long the cloud asks us to wait. */
  readonly retryAfterMs?: number;
  /** The server's clock in milliseconds since 1970, from its Date header. */
  readonly serverMs?: number;
}

/** One HTTP response, read: fields of a success, a refusal, or text that no gateway sends. */
export type ParsedReply =
  | { readonly kind: 'body'; readonly body: Fields }
  | { readonly kind: 'failure'; readonly failure: FailureReply }
  | { readonly kind: 'garbage'; readonly status: number; readonly text: string };

/** Reads JSON or XML, whichever came, and tells success from failure. Never throws. */
export const readReply = async (response: HttpResponse): Promise<ParsedReply> => {
  // A byte-order mark counts as a blank, which JSON.parse does not know.
  const text = response.text.trimStart();
  // The content type lies now and then: the first character decides.
  const parsed = text.startsWith('<') ? (await import('./reply-xml.ts')).parseXml(text) : parseJson(text);
  if (parsed === undefined) return { kind: 'garbage', status: response.status, text: response.text };
  const body = unwrap(parsed);
  return isFailure(response.status, body)
    ? { kind: 'failure', failure: failureOf(response, body) }
    : { kind: 'body', body };
};

const parseJson = (text: string): Fields | undefined => {
  if (nestsTooDeep(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Samples converted from XML keep its root: `CreateVpnGatewayResponse`, misspelt `…Resesponse`, `Error`. On ASAPI the
 * envelope's own fields stand beside it.
 */
const unwrap = (body: Fields): Fields => {
  const roots = Object.keys(body).filter((key) => isFields(body[key]) && /(Response|Resesponse|^Error)$/.test(key));
  const [root] = roots;
  if (root === undefined || roots.length > 1) return body;
  const { [root]: inner, ...envelope } = body;
  return { ...envelope, ...Object(inner) };
};

/** An object of a strange reply may have no text at all. */
const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

const isFine = (code: unknown): boolean =>
  code === undefined || code === null || code === '' || (isScalar(code) && /^(200|ok|success)$/i.test(String(code)));

/** Both rules of the official clients at once (status, and code in the body), and ASAPI's, which says 200 to anything. */
const isFailure = (status: number, body: Fields): boolean =>
  status < 200 ||
  status > 299 ||
  !isFine(body['Code'] ?? body['code']) ||
  !isFine(body['asapiErrorCode']) ||
  !isFine(body['errorCode']) ||
  body['asapiSuccess'] === false ||
  body['asapiSuccess'] === 'false';

/** The value of the first key that is there, each also as some gateways spell it: with a lower-case first letter. */
const pick = (body: Fields, ...keys: readonly string[]): unknown => {
  for (const key of keys) {
    const value = body[key] ?? body[key.charAt(0).toLowerCase() + key.slice(1)];
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
};

/** A code and an ID are one short word; what is longer, or prose, may hold anything and is no such thing. */
const isToken = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^[\w.:/-]{1,128}$/.test(value));

const failureOf = (response: HttpResponse, body: Fields): FailureReply => {
  const codes = [pick(body, 'Code'), body['errorCode'], body['asapiErrorCode'], body['errorKey']];
  const code = codes.find((candidate) => !isFine(candidate));
  const id = pick(body, 'RequestId', 'asapiRequestId');
  const trace = body['eagleEyeTraceId'];
  const message =
    pick(body, 'Message', 'errorMessage', 'asapiErrorMessage', 'errorTitle') ?? (isToken(code) ? '' : code);
  const retryAfterMs = retryAfter(response.headers);
  const serverMs = Date.parse(header(response.headers, 'date') ?? '');
  return {
    Code: isToken(code) ? String(code) : `Http.${response.status}`,
    Message: typeof message === 'object' ? '' : String(message ?? ''),
    HttpStatus: response.status,
    ...(isToken(id) && { RequestId: String(id) }),
    ...(typeof trace === 'string' && isToken(trace) && { Trace: trace }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(!Number.isNaN(serverMs) && { serverMs }),
  };
};

const header = (headers: HttpResponse['headers'], name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** Milliseconds to wait: the gateway's own header, what its rate limiter counts down, or the standard one in seconds. */
const retryAfter = (headers: HttpResponse['headers']): number | undefined => {
  const own = Number.parseInt(header(headers, 'x-acs-retry-after') ?? '', 10);
  if (own >= 0) return own;
  const limits = `${header(headers, 'x-ratelimit-user-api') ?? ''};${header(headers, 'x-ratelimit-user') ?? ''}`;
  const left = /TimeLeft:\s*(\d+)/i.exec(limits)?.[1];
  if (left !== undefined) return Number(left);
  const seconds = Number.parseInt(header(headers, 'retry-after') ?? '', 10);
  return seconds >= 0 ? seconds * 1000 : undefined;
};
