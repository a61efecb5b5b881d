import type { Log } from '../../catalogue/invoke.ts';
import type { Principal } from '../../catalogue/risk.ts';
import type { OAuthSettings } from './oauth.ts';
import { createTokenSource, type TokenSettings } from './token-source.ts';

/** All ways by which a caller can say who it is. */
export interface Callers {
  /** Undefined when the token is nobody's. Rejects where that cannot be found out now. */
  readonly principalOf: (token: string) => Principal | undefined | Promise<Principal | undefined>;
  /** `onRevoked` hears of each name that lost something. The returned function ends the watch. */
  readonly watch: (onRevoked: (name: string) => void) => () => void;
}

const isJwt = (token: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token);

/** Tokens of the operator, then those of an authorization server. What checks the latter is loaded only where there is one. */
export const createCallers = async (
  settings: TokenSettings & { readonly oauth: OAuthSettings | undefined },
  log: Log,
): Promise<Callers> => {
  const tokens = createTokenSource(settings, log);
  const { oauth } = settings;
  const check = oauth && (await import('./oauth.ts')).createOAuth(oauth, log);
  return {
    principalOf: (token) => tokens.principalOf(token) ?? (check && isJwt(token) ? check(token) : undefined),
    watch: tokens.watch,
  };
};
