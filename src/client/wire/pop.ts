import type { GatewayOptions } from '../options.ts';
import { canonicalise, type Parameters, sign, stringToSign } from './sign.ts';
import { agent, organizationParameters, stackHeaders } from './stack-headers.ts';
import type { Signed, Stamp, WireRequest } from './wire-request.ts';

const form = 'application/x-www-form-urlencoded';

/**
 * RPC signature 1.0. With POST all parameters are in the form body, so that no key shows in a URL or in a proxy's
 * log; with GET everything is in the query.
 */
export const composePop = (wireRequest: WireRequest, stamp: Stamp, options: GatewayOptions): Signed => {
  const method = options.method ?? 'POST';
  const canonical = canonicalise(popParameters(wireRequest, stamp, options));
  const text = stringToSign(method, canonical);
  const query = `${canonical}&Signature=${encodeURIComponent(sign(text, stamp.keys.accessKeySecret))}`;
  const { origin, path } = wireRequest.endpoint;
  const headers: Record<string, string> = { 'user-agent': agent, 'accept-encoding': 'identity' };
  if (options.organization && wireRequest.product === 'Vpc') Object.assign(headers, stackHeaders(wireRequest, options));
  if (method === 'GET')
    return { httpRequest: { method, origin, path: `${path}?${query}`, headers }, stringToSign: text };
  headers['content-type'] = form;
  return { httpRequest: { method, origin, path, headers, body: query }, stringToSign: text };
};

const popParameters = (
  wireRequest: WireRequest,
  { keys, nonce, timestamp }: Stamp,
  options: GatewayOptions,
): Parameters => {
  const all: Parameters = {
    Action: wireRequest.action,
    Version: wireRequest.version,
    Format: options.format ?? 'JSON',
    AccessKeyId: keys.accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: nonce,
    Timestamp: timestamp,
  };
  // Added one by one: spreading them before the common ones costs as much as the rest of the signature.
  for (const key of Object.keys(wireRequest.parameters)) all[key] ??= wireRequest.parameters[key] ?? '';
  if (keys.securityToken !== undefined) all['SecurityToken'] = keys.securityToken;
  // For a proxy that ends TLS: products that insist on it look at these signed parameters, not at headers.
  if (options.secureTransport) all['SecureTransport'] = 'true';
  if (options.sourceIp) all['SourceIp'] = options.sourceIp;
  if (wireRequest.product === 'Vpc') Object.assign(all, organizationParameters(options));
  return all;
};
