import { BadSettings } from '../errors.ts';
import type { Settings } from '../settings/settings.ts';

/** The endpoints of a simulated cloud, and the key that may call it. */
export interface Address {
  readonly endpoint: string;
  readonly asapiEndpoint: string;
  readonly stsEndpoint: string;
  readonly ascmEndpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly regionId: string;
}

/** Settings that a simulated cloud takes over. No other one: a real key, role or proxy must never reach it. */
const KEPT_SETTINGS = [
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

/** Only what was set for this server: a region in the environment for other tools is not meant here. */
const isOwnSource = (source: string): boolean =>
  source === 'default' || source.startsWith('--') || source.startsWith('VPN_MCP_');

/** The client's settings for a simulated cloud. Throws `BadSettings` when a real endpoint is asked for as well. */
export const sandboxed = (settings: Settings, address: Address) => {
  if (settings.sources.endpoint === '--endpoint')
    throw new BadSettings(
      '--endpoint',
      'an endpoint and the sandbox exclude each other',
      'Give --endpoint or --sandbox.',
    );
  const kept = KEPT_SETTINGS.filter((key) => isOwnSource(settings.sources[key])).map(
    (key) => [key, settings[key]] as const,
  );
  return {
    region: address.regionId,
    ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)),
    gateway: settings.gateway,
    endpoint: settings.gateway === 'asapi' ? address.asapiEndpoint : address.endpoint,
    stsEndpoint: address.stsEndpoint,
    ascmEndpoint: address.ascmEndpoint,
    accessKeyId: address.accessKeyId,
    accessKeySecret: address.accessKeySecret,
    cliProfileDisabled: true,
    ecsMetadataDisabled: true,
  };
};
