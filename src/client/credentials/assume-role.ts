import type { Fields } from '../../catalogue/action.ts';
import { CloudError } from '../../errors.ts';
import { type CallControl, type DeliveryContext, deliver } from '../deliver.ts';
import { isLoopback } from '../http/proxy.ts';
import type { ClientOptions } from '../options.ts';
import { type Endpoint, stsEndpoint } from '../wire/endpoint.ts';
import { composePop } from '../wire/pop.ts';
import type { Keys, Session } from '../wire/session.ts';
import type { Parameters } from '../wire/sign.ts';
import { stampFor, timestampOf, type WireRequest } from '../wire/wire-request.ts';
import { type CredentialSource, defaultSessionName, type RoleRequest, type StsAddress } from './credential-source.ts';
import { oidcRequest, toKeys } from './key-services.ts';

const stsRequest = (action: string, endpoint: Endpoint, parameters: Parameters): WireRequest => ({
  action,
  product: 'Sts',
  version: '2015-04-01',
  endpoint,
  region: undefined,
  target: undefined,
  parameters,
});

const stsEndpointFor = (options: ClientOptions, sts: StsAddress): Endpoint => {
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
 * One session of a role, from STS, signed with the keys of `base`. Gives the keys and the whole reply: it holds the keys
 * too, so it must not go further. Repeating the call is safe. Rejects with `CloudError`, `Unreachable` or an abort.
 */
export const assumeRole = async (
  role: RoleRequest,
  sts: StsAddress,
  base: Session,
  options: ClientOptions,
  context: DeliveryContext,
  control: CallControl,
): Promise<{ readonly keys: Keys; readonly reply: Fields }> => {
  const wireRequest = stsRequest('AssumeRole', stsEndpointFor(options, sts), {
    RoleArn: role.roleArn,
    RoleSessionName: role.sessionName,
    ...(role.policy && { Policy: role.policy }),
    ...(role.durationSeconds && { DurationSeconds: String(role.durationSeconds) }),
    ...(role.externalId && { ExternalId: role.externalId }),
  });
  // STS is signed as POP is whatever gateway the other calls go to; XML and GET are of no use here.
  const sign = async () => {
    const keys = await base.keys(control.signal);
    return { keys, ...composePop(wireRequest, stampFor(keys, context.timing.cloudNow()), {}) };
  };
  const logicalCall = { wireRequest, risk: 'disrupt', hasToken: true, sign, expireKeys: base.expire } as const;
  return keysIn(await deliver(logicalCall, context, control));
};

/** Keys of one session for an OIDC token; see `oidcRequest`. Rejects as `assumeRole` does, or with `BadSettings`. */
export const assumeRoleWithOidc = async (
  source: Extract<CredentialSource, { readonly how: 'oidc' }>,
  options: ClientOptions,
  context: DeliveryContext,
  control: CallControl,
): Promise<Keys> => {
  const endpoint = stsEndpointFor(options, source.sts);
  const sign = async () => ({
    keys: undefined,
    httpRequest: await oidcRequest(source, endpoint, timestampOf(context.timing.cloudNow())),
    stringToSign: '',
  });
  const wireRequest = stsRequest('AssumeRoleWithOIDC', endpoint, {});
  const logicalCall = { wireRequest, risk: 'disrupt', hasToken: true, sign } as const;
  return keysIn(await deliver(logicalCall, context, control)).keys;
};

const keysIn = (delivery: Awaited<ReturnType<typeof deliver>>): { readonly keys: Keys; readonly reply: Fields } => {
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

/** The request that the input of the tool AssumeRole asks for. */
export const roleRequestOf = (input: Fields): RoleRequest => ({
  roleArn: String(input['RoleArn']),
  sessionName: String(input['RoleSessionName'] ?? defaultSessionName),
  policy: typeof input['Policy'] === 'string' ? input['Policy'] : undefined,
  durationSeconds: typeof input['DurationSeconds'] === 'number' ? input['DurationSeconds'] : undefined,
});
