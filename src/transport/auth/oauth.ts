import { createHash } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Log } from '../../catalogue/invoke.ts';
import { isScope, type Principal, type Scope } from '../../catalogue/risk.ts';
import { findEndpoint } from './issuer-metadata.ts';

/** An authorization server whose access tokens are taken. */
export interface OAuthSettings {
  readonly issuer: string;
  /** Whom a token has to be made out to. */
  readonly audience: string;
  /** Where the keys are; undefined: where the server's own metadata says. */
  readonly jwksUrl: string | undefined;
}

/** Asymmetric ones only: who can check a token must not be able to make one. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'RS384', 'PS384', 'RS512', 'PS512', 'ES512', 'EdDSA'];
const TIMEOUT_MS = 5_000;
const TOLERANCE_SECONDS = 30;

const scopesIn = ({ scope, scp }: JWTPayload): readonly Scope[] => {
  const listed = typeof scope === 'string' ? scope.split(' ') : Array.isArray(scp) ? scp : [];
  return listed.filter(isScope);
};

/** A prefix of its own: nobody at the issuer can take the name of a caller with a token of ours. */
const nameOf = (subject: string): string =>
  /^[\w.@|:-]{1,128}$/.test(subject)
    ? `oauth:${subject}`
    : `oauth:sha256-${createHash('sha256').update(subject).digest('hex').slice(0, 32)}`;

const toPrincipal = (payload: JWTPayload, now: () => number): Principal | undefined => {
  const { sub, exp } = payload;
  if (sub === undefined || sub === '' || exp === undefined) return undefined;
  const scopes = scopesIn(payload);
  const endsMs = (exp + TOLERANCE_SECONDS) * 1000;
  return { name: nameOf(sub), endsMs, may: (scope) => scopes.includes(scope) && now() < endsMs };
};

/** Of these the token is to blame; of anything else the way to the keys. */
const isBadToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC';

/** Checks access tokens of one issuer, which are JWTs. Rejects where its keys cannot be read. */
export const createOAuth = ({ issuer, audience, jwksUrl }: OAuthSettings, log: Log, now: () => number = Date.now) => {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const findKeys = async (): Promise<JWTVerifyGetKey> => {
    const url = new URL(jwksUrl ?? (await findEndpoint(issuer, 'jwks_uri')));
    return createRemoteJWKSet(url, { timeoutDuration: TIMEOUT_MS, cooldownDuration: 10_000 });
  };
  const keysOnce = (): Promise<JWTVerifyGetKey> => {
    keys ??= findKeys().catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
  return async (token: string): Promise<Principal | undefined> => {
    try {
      const { payload } = await jwtVerify(token, await keysOnce(), {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: new Date(now()),
        requiredClaims: ['exp', 'sub'],
      });
      return toPrincipal(payload, now);
    } catch (error) {
      if (isBadToken(error)) return undefined;
      log('error', 'the keys of the authorization server cannot be read', { issuer, why: error });
      throw error;
    }
  };
};
