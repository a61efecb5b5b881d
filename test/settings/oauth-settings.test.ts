import { expect, it } from 'vitest';
import { readOAuth } from '../../src/settings/oauth-settings.ts';

const given = (rest: Partial<Parameters<typeof readOAuth>[0]> = {}) => ({
  oauthIssuer: 'https://login.example.com/realm',
  oauthAudience: undefined,
  oauthJwksUrl: undefined,
  publicUrl: 'https://vpn.example.com',
  ...rest,
});

it('tokens are made out to the public address, unless another audience is named', () => {
  expect(readOAuth(given())?.audience).toBe('https://vpn.example.com/mcp');
  expect(readOAuth(given({ oauthAudience: 'vpn' }))?.audience).toBe('vpn');
  expect(readOAuth(given({ oauthIssuer: undefined }))).toBeUndefined();
});

it.each([
  ['an issuer in the clear', { oauthIssuer: 'http://login.example.com' }, /https/],
  ['an issuer that is no address', { oauthIssuer: 'login' }, /https/],
  ['keys in the clear', { oauthJwksUrl: 'http://login.example.com/keys' }, /https/],
  ['no audience at all', { publicUrl: undefined }, /made out to/],
])('%s is refused', (_, rest, why) => {
  expect(() => readOAuth(given(rest))).toThrow(why);
});

it.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])('%s is on this machine', (issuer) => {
  expect(readOAuth(given({ oauthIssuer: issuer }))?.issuer).toBe(issuer);
});

it('a client by which people log in belongs to an issuer', () => {
  expect(readOAuth(given())?.client).toBeUndefined();
  expect(readOAuth(given({ oauthClientId: 'pages' }))?.client).toEqual({ id: 'pages', secret: undefined });
  expect(() => readOAuth(given({ oauthIssuer: undefined, oauthClientId: 'pages' }))).toThrow(/authorization server/);
});
