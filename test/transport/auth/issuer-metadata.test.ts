import { expect, test } from 'vitest';
import { createEndpoints, findEndpoint } from '../../../src/transport/auth/issuer-metadata.ts';
import { serve } from '../../support/identity-server.ts';

const start = async () => {
  const reads: string[] = [];
  const state = { isDown: false, named: '', at: '/.well-known/openid-configuration' };
  const issuer: string = await serve((request, response) => {
    reads.push(request.url ?? '');
    const document = { issuer: state.named || issuer, token_endpoint: `${issuer}/token`, jwks_uri: 'ftp://x/keys' };
    const isThere = !state.isDown && request.url === state.at;
    response.writeHead(isThere ? 200 : 503).end(isThere ? JSON.stringify(document) : '');
  });
  const clock = { ms: 0 };
  return { issuer, reads, state, clock, endpointOf: createEndpoints(issuer, () => clock.ms) };
};

test('an endpoint is found in either document, and not in one that names another issuer or leads to another protocol', async () => {
  const { issuer, reads, state } = await start();
  expect(await findEndpoint(issuer, 'token_endpoint')).toBe(`${issuer}/token`);
  expect(reads).toEqual(['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration']);
  await expect(findEndpoint(issuer, 'jwks_uri')).rejects.toThrow('jwks_uri');
  await expect(findEndpoint(issuer, 'authorization_endpoint')).rejects.toThrow('authorization_endpoint');
  state.named = 'https://login.example.org';
  await expect(findEndpoint(issuer, 'token_endpoint')).rejects.toThrow(issuer);
});

test('it is read once for all who ask within ten minutes, and anew afterwards', async () => {
  const { issuer, reads, state, clock, endpointOf } = await start();
  state.at = '/.well-known/oauth-authorization-server';
  const found = await Promise.all(Array.from({ length: 20 }, () => endpointOf('token_endpoint')));
  expect(new Set(found)).toEqual(new Set([`${issuer}/token`]));
  clock.ms += 599_000;
  await endpointOf('token_endpoint');
  expect(reads).toHaveLength(1);
  clock.ms += 2_000;
  await endpointOf('token_endpoint');
  expect(reads).toHaveLength(2);
});

test('a failure is one for five seconds and no longer', async () => {
  const { issuer, reads, state, clock, endpointOf } = await start();
  state.isDown = true;
  await expect(endpointOf('token_endpoint')).rejects.toThrow();
  await expect(endpointOf('token_endpoint')).rejects.toThrow();
  expect(reads).toHaveLength(2);
  state.isDown = false;
  clock.ms += 5_001;
  expect(await endpointOf('token_endpoint')).toBe(`${issuer}/token`);
});
