import type { IncomingMessage } from 'node:http';
import type { Fields } from '../../catalogue/action.ts';
import type { Principal, Scope } from '../../catalogue/risk.ts';
import type { HttpRefusal } from './answer.ts';

/** Finds out who holds a token. */
export interface Authenticator {
  /** Undefined when the token is nobody's. Rejects where that cannot be found out now. */
  readonly principalOf: (token: string) => Principal | undefined | Promise<Principal | undefined>;
}

/** What a challenge says besides. */
interface ChallengeFacts {
  /** Of OAuth: where a client reads which authorization server it has to ask. */
  readonly metadataUrl?: string | undefined;
}

const LONGEST = 8192;

/** RFC 6750, section 3. What stands in the fields is ours alone, so that nothing needs escapes. */
const challenge = (fields: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries({ realm: 'vpn-gateway-mcp', ...fields }).filter(([, value]) => value !== undefined);
  return `Bearer ${given.map(([name, value]) => `${name}="${value}"`).join(', ')}`;
};

/** The token of a request. It stands in the header alone: an address is kept in histories and logs. */
export const tokenIn = ({ headers: { authorization = '' } }: Pick<IncomingMessage, 'headers'>): string | undefined =>
  authorization.length <= LONGEST ? /^bearer +([\w.~+/=-]+) *$/i.exec(authorization)?.[1] : undefined;

const unknown = (error: string | undefined, { metadataUrl }: ChallengeFacts): HttpRefusal => ({
  status: 401,
  message:
    error === undefined
      ? 'Unauthorized: send an access token in the header Authorization: Bearer TOKEN.'
      : 'Unauthorized: that access token is not valid, or not any more.',
  headers: { 'www-authenticate': challenge({ error, resource_metadata: metadataUrl }) },
});

const keysUnread: HttpRefusal = {
  status: 503,
  message: 'It cannot be found out now whose token that is: the authorization server does not give its keys.',
  headers: { 'retry-after': '10' },
};

/** Who sent a request, or why nobody is believed to have. */
export const authenticate = async (
  request: Pick<IncomingMessage, 'headers'>,
  authenticator: Authenticator,
  facts: ChallengeFacts = {},
): Promise<Principal | HttpRefusal> => {
  if (request.headers.authorization === undefined) return unknown(undefined, facts);
  const token = tokenIn(request);
  try {
    const principal = token === undefined ? undefined : await authenticator.principalOf(token);
    return principal ?? unknown('invalid_token', facts);
  } catch {
    return keysUnread;
  }
};

/** All but these give away nothing of the cloud. */
const OPEN =
  /^(?:initialize|notifications\/|ping$|server\/discover$|(?:tools|prompts|resources(?:\/templates)?)\/list$)/;

/** What a message needs beyond a token. `scopeOfTool` knows the offered tools; a name that is unknown is refused later. */
export const scopeNeeded = (
  message: Fields | undefined,
  scopeOfTool: (name: string) => Scope | undefined,
): Scope | undefined => {
  const method = message?.['method'];
  if (typeof method !== 'string' || OPEN.test(method)) return undefined;
  return method === 'tools/call' ? scopeOfTool(String(Object(message?.['params'])['name'])) : 'vpn:read';
};

/** The refusal of a message that the caller's token does not cover. */
export const insufficient = (scope: Scope, id: HttpRefusal['id'], { metadataUrl }: ChallengeFacts): HttpRefusal => ({
  status: 403,
  message: `Forbidden: the access token does not hold the scope ${scope}. Nothing was sent. Ask the operator of this server for it.`,
  id: id ?? null,
  headers: { 'www-authenticate': challenge({ error: 'insufficient_scope', scope, resource_metadata: metadataUrl }) },
});
