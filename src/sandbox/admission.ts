import type { Clock } from './clock.ts';
import type { Caller, Handler } from './handlers/handler.ts';
import { handlers } from './handlers/registry.ts';
import type { Incoming } from './incoming.ts';
import { Refusal } from './refusal.ts';
import { isSignedBy, stringToSign } from './signature.ts';
import { policyAllows, type Session } from './tokens.ts';
import type { AccessKey, World } from './world.ts';

/** A request that was let in. */
export interface Admitted {
  readonly handler: Handler;
  readonly caller: Caller;
  readonly regionId: string;
}

/** The door: everything that the cloud checks before it looks at what is asked. Throws a Refusal. */
export interface Door {
  admit(incoming: Incoming): Admitted;
}

const product = 'Vpc';
const versions: Readonly<Record<string, string>> = { '2016-04-28': 'vpc', '2015-04-01': 'sts' };
const commons = ['Action', 'Version', 'AccessKeyId', 'Signature', 'SignatureMethod', 'SignatureVersion'];
const freshness = ['SignatureNonce', 'Timestamp'];
const quarterHourMs = 900_000;

/** Names of the parameters that belong to the gateway, not to an action. */
export const isCommon = (name: string): boolean =>
  [...commons, ...freshness, 'Format', 'SecurityToken', 'SignatureType', 'Product'].includes(name) ||
  ['SecureTransport', 'SourceIp', 'Department', 'OrganizationId', 'ResourceGroup'].includes(name);

/** 400 Missing<Name>, as the gateway answers for each mandatory parameter. */
export const missing = (name: string): Refusal =>
  new Refusal(400, `Missing${name}`, `${name} is mandatory for this action.`);

export const createDoor = (world: World, clock: Clock): Door => {
  const nonces = new Map<string, number>();
  return {
    admit: (incoming) => {
      const { parameters } = incoming;
      checkForm(incoming, world);
      checkTime(parameters['Timestamp'] ?? '', clock);
      const identity = identify(world, parameters);
      checkSignature(incoming, identity.secret);
      checkToken(identity, parameters['SecurityToken'] ?? '', clock);
      spendNonce(nonces, parameters, clock);
      const handler = findHandler(parameters);
      const caller = callerOf(world, identity, incoming);
      checkRights(identity, parameters);
      return { handler, caller, regionId: regionOf(world, incoming) };
    },
  };
};

const checkForm = ({ method, gateway, parameters, headers }: Incoming, world: World): void => {
  if (method !== 'GET' && method !== 'POST')
    throw new Refusal(400, 'UnsupportedHTTPMethod', 'This http method is not supported.');
  if (world.platform.need_ssl && parameters['SecureTransport'] !== 'true')
    throw new Refusal(404, 'InvalidProtocol.NeedSsl', 'Your request is denied as lack of ssl protect.');
  for (const name of [...commons, ...freshness]) if (!parameters[name]) throw missing(name);
  if (gateway === 'asapi') checkProduct(parameters, headers);
  const format = parameters['Format'] ?? 'JSON';
  if (!/^(json|xml)$/i.test(format))
    throw new Refusal(400, 'InvalidParameter.Format', 'Specified format is not valid.');
  if (!versions[parameters['Version'] ?? ''])
    throw new Refusal(400, 'InvalidVersion', 'Specified parameter Version is not valid.');
  checkMethod(gateway, parameters);
};

/** ASAPI serves every product, so it must be told which; by parameter or by the providers' headers. */
const checkProduct = (parameters: Incoming['parameters'], headers: Incoming['headers']): void => {
  const named = parameters['Product'] || headers['x-acs-asapi-product'] || headers['x-ascm-product-name'];
  if (!named) throw missing('Product');
  if (![product.toLowerCase(), 'sts'].includes(named.toLowerCase()))
    throw new Refusal(404, 'InvalidProduct.NotFound', 'Cannot find product according to your specified domain.');
};

/** POP knows HMAC-SHA1 with 1.0 only (guide 6.2.5); ASAPI also HMAC-SHA256 and 2.1 (its own SDK). */
const checkMethod = (gateway: string, parameters: Incoming['parameters']): void => {
  const methods = gateway === 'pop' ? ['HMAC-SHA1'] : ['HMAC-SHA1', 'HMAC-SHA256'];
  if (!methods.includes(parameters['SignatureMethod'] ?? ''))
    throw new Refusal(400, 'InvalidSignatureMethod', 'Specified signature method is not supported.');
  const known = gateway === 'pop' ? ['1.0'] : ['1.0', '2.1'];
  if (!known.includes(parameters['SignatureVersion'] ?? ''))
    throw new Refusal(400, 'InvalidSignatureVersion', 'Specified signature version is not supported.');
};

const checkTime = (timestamp: string, clock: Clock): void => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(timestamp) || Number.isNaN(Date.parse(timestamp)))
    throw new Refusal(400, 'InvalidTimeStamp.Format', 'Specified time stamp or date value is not well formatted.');
  if (Math.abs(Date.parse(timestamp) - clock.gatewayTime()) > quarterHourMs)
    throw new Refusal(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
};

/** A key of an account, or one that AssumeRole gave out. */
interface Identity {
  readonly secret: string;
  readonly key: AccessKey | Session;
  readonly session?: Session;
}

const identify = (world: World, parameters: Incoming['parameters']): Identity => {
  const id = parameters['AccessKeyId'];
  const session = world.sessions.find((one) => one.AccessKeyId === id);
  const key = session ?? world.data.access_keys.find((one) => one.AccessKeyId === id);
  if (!key) throw new Refusal(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  return { secret: key.AccessKeySecret, key, ...(session && { session }) };
};

const checkSignature = ({ method, parameters }: Incoming, secret: string): void => {
  const signed = stringToSign(method, parameters);
  if (isSignedBy(secret, signed, parameters)) return;
  const message = 'Specified signature is not matched with our calculation. server string to sign is:';
  throw new Refusal(400, 'SignatureDoesNotMatch', message + signed);
};

const checkToken = ({ session }: Identity, token: string, clock: Clock): void => {
  if (session && token === '')
    throw new Refusal(400, 'MissingSecurityToken', 'SecurityToken is mandatory for this action.');
  if (!session && token === '') return;
  if (session?.SecurityToken !== token) throw tokenRefusal(token);
  if (clock.now() >= session.ExpiresAt)
    throw new Refusal(400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.');
};

/** A token of the right form belongs to another key; anything else was never a token. */
const tokenRefusal = (token: string): Refusal =>
  token.startsWith('CAIS')
    ? new Refusal(
        400,
        'InvalidSecurityToken.MismatchWithAccessKey',
        'Specified SecurityToken mismatch with the AccessKey.',
      )
    : new Refusal(400, 'InvalidSecurityToken.Malformed', 'Specified SecurityToken is malformed.');

const spendNonce = (nonces: Map<string, number>, parameters: Incoming['parameters'], clock: Clock): void => {
  const now = clock.gatewayTime();
  for (const [nonce, seen] of nonces) {
    if (now - seen <= 2 * quarterHourMs) break;
    nonces.delete(nonce);
  }
  const nonce = `${parameters['AccessKeyId']} ${parameters['SignatureNonce']}`;
  if (nonces.has(nonce)) throw new Refusal(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
  nonces.set(nonce, now);
};

const findHandler = (parameters: Incoming['parameters']): Handler => {
  const action = parameters['Action'] ?? '';
  const isSts = versions[parameters['Version'] ?? ''] === 'sts';
  const handler = isSts === (action === 'AssumeRole') && Object.hasOwn(handlers, action) ? handlers[action] : undefined;
  if (handler) return handler;
  throw new Refusal(404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.');
};

const noPermission = (): Refusal =>
  new Refusal(403, 'NoPermission', 'You are not authorized to do this action in the specified organization.');

/** Organization and resource set come as headers (guide 2.3), or as the provider's extra parameters. */
const callerOf = (world: World, { key }: Identity, { headers, parameters }: Incoming): Caller => {
  const organizationId = headers['x-acs-organizationid'] || parameters['OrganizationId'] || parameters['Department'];
  const resourceGroupId = headers['x-acs-resourcegroupid'] || parameters['ResourceGroup'];
  if (key.Personal && !organizationId) throw noPermission();
  if (resourceGroupId && !organizationId) throw missing('OrganizationId');
  if (organizationId) checkOrganization(world, key, organizationId, resourceGroupId);
  return {
    accountId: key.AccountId,
    ...(organizationId && { organizationId }),
    ...(resourceGroupId && { resourceGroupId }),
    key,
  };
};

/** A world that knows no organizations lets every name pass. */
const checkOrganization = (world: World, key: AccessKey | Session, id: string, group: string | undefined): void => {
  if (world.data.organizations.length === 0) return;
  const found = world.data.organizations.find((one) => one.OrganizationId === id);
  if (!found || (key.Organizations && !key.Organizations.includes(id))) throw noPermission();
  if (group && !found.ResourceGroups.some((one) => one.ResourceGroupId === group)) throw noPermission();
};

const checkRights = ({ key, session }: Identity, parameters: Incoming['parameters']): void => {
  const action = parameters['Action'] ?? '';
  if ('Denied' in key && key.Denied?.some((one) => one === action || one === '*'))
    throw new Refusal(403, 'Forbidden', 'User not authorized to operate on the specified resource.');
  const service = versions[parameters['Version'] ?? ''];
  if (session?.Policy && !policyAllows(session.Policy, `${service}:${action}`))
    throw new Refusal(
      403,
      'NoPermission',
      'You are not authorized to do this action. You should be authorized by RAM.',
    );
};

const regionOf = (world: World, { parameters, headers }: Incoming): string => {
  const id = parameters['RegionId'] || headers['x-acs-regionid'] || headers['regionid'] || world.data.default_region;
  if (world.data.regions.some((one) => one.RegionId === id)) return id;
  throw new Refusal(404, 'InvalidRegionId.NotFound', 'The specified RegionId does not exist.');
};
