import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refusal } from '../state/refusal.ts';

/** One HTTP request to the simulated cloud, taken apart. */
export interface Incoming {
  readonly method: string;
  readonly gateway: 'pop' | 'asapi';
  /** Without the query; `/` but for operations that have a path each. */
  readonly path: string;
  /** Query, form and JSON body together, as flat strings: the set that a signature covers. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Names of those that stood in the URL, where proxies log them. */
  readonly inUrl: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  /** The body's hash in hexadecimal digits, where the request brings one to be held against it. */
  readonly bodySha256?: string;
}

const mostBytes = 1_048_576;

/** The whole body as text; refuses more than a megabyte. */
export const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new Refusal(413, 'RequestEntityTooLarge', 'The request is larger than 1 MB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Reads one API request. A body that is neither a form nor a JSON object counts as empty, as the cloud has it. */
export const readIncoming = async (request: IncomingMessage, gateway: 'pop' | 'asapi'): Promise<Incoming> => {
  const [path = '', queryText = ''] = (request.url ?? '').split(/\?(.*)/s);
  const query = new URLSearchParams(queryText);
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  return {
    method: request.method ?? 'GET',
    gateway,
    path,
    parameters: { ...Object.fromEntries(query), ...readParameters(body, type, gateway) },
    inUrl: [...query.keys()],
    headers: flatHeaders(request),
    ...('x-acs-content-sha256' in request.headers && { bodySha256: createHash('sha256').update(body).digest('hex') }),
  };
};

const readParameters = (body: string, type: string, gateway: string): Record<string, string> => {
  if (body === '') return {};
  if (type.includes('json')) return gateway === 'asapi' ? flattenJson(body) : {};
  return type.includes('form') ? Object.fromEntries(new URLSearchParams(body)) : {};
};

const flatHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );

/** A JSON body keeps its structure on the wire and is flattened for signing, as the official ASAPI client does. */
const flattenJson = (body: string): Record<string, string> => {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return {};
    return Object.fromEntries(Object.entries(parsed).flatMap(([name, value]) => flattenValue(name, value)));
  } catch {
    return {};
  }
};

const flattenValue = (name: string, value: unknown): [string, string][] =>
  Array.isArray(value)
    ? value.flatMap((item, index) => flattenValue(`${name}.${index + 1}`, item))
    : value === null || value === undefined
      ? []
      : [[name, writeValue(value)]];

/** An object becomes compact text with sorted keys and every scalar quoted but not escaped: the client's own way. */
const writeValue = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  const quoted = (one: unknown): string => (typeof one === 'object' && one !== null ? writeValue(one) : `"${one}"`);
  if (Array.isArray(value)) return `[${value.map(quoted).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, one]) => `"${key}":${quoted(one)}`).join(',')}}`;
};
