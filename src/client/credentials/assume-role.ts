import { CloudError } from '../../errors.ts';
import { deliver, type Ports, type Waiter } from '../deliver.ts';
import { isLoopback } from '../http/proxy.ts';
import type { ClientOptions } from '../options.ts';
import { type Endpoint, stsEndpoint } from '../wire/endpoint.ts';
import { composePop } from '../wire/pop.ts';
import type { Keys, Session } from '../wire/session.ts';
import type { Parameters } from '../wire/sign.ts';
import { stampFor, timestampOf, type WireRequest } from '../wire/wire-request.ts';
import { type CredentialSource, type RoleRequest, type StsPlace, sessionName } from './credential-source.ts';
import { oidcRequest, toKeys } from './key-services.ts';

type Fields = Record<string, unknown>;

const order = (action: string, endpoint: Endpoint, parameters: Parameters): WireRequest => ({
  action,
  product: 'Sts',
  version: '2015-04-01',
  endpoint,
  region: undefined,
  target: undefined,
  parameters,
});

const placeOf = (options: ClientOptions, sts: StsPlace): Endpoint => {
  const endpoint = stsEndpoint({
    ...options,
    stsEndpoint: sts.stsEndpoint ?? options.stsEndpoint,
    stsRegion: sts.stsRegion ?? options.stsRegion,
    stsVpc: sts.stsVpc ?? options.stsVpc,
  });
  const { protocol, hostname, host } = new URL(endpoint.origin);
  // Unlike a signed request, its answer is a secret.
  if (protocol === 'http:' && !isLoopback(hostname)) {
    options.log('warn', 'STS is reached without TLS: keys travel in the clear', { host });
  }
  return endpoint;
};

/**
 * One session of a role, asked of STS with the keys of `base`. Gives the keys and the whole reply, keys in it: that must
 * not go further. Another session does no harm, so the call may be repeated.
 */
export const assumeRole = async (
  role: RoleRequest,
  sts: StsPlace,
  base: Session,
  options: ClientOptions,
  ports: Ports,
  waiter: Waiter,
): Promise<{ readonly keys: Keys; readonly reply: Fields }> => {
  const asked = order('AssumeRole', placeOf(options, sts), {
    RoleArn: role.roleArn,
    RoleSessionName: role.sessionName,
    ...(role.policy && { Policy: role.policy }),
    ...(role.durationSeconds && { DurationSeconds: String(role.durationSeconds) }),
    ...(role.externalId && { ExternalId: role.externalId }),
  });
  // STS takes POP's recipe whatever gateway the other calls go to; XML and GET are of no use here.
  const prepare = async () => {
    const keys = await base.keys(waiter.signal);
    return { keys, ...composePop(asked, stampFor(keys, ports.pace.cloudNow()), {}) };
  };
  const task = { order: asked, risk: 'disrupt', hasToken: true, prepare, expire: base.expire } as const;
  return unpack(await deliver(task, ports, waiter));
};

/** One session for an OIDC token; see `oidcRequest`. */
export const assumeRoleWithOidc = async (
  recipe: Extract<CredentialSource, { readonly how: 'oidc' }>,
  options: ClientOptions,
  ports: Ports,
  waiter: Waiter,
): Promise<Keys> => {
  const endpoint = placeOf(options, recipe.sts);
  const prepare = async () => ({
    keys: undefined,
    request: await oidcRequest(recipe, endpoint, timestampOf(ports.pace.cloudNow())),
    stringToSign: '',
  });
  const asked = order('AssumeRoleWithOIDC', endpoint, {});
  const task = { order: asked, risk: 'disrupt', hasToken: true, prepare } as const;
  return unpack(await deliver(task, ports, waiter)).keys;
};

const unpack = (delivery: Awaited<ReturnType<typeof deliver>>): { readonly keys: Keys; readonly reply: Fields } => {
  if (delivery.kind === 'failed') throw delivery.problem;
  const keys = toKeys(delivery.body['Credentials']);
  if (keys === undefined) {
    throw new CloudError(
      { Code: 'EmptyReply', HttpStatus: 200, Retryable: true, OutcomeKnown: true },
      'STS answered without keys',
      'Check that the STS endpoint is one: doctor shows which is used.',
    );
  }
  return { keys, reply: delivery.body };
};

/** The request of the tool AssumeRole, in its own words. */
export const roleRequestOf = (input: Fields): RoleRequest => ({
  roleArn: String(input['RoleArn']),
  sessionName: String(input['RoleSessionName'] ?? sessionName),
  policy: typeof input['Policy'] === 'string' ? input['Policy'] : undefined,
  durationSeconds: typeof input['DurationSeconds'] === 'number' ? input['DurationSeconds'] : undefined,
});
