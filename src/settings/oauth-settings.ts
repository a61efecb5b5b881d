import { BadSettings } from '../errors.ts';
import { isLoopback } from './http-address.ts';
import { readPublicUrl } from './public-url.ts';
import type { Settings } from './settings.ts';

/** The authorization server whose access tokens are taken. */
export interface OAuthSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string | undefined;
  /** As which client people log in on the approval page; undefined where they do not. */
  readonly client: { readonly id: string; readonly secret: string | undefined } | undefined;
}

type OAuthGiven = Pick<Settings, 'oauthIssuer' | 'oauthAudience' | 'oauthJwksUrl' | 'publicUrl'> &
  Partial<Pick<Settings, 'oauthClientId' | 'oauthClientSecret'>>;

/** Keys that come in the clear could be anybody's. */
const checkUrl = (name: string, text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback({ host, port: 0 }));
  if (isSafe && url?.username === '' && url.hash === '') return text;
  throw new BadSettings(
    `--${name}`,
    `--${name} must be an https:// address (given: ${text.slice(0, 80)})`,
    'Write it exactly as the authorization server names itself; http:// is for one on this machine only.',
  );
};

/** Throws `BadSettings` where it does not say whom tokens have to be made out to: any token of the issuer would do. */
export const readOAuth = (settings: OAuthGiven): OAuthSettings | undefined => {
  const { oauthIssuer, oauthJwksUrl, oauthClientId: id, oauthClientSecret: secret } = settings;
  if (oauthIssuer === undefined && id !== undefined)
    throw new BadSettings(
      '--oauth-client-id',
      'a client belongs to an authorization server',
      'Set --oauth-issuer too.',
    );
  if (oauthIssuer === undefined) return undefined;
  const publicUrl = readPublicUrl(settings.publicUrl);
  const audience = settings.oauthAudience ?? (publicUrl && `${publicUrl}/mcp`);
  if (audience === undefined)
    throw new BadSettings(
      '--oauth-audience',
      'nothing says whom access tokens have to be made out to',
      'Set --public-url, or --oauth-audience.',
    );
  return {
    issuer: checkUrl('oauth-issuer', oauthIssuer),
    audience,
    jwksUrl: oauthJwksUrl === undefined ? undefined : checkUrl('oauth-jwks-url', oauthJwksUrl),
    client: id === undefined ? undefined : { id, secret },
  };
};
