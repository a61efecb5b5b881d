import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/catalogue/risk.ts';
import { authenticate, insufficient, scopeNeeded, tokenIn } from '../../../src/transport/http/bearer.ts';

const ana: Principal = { name: 'ana', may: () => true };
const authenticator = { principalOf: (token: string) => (token === 'good' ? ana : undefined) };
const metadataUrl = 'https://vpn.example.com/.well-known/oauth-protected-resource/mcp';

it.each([
  ['Bearer good', 'good'],
  ['bearer  good ', 'good'],
  ['Basic good', undefined],
  ['Bearer', undefined],
  ['Bearer a b', undefined],
  [`Bearer ${'a'.repeat(10_000)}`, undefined],
])('%s holds %s', (authorization, token) => {
  expect(tokenIn({ headers: { authorization } })).toBe(token);
});

describe('a request', () => {
  it('with a known token is its holder’s', async () => {
    expect(await authenticate({ headers: { authorization: 'Bearer good' } }, authenticator)).toBe(ana);
  });

  it('without a token is told how to send one, and of no error', async () => {
    const refusal = await authenticate({ headers: {} }, authenticator);
    expect(refusal).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer realm="vpn-gateway-mcp"' } });
  });

  it('is put off while nobody can tell whose token it is', async () => {
    const unsure = { principalOf: () => Promise.reject(new Error('no keys')) };
    expect(await authenticate({ headers: { authorization: 'Bearer good' } }, unsure)).toMatchObject({ status: 503 });
  });

  it.each(['Bearer bad', 'Basic good', 'Bearer'])('with %s is refused', async (authorization) => {
    const refusal = await authenticate({ headers: { authorization } }, authenticator, { metadataUrl });
    expect(refusal).toMatchObject({
      status: 401,
      headers: {
        'www-authenticate': `Bearer realm="vpn-gateway-mcp", error="invalid_token", resource_metadata="${metadataUrl}"`,
      },
    });
  });
});

it.each([
  ['initialize', undefined],
  ['tools/list', undefined],
  ['server/discover', undefined],
  ['resources/templates/list', undefined],
  ['resources/read', 'vpn:read'],
  ['prompts/get', 'vpn:read'],
  ['subscriptions/listen', 'vpn:read'],
  ['completion/complete', 'vpn:read'],
])('%s needs %s', (method, scope) => {
  expect(scopeNeeded({ method }, () => undefined)).toBe(scope);
});

it('a call needs what its tool needs, and an answer nothing', () => {
  const scopeOfTool = (name: string) => (name === 'DeleteVpnRouteEntry' ? ('vpn:destroy' as const) : undefined);
  const call = (name: unknown) => ({ method: 'tools/call', params: { name } });
  expect(scopeNeeded(call('DeleteVpnRouteEntry'), scopeOfTool)).toBe('vpn:destroy');
  expect(scopeNeeded(call('toString'), scopeOfTool)).toBeUndefined();
  expect(scopeNeeded({ id: 1, result: {} }, scopeOfTool)).toBeUndefined();
  expect(scopeNeeded(undefined, scopeOfTool)).toBeUndefined();
});

it('a refusal for want of a permission names it', () => {
  expect(insufficient('vpn:destroy', 7, {})).toMatchObject({
    status: 403,
    id: 7,
    headers: { 'www-authenticate': 'Bearer realm="vpn-gateway-mcp", error="insufficient_scope", scope="vpn:destroy"' },
  });
});
