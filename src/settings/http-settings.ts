import { BadSettings } from '../errors.ts';
import { type HttpAddress, isLoopback, readHttpAddress } from './http-address.ts';
import { type OAuthSettings, readOAuth } from './oauth-settings.ts';
import { readPublicUrl } from './public-url.ts';
import type { Settings } from './settings.ts';

/** Where a server on HTTP listens, and within which limits: checked together. */
export interface HttpSettings {
  readonly address: HttpAddress;
  readonly publicUrl: string | undefined;
  readonly allowedHosts: readonly string[];
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly limits: { readonly perMinute: number; readonly atOnce: number };
  readonly drainMs: number;
  readonly oauth: OAuthSettings | undefined;
  /** Whether callers have to say who they are. */
  readonly isAuthenticated: boolean;
}

/** Callers of a loopback address cannot be told apart, and count as one. */
const LOCAL_FACTOR = 10;

/** Certificate and key; both or none. */
const tlsOf = ({ tlsCert, tlsKey }: Settings): HttpSettings['tls'] => {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert !== undefined && tlsKey !== undefined) return { certFile: tlsCert, keyFile: tlsKey };
  const missing = tlsCert === undefined ? '--tls-cert' : '--tls-key';
  throw new BadSettings(missing, 'a certificate and its key belong together', `Set ${missing} too.`);
};

const isAuthenticated = ({ tokensFile, tokens, oauthIssuer }: Settings): boolean =>
  [tokensFile, tokens, oauthIssuer].some((given) => given !== undefined);

/** Where to listen. Throws `BadSettings` for an address that others reach without TLS, or without saying who they are. */
const addressOf = (settings: Settings): HttpAddress => {
  const address = readHttpAddress(settings.http ?? '', settings.sources.http);
  if (isLoopback(address)) return address;
  if (!isAuthenticated(settings))
    throw new BadSettings(
      '--http',
      `${address.host} can be reached from other machines, and callers would not have to say who they are`,
      'Give them access tokens with --tokens-file, take those of --oauth-issuer, or listen on 127.0.0.1.',
    );
  if (!settings.behindTlsProxy && settings.tlsCert === undefined)
    throw new BadSettings(
      '--http',
      `${address.host} can be reached from other machines, and tokens would travel in the clear`,
      'Set --tls-cert and --tls-key, or --behind-tls-proxy where a proxy in front speaks TLS.',
    );
  return address;
};

const refuseUnknownApprover = (settings: Settings): void => {
  if (settings.approver === 'any' || isAuthenticated(settings)) return;
  throw new BadSettings(
    '--approver',
    'nobody can tell the approver from the caller where nobody has to say who they are',
    'Set --tokens-file or --oauth-issuer too.',
  );
};

const refuseIdleWebhook = (settings: Settings): void => {
  if ((settings.approverWebhook ?? settings.approverWebhookFile) === undefined || isAuthenticated(settings)) return;
  throw new BadSettings(
    'approver-webhook',
    'where nobody has to say who they are, approvals are given on this machine alone, and nobody elsewhere can be told',
    'Set --tokens-file or --oauth-issuer too.',
  );
};

/** Throws `BadSettings` for what cannot be, and for what would be open to everybody. */
export const readHttpSettings = (settings: Settings): HttpSettings => {
  refuseUnknownApprover(settings);
  refuseIdleWebhook(settings);
  return {
    address: addressOf(settings),
    publicUrl: readPublicUrl(settings.publicUrl),
    allowedHosts: settings.allowedHosts ?? [],
    tls: tlsOf(settings),
    limits: {
      perMinute: settings.rateLimit * (isAuthenticated(settings) ? 1 : LOCAL_FACTOR),
      atOnce: settings.concurrency,
    },
    drainMs: settings.drainSeconds * 1000,
    oauth: readOAuth(settings),
    isAuthenticated: isAuthenticated(settings),
  };
};
