import type { HttpRequest } from '../http/exchange.ts';
import type { GatewayOptions } from '../options.ts';
import { flattenForSigning, type Value } from './flatten.ts';
import { canonicalise, encode, type Parameters, sign, stringToSign } from './sign.ts';
import { agent, organizationParameters, stackHeaders } from './stack-headers.ts';
import type { Signed, Stamp, WireRequest } from './wire-request.ts';

/**
 * The ASAPI gateway: common parameters and signature in the query, business parameters in the body, one signature over
 * both. The path that is signed is `/`, whatever the endpoint's own. Values are sent flat, so that the two ways of
 * reading a structured JSON body cannot differ.
 */
export const composeAsapi = (wireRequest: WireRequest, stamp: Stamp, options: GatewayOptions): Signed => {
  const common = commonParameters(wireRequest, stamp, options);
  const { RegionId: _, ...own } = wireRequest.parameters;
  // The console behind ASAPI has only been seen to read its parameters from the query.
  const [inQuery, business] = wireRequest.product === 'ascm' ? [{ ...own, ...common }, {}] : [common, own];
  const text = stringToSign('POST', canonicalise(flattenForSigning({ ...business, ...inQuery })));
  const signature = sign(text, stamp.keys.accessKeySecret, options.signature ?? 'HMAC-SHA1');
  const { origin, path } = wireRequest.endpoint;
  const httpRequest: HttpRequest = {
    method: 'POST',
    origin,
    path: `${path}?${canonicalise(inQuery)}&Signature=${encode(signature)}`,
    headers: headersOf(wireRequest, options),
    body: bodyOf({ business, common: inQuery, signature }, options),
  };
  return { httpRequest, stringToSign: text };
};

const commonParameters = (
  wireRequest: WireRequest,
  { keys, nonce, timestamp }: Stamp,
  options: GatewayOptions,
): Parameters => {
  const method = options.signature ?? 'HMAC-SHA1';
  const common: Parameters = {
    Product: wireRequest.product,
    Version: wireRequest.version,
    Action: wireRequest.action,
    Format: options.format ?? 'JSON',
    AccessKeyId: keys.accessKeyId,
    SignatureMethod: method,
    SignatureType: '',
    SignatureVersion: method === 'HMAC-SHA256' ? '2.1' : '1.0',
    SignatureNonce: nonce,
    Timestamp: timestamp,
  };
  if (wireRequest.region !== undefined) common['RegionId'] = wireRequest.region;
  if (keys.securityToken !== undefined) common['SecurityToken'] = keys.securityToken;
  Object.assign(common, organizationParameters(options));
  return common;
};

const headersOf = (wireRequest: WireRequest, options: GatewayOptions): Record<string, string> => ({
  'user-agent': agent,
  'accept-encoding': 'identity',
  ...stackHeaders(wireRequest, options),
  'x-acs-action': wireRequest.action,
  'x-acs-version': wireRequest.version,
  'x-acs-asapi-product': wireRequest.product,
  'x-ascm-product-name': wireRequest.product,
  ...(options.asapiVersion && { 'x-acs-asapi-gateway-version': options.asapiVersion }),
  ...(options.bodyFormat === 'json'
    ? { 'content-type': 'application/json', 'x-ascm-sign-version': '1.0' }
    : { 'content-type': 'application/x-www-form-urlencoded' }),
});

interface BodyParts {
  readonly business: Readonly<Record<string, Value>>;
  readonly common: Parameters;
  readonly signature: string;
}

// The vendor's JSON body repeats the common parameters and the signature.
const bodyOf = ({ business, common, signature }: BodyParts, options: GatewayOptions): string =>
  options.bodyFormat === 'json'
    ? JSON.stringify({ ...business, ...common, Signature: signature })
    : canonicalise(flattenForSigning(business));
