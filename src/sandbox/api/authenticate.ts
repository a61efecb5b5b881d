import { actionAt, isPathSignedBy, pathStringToSign } from '../ascm/path-signature.ts';
import type { Caller, Handler } from '../handlers/handler.ts';
import type { Clock } from '../state/clock.ts';
import { missing, Refusal } from '../state/refusal.ts';
import { policyAllows, type Session } from '../state/tokens.ts';
import type { AccessKey, World } from '../state/world.ts';
import { checkForm, checkTime, serviceOf, toleranceMs } from './form.ts';
import { headerMethod, headerStringToSign, isHeaderSignedBy } from './header-signature.ts';
import type { Incoming } from './incoming.ts';
import { handlerOf } from './registry.ts';
import { isSignedBy, stringToSign } from './signature.ts';

/** A request whose signature, token, organization and permissions are good. */
export interface Authenticated {
  readonly handler: Handler;
  readonly caller: Caller;
  readonly regionId: string;
  /** Whether the request named its region, by parameter or header. */
  readonly isNamed: boolean;
}

/** Everything that the cloud checks before it reads the action's own parameters. Throws a Refusal. */
export interface Authenticator {
  authenticate(incoming: Incoming): Authenticated;
}

export const createAuthenticator = (world: World, clock: Clock): Authenticator => {
  const nonces = new Map<string, number>();
  return {
    authenticate: (incoming) => {
      const { parameters } = incoming;
      checkForm(incoming, world);
      checkTime(parameters['Timestamp'] ?? '', clock);
      const identity = identify(world, parameters);
      checkSignature(incoming, identity.secret);
      checkToken(identity, parameters['SecurityToken'] ?? '', clock);
      checkNonce(nonces, parameters, clock);
      const handler = findHandler(world, parameters);
      const caller = callerOf(world, identity, incoming);
      checkRights(identity, parameters);
      return { handler, caller, ...regionOf(world, incoming) };
    },
  };
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
  if (!key) throw new Refusal(404, 'InvalidAccessKeyId.NotFound', 'There is no such access key.');
  return { secret: key.AccessKeySecret, key, ...(session && { session }) };
};

/** What was to be signed, and whether it was: parameters, current headers, or a path with older headers. */
const judgeSignature = (incoming: Incoming, secret: string): readonly [signed: string, isGood: boolean] => {
  const { method, parameters } = incoming;
  const signature = parameters['Signature'] ?? '';
  if (parameters['SignatureMethod'] === headerMethod) {
    const signed = headerStringToSign(incoming);
    return [signed, isHeaderSignedBy(secret, signed, signature)];
  }
  if (actionAt(incoming.path)) {
    const signed = pathStringToSign(incoming);
    return [signed, isPathSignedBy(secret, signed, signature)];
  }
  const signed = stringToSign(method, parameters);
  return [signed, isSignedBy(secret, signed, parameters)];
};

const checkSignature = (incoming: Incoming, secret: string): void => {
  const [signed, isGood] = judgeSignature(incoming, secret);
  if (isGood) return;
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

const checkNonce = (nonces: Map<string, number>, parameters: Incoming['parameters'], clock: Clock): void => {
  const now = clock.gatewayTime();
  for (const [nonce, seen] of nonces) {
    if (now - seen <= 2 * toleranceMs) break;
    nonces.delete(nonce);
  }
  const nonce = `${parameters['AccessKeyId']} ${parameters['SignatureNonce']}`;
  if (nonces.has(nonce)) throw new Refusal(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
  nonces.set(nonce, now);
};

const findHandler = ({ platform }: World, parameters: Incoming['parameters']): Handler => {
  const action = parameters['Action'] ?? '';
  const handler = handlerOf(action, platform.kind, serviceOf(parameters));
  if (handler) return handler;
  throw new Refusal(404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.');
};

const noPermission = (): Refusal =>
  new Refusal(403, 'NoPermission', 'This key may not act in this organization or resource set.');

/** Organization and resource set come as headers (guide 2.3), or as the provider's extra parameters. */
const callerOf = (world: World, { key }: Identity, { headers, parameters }: Incoming): Caller => {
  const organizationId = headers['x-acs-organizationid'] || parameters['OrganizationId'] || parameters['Department'];
  const resourceGroupId = headers['x-acs-resourcegroupid'] || parameters['ResourceGroup'];
  // The console is asked which organizations there are: that cannot need one.
  if (key.Personal && !organizationId && serviceOf(parameters) !== 'ascm') throw noPermission();
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
    throw new Refusal(403, 'Forbidden', 'This key may not do this.');
  if (session?.Policy && !policyAllows(session.Policy, `${serviceOf(parameters)}:${action}`))
    throw new Refusal(403, 'NoPermission', 'The policy of this session does not allow the action.');
};

/** The region that a request names; the world's own where it names none. */
const regionOf = (world: World, { parameters, headers }: Incoming): { regionId: string; isNamed: boolean } => {
  const named =
    parameters['RegionId'] || headers['x-acs-regionid'] || headers['x-acs-region-id'] || headers['regionid'];
  const regionId = named || world.data.default_region;
  if (world.data.regions.some((one) => one.RegionId === regionId)) return { regionId, isNamed: Boolean(named) };
  throw new Refusal(404, 'InvalidRegionId.NotFound', 'The specified RegionId does not exist.');
};
