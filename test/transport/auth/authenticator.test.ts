import { expect, it } from 'vitest';
import { createCallers } from '../../../src/transport/auth/authenticator.ts';

const token = 'made-up-token-of-ana-0123456789abcdef';
const tokens = JSON.stringify({ tokens: [{ name: 'ana', token, scopes: ['vpn:read'] }] });

it('tokens of the operator count beside those of an authorization server, which is asked for JWTs alone', async () => {
  const oauth = { issuer: 'http://127.0.0.1:1', audience: 'x', jwksUrl: 'http://127.0.0.1:1/keys' };
  const callers = await createCallers({ tokens, oauth }, () => {});
  expect((await callers.principalOf(token))?.name).toBe('ana');
  expect(await callers.principalOf(`${token}x`)).toBeUndefined();
  const head = Buffer.from('{"alg":"ES256","kid":"k"}').toString('base64url');
  await expect(callers.principalOf(`${head}.e30.AAAA`)).rejects.toThrow();
});

it('without an authorization server a JWT is nobody’s', async () => {
  const callers = await createCallers({ tokens, oauth: undefined }, () => {});
  expect(await callers.principalOf('a.b.c')).toBeUndefined();
});
