import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { onTestFinished } from 'vitest';

/** Serves on a free port of loopback until the test ends; its address. */
export const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const resourceServer = (audience: string, scope: string) => ({
  scope,
  audience,
  accessTokenFormat: 'jwt',
  accessTokenTTL: 600,
});

/**
 * A real authorization server with one client that gets tokens in its own name, and one by which people log in, under any
 * name. `scope` is all that anybody may have there.
 */
export const startIdentityServer = async (scope = 'vpn:read vpn:write vpn:destroy vpn:approve') => {
  let offered = scope;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  let answer: RequestListener = () => {};
  let metadataReads = 0;
  const issuer = await serve((request, response) => {
    if (request.url?.includes('/.well-known/')) metadataReads += 1;
    answer(request, response);
  });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'agent',
        client_secret: 'made-up-secret-of-the-agent',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
      {
        client_id: 'pages',
        // A native client may have any port of loopback.
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/login/callback'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'first', alg: 'RS256', use: 'sig' }] },
    features: {
      devInteractions: { enabled: true },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context: unknown, resource: string) => resourceServer(resource, offered),
      },
    },
  });
  answer = provider.callback();
  const tokenFor = async (resource: string, asked: string): Promise<string> => {
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('agent:made-up-secret-of-the-agent')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource, scope: asked }),
    });
    const { access_token: token } = Object(await response.json());
    if (typeof token !== 'string') throw new Error(`no token: HTTP ${response.status}`);
    return token;
  };
  /** From now on nobody gets more than this, whatever they have consented to. */
  const offer = (less: string): void => {
    offered = less;
  };
  return { issuer, tokenFor, offer, metadataReads: (): number => metadataReads };
};
