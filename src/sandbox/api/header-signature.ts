import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Incoming } from './incoming.ts';

/** The name on the wire of the way in which the public cloud's current SDKs sign: in headers, over a hash of the body. */
export const headerMethod = 'ACS3-HMAC-SHA256';

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=a;b,Signature=…`, taken apart; undefined for anything else. */
const readAuthorization = (text = ''): { key: string; signed: string; signature: string } | undefined => {
  const [method, rest = ''] = text.split(' ');
  if (method !== headerMethod) return undefined;
  const parts = new Map(rest.split(',').map((one) => [one.split('=')[0], one.slice(one.indexOf('=') + 1)]));
  const [key, signed, signature] = ['Credential', 'SignedHeaders', 'Signature'].map((name) => parts.get(name));
  return key && signed && signature ? { key, signed, signature } : undefined;
};

/**
 * A request that is signed in its headers, told as one whose common parameters are parameters; any other as it is. So all
 * that follows, the request log too, knows one form.
 */
export const readHeaderSigned = (incoming: Incoming): Incoming => {
  const { headers, parameters } = incoming;
  const authorization = readAuthorization(headers['authorization']);
  if (!authorization) return incoming;
  const commons = {
    Action: headers['x-acs-action'],
    Version: headers['x-acs-version'],
    AccessKeyId: authorization.key,
    SignatureMethod: headerMethod,
    SignatureVersion: '3.0',
    SignatureNonce: headers['x-acs-signature-nonce'],
    Timestamp: headers['x-acs-date'],
    SecurityToken: headers['x-acs-security-token'],
    Signature: authorization.signature,
  };
  const given = Object.entries(commons).filter((one): one is [string, string] => Boolean(one[1]));
  return { ...incoming, parameters: { ...parameters, ...Object.fromEntries(given) } };
};

/** What such a request was to be signed over: verb, path, query, the signed headers, and the body by its hash. */
export const headerStringToSign = ({ method, parameters, inUrl, headers, bodySha256 = '' }: Incoming): string => {
  const query = [...inUrl].sort().map((name) => `${name}=${encode(parameters[name] ?? '')}`);
  const signed = readAuthorization(headers['authorization'])?.signed ?? '';
  const lines = signed.split(';').map((name) => `${name}:${(headers[name] ?? '').trim()}\n`);
  const canonical = [method, '/', query.join('&'), lines.join(''), signed, bodySha256].join('\n');
  return `${headerMethod}\n${hash(canonical)}`;
};

/** Whether the secret makes this signature of the text. */
export const isHeaderSignedBy = (secret: string, text: string, signature: string): boolean => {
  const expected = createHmac('sha256', secret).update(text).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
