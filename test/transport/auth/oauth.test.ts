import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createOAuth } from '../../../src/transport/auth/oauth.ts';
import { headersWith, modernRequest, startHttp } from '../../support/http-server.ts';
import { serve, startIdentityServer } from '../../support/identity-server.ts';
import { startCloud } from '../../support/world.ts';

const audience = 'https://vpn.example.com/mcp';
const issuer = 'https://login.example.com';

/** Keys of an issuer, served on their own, and tokens that it or somebody else signs. */
const start = async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const { privateKey: foreignKey } = await generateKeyPair('ES256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256', use: 'sig' }] });
  const reads = { count: 0, isDown: false };
  const jwksUrl = await serve((_request, response) => {
    reads.count += 1;
    response.writeHead(reads.isDown ? 500 : 200, { 'content-type': 'application/json' }).end(keys);
  });
  const clock = { ms: Date.now() };
  const check = createOAuth(
    { issuer, audience, jwksUrl },
    () => {},
    () => clock.ms,
  );
  const sign = (claims: JWTPayload = {}, key = privateKey): Promise<string> =>
    new SignJWT({
      iss: issuer,
      aud: audience,
      sub: 'ana',
      exp: Math.floor(clock.ms / 1000) + 600,
      scope: 'openid vpn:read',
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .sign(key);
  return { check, sign, foreignKey, clock, reads };
};

describe('a token of the issuer', () => {
  it('is its subject’s, under a name that no other caller has, with the scopes that it holds', async () => {
    const { check, sign, reads } = await start();
    const principal = await check(await sign());
    expect(principal?.name).toBe('oauth:ana');
    expect([principal?.may('vpn:read'), principal?.may('vpn:write')]).toEqual([true, false]);
    await check(await sign({ sub: 'bo' }));
    expect(reads.count).toBe(1);
  });

  it('may do nothing more when its time is over', async () => {
    const { check, sign, clock } = await start();
    const token = await sign();
    const principal = await check(token);
    clock.ms += 700_000;
    expect([await check(token), principal?.may('vpn:read')]).toEqual([undefined, false]);
  });

  it.each([
    ['for another audience', { aud: 'https://other.example.com/mcp' }],
    ['of another issuer', { iss: 'https://login.example.org' }],
    ['without an end', { exp: undefined }],
    ['without a subject', { sub: '' }],
    ['that is not valid yet', { nbf: 4_000_000_000 }],
  ])('%s is nobody’s', async (_, claims) => {
    const { check, sign } = await start();
    expect(await check(await sign(claims as JWTPayload))).toBeUndefined();
  });

  it('that somebody else has signed, or nobody, is nobody’s', async () => {
    const { check, sign, foreignKey } = await start();
    expect(await check(await sign({}, foreignKey))).toBeUndefined();
    const [, claims = ''] = (await sign()).split('.');
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await check(`${unsigned}.${claims}.`)).toBeUndefined();
    const shared = Buffer.from('{"alg":"HS256","kid":"k"}').toString('base64url');
    expect(await check(`${shared}.${claims}.${'a'.repeat(43)}`)).toBeUndefined();
  });
});

it('while the keys cannot be read it is not known whose a token is', async () => {
  const { check, sign, reads } = await start();
  reads.isDown = true;
  await expect(check(await sign())).rejects.toThrow();
});

it('a server takes the tokens of a real authorization server that are made out to it', async () => {
  const cloud = await startCloud();
  const identity = await startIdentityServer();
  const args = ['--oauth-issuer', identity.issuer, '--public-url', 'https://vpn.example.com'];
  const { url, origin } = await startHttp(args, cloud.env);

  const refused = await fetch(url, modernRequest('tools/list'));
  expect(refused.status).toBe(401);
  const [, metadataUrl = ''] = /resource_metadata="([^"]+)"/.exec(refused.headers.get('www-authenticate') ?? '') ?? [];
  expect(new URL(metadataUrl).origin).toBe('https://vpn.example.com');
  const metadata = await (await fetch(`${origin}${new URL(metadataUrl).pathname}`)).json();
  expect(metadata).toMatchObject({ resource: audience, authorization_servers: [identity.issuer] });

  const call = { name: 'DescribeRegions', arguments: {} };
  const ask = async (resource: string, scope: string): Promise<Response> =>
    fetch(url, modernRequest('tools/call', call, headersWith(await identity.tokenFor(resource, scope))));
  expect((await ask(audience, 'vpn:read')).status).toBe(200);
  expect((await ask('https://other.example.com/mcp', 'vpn:read')).status).toBe(401);
  const narrow = await ask(audience, 'vpn:approve');
  expect(narrow.status).toBe(403);
  expect(narrow.headers.get('www-authenticate')).toMatch(/insufficient_scope.*vpn:read.*resource_metadata=/);
});
