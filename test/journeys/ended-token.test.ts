import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { headersWith, jsonHeaders, modernRequest, startHttp } from '../support/http-server.ts';
import { serve } from '../support/identity-server.ts';
import { hello } from '../support/process.ts';
import { startCloud } from '../support/world.ts';

// An access token of an authorization server ends in the middle of a session. What it had opened ends with it.

const issuer = 'https://login.example.com';
const audience = 'https://vpn.example.com/mcp';
/** The clocks of two machines differ: for so long the server takes a token beyond its end. */
const TOLERANCE = 30;

const start = async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256', use: 'sig' }] });
  const jwks = await serve((_, response) => void response.setHeader('content-type', 'application/json').end(keys));
  const oauth = ['--oauth-issuer', issuer, '--oauth-audience', audience, '--oauth-jwks-url', jwks];
  const server = await startHttp(oauth, (await startCloud()).env);
  const sign = (secondsLeft: number): Promise<string> =>
    new SignJWT({ scope: 'vpn:read' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject('ana')
      .setExpirationTime(Math.floor(Date.now() / 1000) + secondsLeft - TOLERANCE)
      .sign(privateKey);
  const post = (token: string, body: object, headers = {}): Promise<Response> =>
    fetch(server.url, {
      method: 'POST',
      headers: { ...jsonHeaders, ...headersWith(token), ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', ...body }),
    });
  const open = async (token: string) => {
    const opened = await post(token, hello[0]);
    const session = { 'mcp-session-id': opened.headers.get('mcp-session-id') ?? '' };
    const headers = { ...session, ...headersWith(token), accept: 'text/event-stream' };
    return { session, stream: await fetch(server.url, { headers }) };
  };
  const ping = async (token: string, session: object): Promise<number> =>
    (await post(token, { id: 2, method: 'ping' }, session)).status;
  return { server, sign, open, ping };
};

/** Resolves when a stream was cut off. */
const isCut = async ({ status, body }: Response): Promise<boolean> => {
  expect(status).toBe(200);
  try {
    for await (const _ of body ?? []);
    return false;
  } catch {
    return true;
  }
};

it('its streams are cut in both eras, and its session ends', async () => {
  const { server, sign, open, ping } = await start();
  const token = await sign(6);
  const { session, stream } = await open(token);
  const notifications = { resourceSubscriptions: ['vpn://cn-hangzhou/gateways/vpn-hq0001'] };
  const listen = modernRequest('subscriptions/listen', { notifications }, headersWith(token));
  const listening = await fetch(server.url, listen);
  expect(await Promise.all([isCut(stream), isCut(listening)])).toEqual([true, true]);
  expect(await ping(token, session)).toBe(401);
  expect(await ping(await sign(600), session)).toBe(404);
});

it('a session goes on for who has shown a newer one', async () => {
  const { sign, open, ping } = await start();
  const { session, stream } = await open(await sign(6));
  const newer = await sign(600);
  expect(await ping(newer, session)).toBe(200);
  expect(await isCut(stream)).toBe(true);
  expect(await ping(newer, session)).toBe(200);
});
