import { SCOPES } from '../../catalogue/risk.ts';

/** Where a client of OAuth reads whom to ask for a token (RFC 9728): the well-known part goes before the path of the endpoint. */
export const RESOURCE_METADATA = '/.well-known/oauth-protected-resource/mcp';

/** Some clients ask at the root. */
export const METADATA_PATHS: readonly string[] = [RESOURCE_METADATA, '/.well-known/oauth-protected-resource'];

/** The metadata of the endpoint at this origin. */
export const resourceMetadata = (origin: string, issuer: string): string =>
  JSON.stringify({
    resource: `${origin}/mcp`,
    authorization_servers: [issuer],
    scopes_supported: SCOPES,
    bearer_methods_supported: ['header'],
    resource_name: 'VPN Gateway',
  });
