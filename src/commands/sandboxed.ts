import { BadSettings } from '../errors.ts';
import type { Settings } from '../settings/settings.ts';

/** Where a simulated cloud stands and who may call it. */
export interface Address {
  readonly endpoint: string;
  readonly asapiEndpoint: string;
  readonly stsEndpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly regionId: string;
}

/** What may be rehearsed. Nothing else is taken over: a real key, role or proxy must never reach a rehearsal. */
const rehearsed = [
  'region',
  'organization',
  'resourceGroup',
  'method',
  'format',
  'signature',
  'bodyFormat',
  'asapiVersion',
  'organizationParameters',
  'localIdBoth',
  'clientTokenFor',
  'sdkSource',
  'connectTimeoutMs',
  'readTimeoutMs',
  'roleArn',
  'roleSessionName',
  'roleSessionSeconds',
  'externalId',
] as const satisfies readonly (keyof Settings)[];

/** Only what was said to this server: a region that stands in the environment for other tools is not meant here. */
const isOurs = (source: string): boolean =>
  source === 'default' || source.startsWith('--') || source.startsWith('VPN_MCP_');

/** The client's settings for a simulated cloud. Throws `BadSettings` when a real endpoint is asked for as well. */
export const sandboxed = (settings: Settings, address: Address) => {
  if (settings.sources.endpoint === '--endpoint')
    throw new BadSettings(
      '--endpoint',
      'an endpoint and the sandbox exclude each other',
      'Give --endpoint or --sandbox.',
    );
  const kept = rehearsed.filter((key) => isOurs(settings.sources[key])).map((key) => [key, settings[key]] as const);
  return {
    region: address.regionId,
    ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)),
    gateway: settings.gateway,
    endpoint: settings.gateway === 'asapi' ? address.asapiEndpoint : address.endpoint,
    stsEndpoint: address.stsEndpoint,
    accessKeyId: address.accessKeyId,
    accessKeySecret: address.accessKeySecret,
    cliProfileDisabled: true,
    ecsMetadataDisabled: true,
  };
};
