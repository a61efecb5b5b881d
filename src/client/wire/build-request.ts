import { randomUUID } from 'node:crypto';
import { type Action, type Fields, type Platform, type Risk, riskOf } from '../../catalogue/action.ts';
import { idFields } from '../../catalogue/resource.ts';
import { takesField } from '../../catalogue/schema/platform-rows.ts';
import { BadSettings } from '../../errors.ts';
import type { ClientOptions } from '../options.ts';
import type { Endpoint } from './endpoint.ts';
import { wireParameters } from './parameters.ts';
import type { Parameters } from './sign.ts';
import type { WireRequest } from './wire-request.ts';

/** One logical call, with region and ClientToken filled in: they stay the same through all its attempts. */
export interface PreparedCall {
  readonly wireRequest: WireRequest;
  readonly risk: Risk;
  readonly hasToken: boolean;
}

/** What a call lacks that settings could give; empty when nothing is missing. */
export const missingFor = (action: Action, input: Fields, region: string | undefined): string[] =>
  'RegionId' in action.input.shape && !input['RegionId'] && !region ? ['ALIBABA_CLOUD_REGION_ID'] : [];

/** What the parameters of a call go by: the settings, and the platform that it is for. */
type RequestOptions = Pick<ClientOptions, 'localIdBoth' | 'clientTokenFor'> & { readonly platform: Platform };

/** Fills in region and ClientToken. `region` is the default one. Throws `BadSettings` when region or endpoint is missing. */
export const buildRequest = (
  action: Action,
  input: Fields,
  region: string | undefined,
  options: RequestOptions,
  endpointOf: (region: string | undefined) => Endpoint,
): PreparedCall => {
  if (missingFor(action, input, region).length > 0) throw noRegion(action.name);
  const parameters = wireParameters(input, options);
  const regionOfCall = parameters['RegionId'] ?? region;
  const risk = riskOf(action, input);
  if ('RegionId' in action.input.shape && regionOfCall !== undefined) parameters['RegionId'] = regionOfCall;
  if (risk !== 'read' && takesToken(action, options)) parameters['ClientToken'] ??= `vpn-mcp-${randomUUID()}`;
  const wireRequest: WireRequest = {
    action: action.name,
    product: 'Vpc',
    version: '2016-04-28',
    endpoint: endpointOf(regionOfCall),
    region: regionOfCall,
    target: targetOf(parameters),
    parameters,
  };
  return { wireRequest, risk, hasToken: parameters['ClientToken'] !== undefined };
};

const takesToken = ({ input, name }: Action, { platform, clientTokenFor }: RequestOptions): boolean =>
  takesField(platform, input, 'ClientToken') || clientTokenFor?.includes(name) === true;

// The narrowest thing that a call names comes first: a connection before its gateway.
const targetFields = [
  idFields.connection,
  idFields['client-certificate'],
  idFields['ssl-server'],
  // The spelling of the SSL log query.
  'VpnSslServerId',
  idFields['vpn-gateway'],
  idFields['customer-gateway'],
] as const;

// Beyond printable ASCII nothing may stand in a header.
const targetOf = (parameters: Parameters): string | undefined => {
  const name = targetFields.find((candidate) => parameters[candidate] !== undefined);
  const id = name && parameters[name];
  return id !== undefined && /^[\x21-\x7e]+$/.test(id) ? id : undefined;
};

const noRegion = (action: string): BadSettings =>
  new BadSettings(
    'RegionId',
    `${action} needs RegionId, and no default region is set.`,
    'Give RegionId (DescribeRegions lists the regions), or set --region or ALIBABA_CLOUD_REGION_ID.',
  );
