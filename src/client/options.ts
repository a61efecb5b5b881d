import type { Log } from '../catalogue/invoke.ts';

type Maybe<T> = T | undefined;

/** Which gateway requests go to, where it is and how requests look. */
export interface GatewayOptions {
  /** The region of calls that name none. */
  readonly region?: Maybe<string>;
  readonly gateway?: Maybe<'pop' | 'asapi'>;
  /** Host or URL; `{region}` in it is replaced. Wins over all templates. */
  readonly endpoint?: Maybe<string>;
  readonly endpointType?: Maybe<'public' | 'vpc'>;
  /** Apsara Stack: domain of the POP gateway; hosts are made from it. */
  readonly popgwDomain?: Maybe<string>;
  /** Apsara Stack, POP: host of the console's operations (ASCM). Default: made as the gateway's is. */
  readonly ascmEndpoint?: Maybe<string>;
  /** Apsara Stack: host of the ASAPI gateway, with or without `/asapi/v3`. */
  readonly asapiDomain?: Maybe<string>;
  /** Apsara Stack: hosts of the centre region do not carry its name. Default true. */
  readonly centerRegion?: Maybe<boolean>;
  /** For hosts without a scheme. Default https, except for ASAPI hosts that speak HTTP only. */
  readonly protocol?: Maybe<'https' | 'http'>;
  /** Sent as `x-acs-organizationid`; on POP its presence turns the Apsara Stack headers on. */
  readonly organization?: Maybe<string>;
  /** Sent as `x-acs-resourcegroupid`; needs an organization. */
  readonly resourceGroup?: Maybe<string>;
  /** POP only; with GET every parameter stands in the URL. */
  readonly method?: Maybe<'POST' | 'GET'>;
  readonly format?: Maybe<'JSON' | 'XML'>;
  /** HMAC-SHA256 (version 2.1) is for ASAPI only. */
  readonly signature?: Maybe<'HMAC-SHA1' | 'HMAC-SHA256'>;
  /** ASAPI: how the parameters travel. */
  readonly bodyFormat?: Maybe<'form' | 'json'>;
  /** ASAPI: `x-acs-asapi-gateway-version`. */
  readonly asapiVersion?: Maybe<string>;
  /** Organization and resource set as signed parameters too, for older sites. */
  readonly organizationParameters?: Maybe<boolean>;
  readonly sdkSource?: Maybe<string>;
  readonly sourceIp?: Maybe<string>;
  readonly secureTransport?: Maybe<boolean>;
  /** Send the local identity under the guide's name (`LocalIdIPsec`) as well as under the real one. */
  readonly localIdBoth?: Maybe<boolean>;
  /** Actions that get a ClientToken although the guide gives them none, such as CreateVpnGateway. */
  readonly clientTokenFor?: Maybe<readonly string[]>;
}

/** Proxies, certificates and limits of the HTTP connections. Times in milliseconds. */
export interface NetworkOptions {
  /** Default 5 000. */
  readonly connectTimeoutMs?: Maybe<number>;
  /** Longest silence while waiting for an answer or its next bytes. Default 30 000. */
  readonly readTimeoutMs?: Maybe<number>;
  /** For every origin, loopback too. */
  readonly proxy?: Maybe<string>;
  /** By scheme, never for loopback. */
  readonly httpsProxy?: Maybe<string>;
  readonly httpProxy?: Maybe<string>;
  readonly noProxy?: Maybe<readonly string[]>;
  /** PEM file with certificate authorities to trust besides the usual ones. */
  readonly caFile?: Maybe<string>;
  /** Accept any certificate. Warned of once. */
  readonly insecure?: Maybe<boolean>;
  /** Default 4 MiB. */
  readonly maxResponseBytes?: Maybe<number>;
}

/** Where keys come from; `credentials.ts` has the precedence. Nothing of it is read before the first call. */
export interface CredentialOptions {
  readonly accessKeyId?: Maybe<string>;
  readonly accessKeySecret?: Maybe<string>;
  readonly securityToken?: Maybe<string>;
  /** Profile in the vendor's files; named here, it wins over everything but the keys above. */
  readonly cloudProfile?: Maybe<string>;
  readonly credentialsFile?: Maybe<string>;
  readonly sharedCredentialsFile?: Maybe<string>;
  readonly cliProfileDisabled?: Maybe<boolean>;
  /** Role to assume with the keys found, or with the OIDC token. */
  readonly roleArn?: Maybe<string>;
  readonly roleSessionName?: Maybe<string>;
  readonly roleSessionSeconds?: Maybe<number>;
  readonly externalId?: Maybe<string>;
  readonly oidcProviderArn?: Maybe<string>;
  readonly oidcTokenFile?: Maybe<string>;
  readonly stsEndpoint?: Maybe<string>;
  /** Apsara Stack: how the host of STS begins where it is made from the gateway's domain. Default `sts-vpc`. */
  readonly stsHost?: Maybe<'sts-vpc' | 'sts'>;
  readonly stsRegion?: Maybe<string>;
  readonly stsVpc?: Maybe<boolean>;
  readonly ecsRole?: Maybe<string>;
  readonly ecsMetadataDisabled?: Maybe<boolean>;
  readonly imdsV1Disabled?: Maybe<boolean>;
  readonly credentialsUri?: Maybe<string>;
  readonly organizationAccessKeyId?: Maybe<string>;
  readonly organizationAccessKeySecret?: Maybe<string>;
  /** Home folder of the vendor's files; default: that of the user. */
  readonly home?: Maybe<string>;
  /** Where the instance's metadata service answers; default `http://100.100.100.200`. */
  readonly metadataUrl?: Maybe<string>;
}

/** Time limit, clock and random numbers, replaceable so that tests need not wait. Times in milliseconds. */
export interface TimingOptions {
  /** Longest that one call may take over all its attempts. Default 5 minutes. */
  readonly patienceMs?: Maybe<number>;
  readonly now?: Maybe<() => number>;
  /** Waits; must reject with the signal's reason on abort. */
  readonly sleep?: Maybe<(ms: number, signal?: AbortSignal) => Promise<void>>;
  /** Between 0 and 1, for jitter. */
  readonly random?: Maybe<() => number>;
}

/** Everything the client needs, as plain data; the names are those of the server's settings. */
export interface ClientOptions extends GatewayOptions, NetworkOptions, CredentialOptions, TimingOptions {
  /** Masks what this process knows as secret. The client cuts long texts of the cloud, and half a secret is no longer recognised. */
  readonly redact?: Maybe<(text: string) => string>;
  /** For what is not about one call: the switched-off certificate check, a refresh that failed. */
  readonly log: Log;
}
