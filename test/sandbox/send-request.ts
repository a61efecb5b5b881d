import { createHmac, randomUUID } from 'node:crypto';

/** The least that can sign a request, written for the sandbox's tests alone: neither side's signer is trusted here. */
export interface Key {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a reply of the cloud has no type here; the tests say what they expect
  body: any;
}

export interface SendOptions {
  method?: 'GET' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  /** Overrides of common parameters, undefined to leave one out. */
  common?: Record<string, string | undefined>;
  /** Where the parameters travel. */
  style?: 'query' | 'form' | 'split' | 'json';
  secret?: string;
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

const query = (parameters: Record<string, string>): string =>
  Object.keys(parameters)
    .sort()
    .map((name) => `${encode(name)}=${encode(parameters[name] ?? '')}`)
    .join('&');

/** `2026-11-23T01:02:03Z`, moved by so many milliseconds from now. */
export const stamp = (shiftMs = 0): string => `${new Date(Date.now() + shiftMs).toISOString().slice(0, 19)}Z`;

const defined = (parameters: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** Adds the common parameters and the signature. */
const sign = (
  key: Key,
  action: string,
  parameters: Record<string, string>,
  how: SendOptions,
): Record<string, string> => {
  const all = defined({
    ...parameters,
    Action: action,
    Version: action === 'AssumeRole' ? '2015-04-01' : '2016-04-28',
    Format: 'JSON',
    AccessKeyId: key.accessKeyId,
    SecurityToken: key.securityToken,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: stamp(),
    ...how.common,
  });
  const text = `${how.method ?? 'POST'}&%2F&${encode(query(all))}`;
  const mac = all['SignatureMethod'] === 'HMAC-SHA256' ? 'sha256' : 'sha1';
  const secret = how.secret ?? key.accessKeySecret;
  const Signature = createHmac(mac, `${secret}&`).update(text).digest('base64');
  return how.common && 'Signature' in how.common ? all : { ...all, Signature };
};

const commons = ['Action', 'Version', 'Format', 'AccessKeyId', 'SecurityToken', 'Timestamp', 'Product', 'RegionId'];
const isCommon = (name: string): boolean => commons.includes(name) || name.startsWith('Signature');

/** Sends one signed request and reads whatever comes back. */
export const sendRequest = async (
  endpoint: string,
  key: Key,
  action: string,
  parameters: Record<string, string> = {},
  how: SendOptions = {},
): Promise<Answer> => {
  const all = sign(key, action, parameters, how);
  const { method = 'POST', style = method === 'GET' ? 'query' : 'form' } = how;
  const inQuery =
    style === 'form'
      ? {}
      : style === 'query'
        ? all
        : Object.fromEntries(Object.entries(all).filter(([name]) => isCommon(name)));
  const inBody = style === 'split' ? Object.fromEntries(Object.entries(all).filter(([name]) => !isCommon(name))) : all;
  const type = style === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  const body = style === 'query' || method === 'GET' ? null : style === 'json' ? JSON.stringify(inBody) : query(inBody);
  const response = await fetch(`${endpoint}/?${query(inQuery)}`, {
    method,
    headers: { ...(body !== null && { 'content-type': type }), ...how.headers },
    body,
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
};
