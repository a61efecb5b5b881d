import { BadSettings } from '../../errors.ts';
import type { CredentialOptions, GatewayOptions } from '../options.ts';

/** Where requests go: `https://host[:port]`, and the path before `?` (`/`, or `/asapi/v3/`). */
export interface Endpoint {
  readonly origin: string;
  readonly path: string;
}

// Regions that the public cloud's Go SDK still maps to the central host (services/vpc/endpoint.go).
const central = new Set(
  'cn-shenzhen cn-qingdao cn-beijing cn-shanghai cn-hongkong ap-southeast-1 us-east-1 us-west-1 cn-hangzhou'.split(' '),
);

/** The gateway for one region, or for calls without a region. Throws `BadSettings` when the settings name none. */
export const gatewayEndpoint = (options: GatewayOptions, region: string | undefined): Endpoint => {
  if (options.gateway === 'asapi') return asapiEndpoint(options, region);
  const host = options.endpoint ?? popHost(options, region);
  return toEndpoint('--endpoint', fillRegion(host, region), options.protocol ?? 'https', '/');
};

/** The same, remembered by region: addresses do not change while a client lives. */
export const rememberEndpoints = (options: GatewayOptions): ((region: string | undefined) => Endpoint) => {
  const known = new Map<string | undefined, Endpoint>();
  return (region) => {
    const endpoint = known.get(region) ?? gatewayEndpoint(options, region);
    known.set(region, endpoint);
    return endpoint;
  };
};

const popHost = (options: GatewayOptions, region: string | undefined): string => {
  if (options.popgwDomain) return stackHost('vpc-internal', options, region);
  if (options.endpointType === 'vpc' && region !== undefined) return `vpc-vpc.${region}.aliyuncs.com`;
  return region === undefined || central.has(region) ? 'vpc.aliyuncs.com' : `vpc.${region}.aliyuncs.com`;
};

const stackHost = (service: string, options: GatewayOptions, region: string | undefined): string => {
  if (options.centerRegion ?? true) return `${service}.${options.popgwDomain}`;
  if (region === undefined) throw badEndpoint('--region', `the host of ${service} carries the region’s name`);
  return `${service}.${region}.${options.popgwDomain}`;
};

const asapiEndpoint = (options: GatewayOptions, region: string | undefined): Endpoint => {
  const host = options.endpoint ?? options.asapiDomain;
  if (!host) throw badEndpoint('--endpoint', 'the ASAPI gateway has no public address; yours must be named');
  // The internal gateways do not speak TLS.
  const scheme = /^(internal|server)\.asapi\./.test(host) ? 'http' : (options.protocol ?? 'https');
  return toEndpoint('--endpoint', fillRegion(host, region), scheme, '/asapi/v3/');
};

/**
 * The console (ASCM) for calls to one of its paths: through ASAPI as all else, on POP at a host of its own, as configured
 * or made as the gateway's is. Throws `BadSettings` where neither tells it.
 */
export const consoleEndpoint = (options: GatewayOptions, region: string | undefined, path: string): Endpoint => {
  if (options.gateway === 'asapi') return asapiEndpoint(options, region);
  const { origin } = toEndpoint(
    '--ascm-endpoint',
    fillRegion(consoleHost(options, region), region),
    options.protocol ?? 'https',
    '/',
  );
  return { origin, path };
};

const consoleHost = (options: GatewayOptions, region: string | undefined): string => {
  if (options.ascmEndpoint) return options.ascmEndpoint;
  const own = /^(https?:\/\/)?vpc-internal\./i;
  if (options.endpoint && own.test(options.endpoint)) return options.endpoint.replace(own, '$1ascm.');
  if (options.popgwDomain && !options.endpoint) return stackHost('ascm', options, region);
  throw badEndpoint('--ascm-endpoint', 'the host of the ASCM console’s operations cannot be made from this endpoint');
};

type StsOptions = GatewayOptions & Pick<CredentialOptions, 'stsEndpoint' | 'stsHost' | 'stsRegion' | 'stsVpc'>;

/**
 * STS: as configured, else by the same domain as the gateway, else that of the public cloud. Keys of a private cloud
 * are never shown to the public one: there the endpoint must be named.
 */
export const stsEndpoint = (options: StsOptions): Endpoint => {
  const region = options.stsRegion ?? options.region;
  const host = options.stsEndpoint ?? stackSts(options, region) ?? publicSts(options);
  return toEndpoint('--sts-endpoint', fillRegion(host, region), 'https', '/');
};

/** Region and root domain in the address of a public ASAPI gateway, as guide 7.2.1 puts it together. */
const placeOfAsapi = ({
  gateway,
  endpoint,
  asapiDomain,
}: GatewayOptions): readonly [region: string, domain: string] | undefined => {
  if (gateway !== 'asapi') return undefined;
  const [, region, domain] =
    /^(?:https?:\/\/)?public\.asapi\.([^./:]+)\.([^/:]+)/i.exec(endpoint ?? asapiDomain ?? '') ?? [];
  return region !== undefined && domain !== undefined ? [region, domain] : undefined;
};

/**
 * The STS of an Apsara Stack by the domain of its gateway; undefined where no domain is known. Two sources disagree: the
 * guide (2.3.1) has `sts-vpc.REGION.DOMAIN`, the official Terraform provider `sts.DOMAIN`, and REGION in it off the centre.
 */
const stackSts = (options: StsOptions, region: string | undefined): string | undefined => {
  const [regionOfHost, domain] = options.popgwDomain ? [undefined, options.popgwDomain] : (placeOfAsapi(options) ?? []);
  if (domain === undefined) return undefined;
  const place = {
    ...options,
    popgwDomain: domain,
    centerRegion: options.stsHost === 'sts' && (options.centerRegion ?? true),
  };
  return stackHost(options.stsHost ?? 'sts-vpc', place, region ?? regionOfHost);
};

const publicSts = (options: StsOptions): string => {
  if (isPrivate(options)) throw badEndpoint('--sts-endpoint', 'the STS of a private cloud must be named');
  const inVpc = options.stsVpc === true || options.endpointType === 'vpc';
  const region = options.stsRegion ?? (inVpc ? options.region : undefined);
  if (region === undefined) return 'sts.aliyuncs.com';
  return inVpc ? `sts-vpc.${region}.aliyuncs.com` : `sts.${region}.aliyuncs.com`;
};

const isPrivate = (options: GatewayOptions): boolean => {
  if (options.gateway === 'asapi') return true;
  return options.endpoint !== undefined && !/(^|[./])aliyuncs\.com(:\d+)?\/?$/.test(options.endpoint);
};

// The pattern keeps a region out of the host's own syntax.
const fillRegion = (host: string, region: string | undefined): string => {
  if (region !== undefined && !/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(region)) {
    throw new BadSettings(
      'RegionId',
      'RegionId is letters, digits and hyphens.',
      'Take one that DescribeRegions lists.',
    );
  }
  if (!host.includes('{region}')) return host;
  if (region === undefined) throw badEndpoint('--region', 'the endpoint is a template, and no region is given');
  return host.replaceAll('{region}', region);
};

const toEndpoint = (setting: string, text: string, scheme: string, path: string): Endpoint => {
  const full = text.includes('://') ? text : `${scheme}://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
  // The text is not repeated: people paste keys into URLs.
  if (!isPlain) throw badEndpoint(setting, 'it is not a host or an http(s) URL without user, query and fragment');
  return { origin: url.origin, path: url.pathname === '/' ? path : `${url.pathname.replace(/\/+$/, '')}/` };
};

const badEndpoint = (setting: string, why: string): BadSettings =>
  new BadSettings(
    setting,
    `No usable endpoint: ${why}.`,
    `Set ${setting}; docs/cloud.md shows an example for each gateway.`,
  );
