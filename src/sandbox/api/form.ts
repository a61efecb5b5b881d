import { ascmVersion } from '../ascm/path-signature.ts';
import type { Clock } from '../state/clock.ts';
import { missing, Refusal } from '../state/refusal.ts';
import type { World } from '../state/world.ts';
import { headerMethod } from './header-signature.ts';
import type { Incoming } from './incoming.ts';

type Parameters = Incoming['parameters'];

const versions: Readonly<Record<string, string>> = { '2016-04-28': 'vpc', '2015-04-01': 'sts', [ascmVersion]: 'ascm' };
const commons = ['Action', 'Version', 'AccessKeyId', 'Signature', 'SignatureMethod', 'SignatureVersion'];
const freshness = ['SignatureNonce', 'Timestamp'];

/** How far a request's time may be from the cloud's, either way. */
export const toleranceMs = 900_000;

/** The service that a request's Version belongs to: `vpc`, `sts` or `ascm`. */
export const serviceOf = (parameters: Parameters): string | undefined => versions[parameters['Version'] ?? ''];

/** Names of the parameters that belong to the gateway, not to an action. */
export const isCommon = (name: string): boolean =>
  [...commons, ...freshness, 'Format', 'SecurityToken', 'SignatureType', 'Product'].includes(name) ||
  ['SecureTransport', 'SourceIp', 'Department', 'OrganizationId', 'ResourceGroup'].includes(name);

/** The common parameters: all there, and of a kind that this gateway reads. */
export const checkForm = ({ method, gateway, parameters, headers }: Incoming, world: World): void => {
  if (method !== 'GET' && method !== 'POST')
    throw new Refusal(400, 'UnsupportedHTTPMethod', 'This http method is not supported.');
  if (world.platform.need_ssl && parameters['SecureTransport'] !== 'true')
    throw new Refusal(404, 'InvalidProtocol.NeedSsl', 'Your request is denied as lack of ssl protect.');
  for (const name of [...commons, ...freshness]) if (!parameters[name]) throw missing(name);
  if (gateway === 'asapi') checkProduct(parameters, headers);
  const format = parameters['Format'] ?? 'JSON';
  if (!/^(json|xml)$/i.test(format))
    throw new Refusal(400, 'InvalidParameter.Format', 'Specified format is not valid.');
  if (!serviceOf(parameters)) throw new Refusal(400, 'InvalidVersion', 'Specified parameter Version is not valid.');
  if (parameters['SignatureMethod'] !== headerMethod || world.platform.kind !== 'public')
    checkMethod(gateway, parameters);
};

/** ASAPI serves every product, so a request names its own; by parameter or by the providers' headers. */
const checkProduct = (parameters: Parameters, headers: Incoming['headers']): void => {
  const named = parameters['Product'] || headers['x-acs-asapi-product'] || headers['x-ascm-product-name'];
  if (!named) throw missing('Product');
  if (!['vpc', 'sts', 'ascm'].includes(named.toLowerCase()))
    throw new Refusal(404, 'InvalidProduct.NotFound', 'Cannot find product according to your specified domain.');
};

/** POP knows HMAC-SHA1 with 1.0 only (guide 6.2.5); ASAPI also HMAC-SHA256 and 2.1 (its own SDK). */
const checkMethod = (gateway: string, parameters: Parameters): void => {
  const methods = gateway === 'pop' ? ['HMAC-SHA1'] : ['HMAC-SHA1', 'HMAC-SHA256'];
  if (!methods.includes(parameters['SignatureMethod'] ?? ''))
    throw new Refusal(400, 'InvalidSignatureMethod', 'Specified signature method is not supported.');
  const known = gateway === 'pop' ? ['1.0'] : ['1.0', '2.1'];
  if (!known.includes(parameters['SignatureVersion'] ?? ''))
    throw new Refusal(400, 'InvalidSignatureVersion', 'Specified signature version is not supported.');
};

/** Whether the request is fresh, by the cloud's own clock. */
export const checkTime = (timestamp: string, clock: Clock): void => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(timestamp) || Number.isNaN(Date.parse(timestamp)))
    throw new Refusal(400, 'InvalidTimeStamp.Format', 'Specified time stamp or date value is not well formatted.');
  if (Math.abs(Date.parse(timestamp) - clock.gatewayTime()) > toleranceMs)
    throw new Refusal(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
};
