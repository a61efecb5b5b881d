import { readFile } from 'node:fs/promises';
import { BadSettings } from '../../errors.ts';
import type { Incoming, Outgoing } from '../http/exchange.ts';
import type { Send } from '../http/http.ts';
import { isFields } from '../replies/shape.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Keys } from '../wire/session.ts';
import { canonicalise, type Parameters } from '../wire/sign.ts';
import { agent } from '../wire/stack-headers.ts';
import type { CredentialSource } from './credential-source.ts';

type Of<How extends CredentialSource['how']> = Extract<CredentialSource, { readonly how: How }>;

const instanceTimeoutMs = 1_000;
const rolePath = '/latest/meta-data/ram/security-credentials/';

/**
 * Keys of the role that this ECS instance carries, from its metadata service: a session token first, and without one
 * only where the older protocol is allowed.
 */
export const keysOfInstance = async (
  recipe: Of<'ecs'>,
  send: Send,
  options: { readonly metadataUrl?: string | undefined; readonly imdsV1Disabled?: boolean | undefined },
): Promise<Keys> => {
  const origin = new URL(options.metadataUrl ?? 'http://100.100.100.200').origin;
  const ask = (method: 'GET' | 'PUT', path: string, headers: Record<string, string>): Promise<Incoming> =>
    send({ method, origin, path, headers, timeoutMs: instanceTimeoutMs, direct: true });
  const token = await ask('PUT', '/latest/api/token', { 'x-aliyun-ecs-metadata-token-ttl-seconds': '21600' });
  if (token.status !== 200 && options.imdsV1Disabled) throw noKeys(recipe, `it gave no token (HTTP ${token.status})`);
  const headers = token.status === 200 ? { 'x-aliyun-ecs-metadata-token': token.text.trim() } : {};
  const name = recipe.roleName ?? (await ask('GET', rolePath, headers)).text.trim();
  return keysIn(recipe, await ask('GET', `${rolePath}${encodeURIComponent(name)}`, headers));
};

/** Keys that a local or cluster service hands out. The URI may hold a secret and is never repeated. */
export const keysOfUri = async (recipe: Of<'uri'>, send: Send): Promise<Keys> => {
  const url = URL.canParse(recipe.uri) ? new URL(recipe.uri) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw noKeys(recipe, 'it is not an http(s) URL');
  const path = `${url.pathname}${url.search}`;
  return keysIn(recipe, await send({ method: 'GET', origin: url.origin, path, headers: { 'user-agent': agent } }));
};

/** Keys for an OIDC token, as pods get them. This STS call carries no signature: the token is the proof. */
export const oidcRequest = async (recipe: Of<'oidc'>, endpoint: Endpoint, timestamp: string): Promise<Outgoing> => {
  const token = await readFile(recipe.tokenFile, 'utf8').catch((cause: unknown) => {
    throw noKeys(recipe, `the token file ${recipe.tokenFile} cannot be read`, cause);
  });
  const common = { Action: 'AssumeRoleWithOIDC', Version: '2015-04-01', Format: 'JSON', Timestamp: timestamp };
  const { role } = recipe;
  const body: Parameters = {
    OIDCProviderArn: recipe.providerArn,
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

const keysIn = (recipe: CredentialSource, answer: Incoming): Keys => {
  if (answer.status !== 200) throw noKeys(recipe, `it answered HTTP ${answer.status}`);
  const fields = parsed(answer.text);
  const isRefused = isFields(fields) && fields['Code'] !== undefined && fields['Code'] !== 'Success';
  const keys = isRefused ? undefined : toKeys(fields);
  if (keys === undefined) throw noKeys(recipe, 'its answer holds no keys');
  return keys;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Tells which source failed, and never what it said: that may be a key. */
export const noKeys = (recipe: CredentialSource, why: string, cause?: unknown): BadSettings =>
  new BadSettings(
    'ALIBABA_CLOUD_ACCESS_KEY_ID',
    `No keys from ${recipe.where}: ${why}.`,
    'Mend that source, or set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.',
    { cause },
  );
