import { createHash, createHmac } from 'node:crypto';
import type { GatewayOptions } from '../options.ts';
import { encode } from './sign.ts';
import { agent, stackHeaders } from './stack-headers.ts';
import type { Signed, Stamp, WireRequest } from './wire-request.ts';

/** Of no bytes: these calls have their parameters in the query, and no body. */
const EMPTY_MD5 = createHash('md5').update('').digest('base64');

/**
 * A call to a path of its own (ROA, signature 1.0): the common parameters are headers. Signed are the verb, four headers,
 * all headers of ours, and path and query unescaped, with the secret alone as the key.
 */
export const composeRoa = (
  wireRequest: WireRequest,
  { keys, nonce, timestamp }: Stamp,
  options: GatewayOptions,
): Signed => {
  const { action, version, endpoint, parameters } = wireRequest;
  const plain = {
    accept: 'application/json',
    'content-md5': EMPTY_MD5,
    'content-type': 'application/json',
    date: new Date(timestamp).toUTCString(),
  };
  const own: Readonly<Record<string, string>> = {
    ...stackHeaders(wireRequest, options),
    'x-acs-action': action,
    'x-acs-version': version,
    'x-acs-signature-method': 'HMAC-SHA1',
    'x-acs-signature-version': '1.0',
    'x-acs-signature-nonce': nonce,
    ...(keys.securityToken !== undefined && { 'x-acs-security-token': keys.securityToken }),
  };
  const names = Object.keys(parameters).sort();
  const target = (write: (text: string) => string): string => {
    const query = names.map((name) => `${write(name)}=${write(parameters[name] ?? '')}`);
    return query.length === 0 ? endpoint.path : `${endpoint.path}?${query.join('&')}`;
  };
  const lines = Object.keys(own)
    .sort()
    .map((name) => `${name}:${own[name]}`);
  const stringToSign = ['POST', ...Object.values(plain), ...lines, target((text) => text)].join('\n');
  const signature = createHmac('sha1', keys.accessKeySecret).update(stringToSign).digest('base64');
  const headers = { 'user-agent': agent, ...plain, ...own, authorization: `acs ${keys.accessKeyId}:${signature}` };
  return {
    httpRequest: { method: 'POST', origin: endpoint.origin, path: target(encode), headers, body: '' },
    stringToSign,
  };
};
