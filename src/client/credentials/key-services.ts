import { readFile } from 'node:fs/promises';
import { isFields } from '../../catalogue/action.ts';
import { BadSettings } from '../../errors.ts';
import type { HttpRequest, HttpResponse } from '../http/exchange.ts';
import type { Send } from '../http/http.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Keys } from '../wire/session.ts';
import { canonicalise, type Parameters } from '../wire/sign.ts';
import { agent } from '../wire/stack-headers.ts';
import type { CredentialSource } from './credential-source.ts';

type SourceOf<How extends CredentialSource['how']> = Extract<CredentialSource, { readonly how: How }>;

const instanceTimeoutMs = 1_000;
const rolePath = '/latest/meta-data/ram/security-credentials/';

/**
 * Keys of the role that this ECS instance carries, from its metadata service: a session token first, and without one
 * only where the older protocol is allowed.
 */
export const keysOfInstance = async (
  source: SourceOf<'ecs'>,
  send: Send,
  options: { readonly metadataUrl?: string | undefined; readonly imdsV1Disabled?: boolean | undefined },
): Promise<Keys> => {
  const origin = new URL(options.metadataUrl ?? 'http://100.100.100.200').origin;
  const ask = (method: 'GET' | 'PUT', path: string, headers: Record<string, string>): Promise<HttpResponse> =>
    send({ method, origin, path, headers, timeoutMs: instanceTimeoutMs, direct: true });
  const token = await ask('PUT', '/latest/api/token', { 'x-aliyun-ecs-metadata-token-ttl-seconds': '21600' });
  if (token.status !== 200 && options.imdsV1Disabled) throw noKeys(source, `it gave no token (HTTP ${token.status})`);
  const headers = token.status === 200 ? { 'x-aliyun-ecs-metadata-token': token.text.trim() } : {};
  const name = source.roleName ?? (await ask('GET', rolePath, headers)).text.trim();
  return keysIn(source, await ask('GET', `${rolePath}${encodeURIComponent(name)}`, headers));
};

/** Keys that a local or cluster service hands out. The URI may hold a secret and is never repeated. */
export const keysOfUri = async (source: SourceOf<'uri'>, send: Send): Promise<Keys> => {
  const url = URL.canParse(source.uri) ? new URL(source.uri) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw noKeys(source, 'it is not an http(s) URL');
  const path = `${url.pathname}${url.search}`;
  return keysIn(source, await send({ method: 'GET', origin: url.origin, path, headers: { 'user-agent': agent } }));
};

/** Keys for an OIDC token, as pods get them. This STS call carries no signature: the token is the proof. */
export const oidcRequest = async (
  source: SourceOf<'oidc'>,
  endpoint: Endpoint,
  timestamp: string,
): Promise<HttpRequest> => {
  const token = await readFile(source.tokenFile, 'utf8').catch((cause: unknown) => {
    throw noKeys(source, `the token file ${source.tokenFile} cannot be read`, cause);
  });
  const common = { Action: 'AssumeRoleWithOIDC', Version: '2015-04-01', Format: 'JSON', Timestamp: timestamp };
  const { role } = source;
  const body: Parameters = {
    OIDCProviderArn: source.providerArn,
    OIDCToken: token.trim(),
    RoleArn: role.roleArn,
    RoleSessionName: role.sessionName,
    ...(role.durationSeconds && { DurationSeconds: String(role.durationSeconds) }),
    ...(role.policy && { Policy: role.policy }),
  };
  return {
    method: 'POST',
    origin: endpoint.origin,
    path: `${endpoint.path}?${canonicalise(common)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': agent },
    body: canonicalise(body),
  };
};

/** Temporary keys out of a reply's fields; undefined when one is missing. */
export const toKeys = (fields: unknown): Keys | undefined => {
  if (!isFields(fields)) return undefined;
  const { AccessKeyId, AccessKeySecret, SecurityToken, Expiration } = fields;
  if (typeof AccessKeyId !== 'string' || typeof AccessKeySecret !== 'string' || typeof SecurityToken !== 'string') {
    return undefined;
  }
  const expiresAtMs = Date.parse(String(Expiration));
  const keys = { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken };
  return Number.isNaN(expiresAtMs) ? keys : { ...keys, expiresAtMs };
};

const keysIn = (source: CredentialSource, answer: HttpResponse): Keys => {
  if (answer.status !== 200) throw noKeys(source, `it answered HTTP ${answer.status}`);
  const fields = parsed(answer.text);
  const isRefused = isFields(fields) && fields['Code'] !== undefined && fields['Code'] !== 'Success';
  const keys = isRefused ? undefined : toKeys(fields);
  if (keys === undefined) throw noKeys(source, 'its answer holds no keys');
  return keys;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The error that names the source that failed, but never quotes its answer: that may be a key. */
export const noKeys = (source: CredentialSource, why: string, cause?: unknown): BadSettings =>
  new BadSettings(
    'ALIBABA_CLOUD_ACCESS_KEY_ID',
    `No keys from ${source.where}: ${why}.`,
    'Mend that source, or set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.',
    { cause },
  );
