import { randomUUID } from 'node:crypto';
import type { Action, Fields, Risk } from '../../catalogue/action.ts';
import { riskOf } from '../../catalogue/action.ts';
import { idFields } from '../../catalogue/resource.ts';
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

/** Throws `BadSettings` when the region or the endpoint cannot be told. `region` is the default one. */
export const buildRequest = (
  action: Action,
  input: Fields,
  region: string | undefined,
  options: ClientOptions,
  endpointOf: (region: string | undefined) => Endpoint,
): PreparedCall => {
  if (missingFor(action, input, region).length > 0) throw noRegion(action.name);
  const parameters = wireParameters(input, options);
  const place = parameters['RegionId'] ?? region;
  const risk = riskOf(action, input);
  if ('RegionId' in action.input.shape && place !== undefined) parameters['RegionId'] = place;
  if (risk !== 'read' && takesToken(action, options)) parameters['ClientToken'] ??= `vpn-mcp-${randomUUID()}`;
  const wireRequest: WireRequest = {
    action: action.name,
    product: 'Vpc',
    version: '2016-04-28',
    endpoint: endpointOf(place),
    region: place,
    target: targetOf(parameters),
    parameters,
  };
  return { wireRequest, risk, hasToken: parameters['ClientToken'] !== undefined };
};

const takesToken = (action: Action, options: ClientOptions): boolean =>
  'ClientToken' in action.input.shape || options.clientTokenFor?.includes(action.name) === true;

// The narrowest thing that a call names comes first. One action spells the ID of an SSL-VPN server its own way.
const targets: readonly string[] = ['VpnSslServerId', ...Object.values(idFields)];

// Beyond printable ASCII nothing may stand in a header.
const targetOf = (parameters: Parameters): string | undefined => {
  const name = targets.find((candidate) => parameters[candidate] !== undefined);
  const id = name && parameters[name];
  return id !== undefined && /^[\x21-\x7e]+$/.test(id) ? id : undefined;
};

const noRegion = (action: string): BadSettings =>
  new BadSettings(
    'RegionId',
    `${action} needs RegionId, and no default region is set.`,
    'Give RegionId (DescribeRegions lists the regions), or set --region or ALIBABA_CLOUD_REGION_ID.',
  );
