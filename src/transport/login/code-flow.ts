import { createHash, randomBytes } from 'node:crypto';
import { isFields } from '../../catalogue/action.ts';
import type { Endpoints } from '../auth/issuer-metadata.ts';

/** An authorization server, and the client that this server is there. */
export interface CodeFlowSettings {
  readonly issuer: string;
  /** What the access token has to be made out to. */
  readonly audience: string;
  readonly client: { readonly id: string; readonly secret: string | undefined };
}

/** What has to be known again when the browser comes back. */
export interface Begun {
  readonly state: string;
  /** Of PKCE (RFC 7636): who has only the code cannot use it. */
  readonly verifier: string;
}

const TIMEOUT_MS = 5_000;

/** 32 random bytes, as they may stand anywhere. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');

/** Makes what a login begins with. */
export const begin = (): Begun => ({ state: makeSecret(), verifier: makeSecret() });

/** Where the browser is sent: the authorization code flow with PKCE, for the one scope that an approver needs. */
export const loginUrl = async (
  { audience, client }: CodeFlowSettings,
  endpointOf: Endpoints,
  redirectUri: string,
  { state, verifier }: Begun,
): Promise<string> => {
  const url = new URL(await endpointOf('authorization_endpoint'));
  const fields = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: redirectUri,
    scope: 'vpn:approve',
    resource: audience,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  return url.href;
};

/** RFC 6749, section 2.3.1: both parts are encoded before they are joined. */
const authorization = ({ id, secret }: CodeFlowSettings['client']): Record<string, string> => {
  if (secret === undefined) return {};
  const encoded = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+');
  return { authorization: `Basic ${Buffer.from(`${encoded(id)}:${encoded(secret)}`).toString('base64')}` };
};

/** The access token for a code. Rejects, with nothing of either in the error, where there is none. */
export const tokenFor = async (
  code: string,
  { audience, client }: CodeFlowSettings,
  endpointOf: Endpoints,
  redirectUri: string,
  { verifier }: Begun,
): Promise<string> => {
  const response = await fetch(await endpointOf('token_endpoint'), {
    method: 'POST',
    headers: { accept: 'application/json', ...authorization(client) },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      resource: audience,
      ...(client.secret === undefined && { client_id: client.id }),
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer: unknown = response.ok ? await response.json() : undefined;
  const token = isFields(answer) ? answer['access_token'] : undefined;
  if (typeof token !== 'string') throw new Error(`the token endpoint answered HTTP ${response.status} without a token`);
  return token;
};
