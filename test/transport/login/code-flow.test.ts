import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createEndpoints } from '../../../src/transport/auth/issuer-metadata.ts';
import { begin, loginUrl, tokenFor } from '../../../src/transport/login/code-flow.ts';
import { serve } from '../../support/identity-server.ts';

const redirectUri = 'https://vpn.example.com/login/callback';

/** An authorization server that tells its addresses, and answers a code so. */
const start = async (status: number, answer: object) => {
  const asked: { authorization: string | undefined; body: URLSearchParams }[] = [];
  const issuer: string = await serve((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    request.on('end', () => {
      const own = { issuer, authorization_endpoint: `${issuer}/auth?tenant=1`, token_endpoint: `${issuer}/token` };
      const isToken = request.url === '/token';
      if (isToken) asked.push({ authorization: request.headers.authorization, body: new URLSearchParams(text) });
      response.writeHead(isToken ? status : 200).end(JSON.stringify(isToken ? answer : own));
    });
  });
  const settings = { issuer, audience: 'aud', client: { id: 'a b', secret: undefined as string | undefined } };
  return { settings, asked, endpointOf: createEndpoints(issuer) };
};

test('the browser is sent with a challenge, for one scope and one audience', async () => {
  const { settings, endpointOf } = await start(200, {});
  const begun = begin();
  const { pathname, searchParams } = new URL(await loginUrl(settings, endpointOf, redirectUri, begun));
  expect(pathname).toBe('/auth');
  expect(Object.fromEntries(searchParams)).toEqual({
    tenant: '1',
    response_type: 'code',
    client_id: 'a b',
    redirect_uri: redirectUri,
    scope: 'vpn:approve',
    resource: 'aud',
    state: begun.state,
    code_challenge: createHash('sha256').update(begun.verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  expect(begin()).not.toEqual(begun);
});

test.each([
  [undefined, undefined, 'a b'],
  ['s:1', `Basic ${btoa('a+b:s%3A1')}`, null],
])('a code is exchanged with the verifier; the client says who it is: %s', async (secret, authorization, id) => {
  const { settings, asked, endpointOf } = await start(200, { access_token: 'token' });
  const begun = begin();
  const given = { ...settings, client: { id: 'a b', secret } };
  expect(await tokenFor('the code', given, endpointOf, redirectUri, begun)).toBe('token');
  const [request] = asked;
  expect(request?.authorization).toBe(authorization);
  expect(request?.body.get('client_id')).toBe(id);
  expect(request?.body.get('code_verifier')).toBe(begun.verifier);
});

test.each([
  [400, { error: 'invalid_grant' }],
  [200, {}],
])('an answer without a token is an error that quotes nothing: %d', async (status, answer) => {
  const { settings, endpointOf } = await start(status, answer);
  const failed = tokenFor('the code', settings, endpointOf, redirectUri, begin());
  await expect(failed).rejects.toThrow(`HTTP ${status} without a token`);
  await expect(failed).rejects.not.toThrow(/the code/);
});
