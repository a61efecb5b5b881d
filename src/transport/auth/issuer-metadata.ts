import { type Fields, isFields } from '../../catalogue/action.ts';

const TIMEOUT_MS = 5_000;
/** An issuer that moves is found again so soon. */
const FOUND_MS = 600_000;
/** So soon it is asked again after it could not be read. */
const FAILED_MS = 5_000;

/** RFC 8414 puts the path of an issuer behind the well-known part, OpenID Connect before it. */
const metadataUrls = (issuer: string): readonly string[] => {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ];
};

const readJson = async (url: string): Promise<unknown> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
};

/** Addresses that an authorization server tells of itself. */
export type Endpoint = 'jwks_uri' | 'authorization_endpoint' | 'token_endpoint';

/** An address of the issuer’s metadata. A document that names another issuer says nothing of this one. */
export const findEndpoint = async (issuer: string, field: Endpoint): Promise<string> => {
  for (const url of metadataUrls(issuer)) {
    const found = await readJson(url);
    const { issuer: named, [field]: address }: Fields = isFields(found) ? found : {};
    if (named === issuer && typeof address === 'string' && new URL(address).protocol === new URL(issuer).protocol)
      return address;
  }
  throw new Error(`${issuer} tells nowhere its ${field}`);
};

/**
 * The same, kept for ten minutes, and a failure for five seconds: whoever opens a page must not make this server ask the issuer
 * each time. All who ask at once wait for one answer.
 */
export const createEndpoints = (issuer: string, now: () => number = () => performance.now()) => {
  const known = new Map<Endpoint, { readonly address: Promise<string>; untilMs: number }>();
  return (field: Endpoint): Promise<string> => {
    const kept = known.get(field);
    if (kept && now() < kept.untilMs) return kept.address;
    const asked = { address: findEndpoint(issuer, field), untilMs: Number.POSITIVE_INFINITY };
    known.set(field, asked);
    const keepFor = (ms: number) => (): void => {
      asked.untilMs = now() + ms;
    };
    asked.address.then(keepFor(FOUND_MS), keepFor(FAILED_MS));
    return asked.address;
  };
};

export type Endpoints = ReturnType<typeof createEndpoints>;
