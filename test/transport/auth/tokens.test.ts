import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { BadSettings } from '../../../src/errors.ts';
import { findToken, parseTokens } from '../../../src/transport/auth/tokens.ts';

const token = 'made-up-token-of-ana-0123456789abcdef';
const ana = { name: 'ana', token, scopes: ['vpn:read'] };
const write = (...tokens: unknown[]): string => JSON.stringify({ tokens });

it('a token is found as text and by its hash, and no other one is', () => {
  const sha256 = createHash('sha256').update('made-up-token-of-bo-0123456789abcdef0').digest('hex');
  const known = parseTokens(write(ana, { name: 'bo', sha256, scopes: ['vpn:write', 'vpn:destroy'] }), 'FILE');
  expect(findToken(known, token)?.name).toBe('ana');
  expect(findToken(known, 'made-up-token-of-bo-0123456789abcdef0')?.scopes).toEqual(['vpn:write', 'vpn:destroy']);
  for (const other of ['', 'ana', sha256, `${token} `, token.toUpperCase()])
    expect(findToken(known, other)).toBeUndefined();
});

it.each([
  ['no JSON', 'x'],
  ['no list', '{}'],
  ['an empty list', write()],
  ['a short token', write({ ...ana, token: 'short' })],
  ['a token that anybody guesses', write({ ...ana, token: 'a'.repeat(40) })],
  ['a token and a hash', write({ ...ana, sha256: 'a'.repeat(64) })],
  ['neither token nor hash', write({ name: 'ana', scopes: ['vpn:read'] })],
  ['a hash that is none', write({ name: 'ana', sha256: token, scopes: ['vpn:read'] })],
  ['a scope that there is not', write({ ...ana, scopes: ['vpn:admin'] })],
  ['no scope', write({ ...ana, scopes: [] })],
  ['a name with a line break', write({ ...ana, name: 'a\nb' })],
  ['a misspelt field', write({ ...ana, scope: [] })],
  ['a time that is none', write({ ...ana, expires: 'soon' })],
  ['one token twice', write(ana, { ...ana, name: 'bo' })],
])('%s is refused, and nothing of it is quoted', (_, text) => {
  const read = () => parseTokens(text, 'FILE');
  expect(read).toThrow(BadSettings);
  try {
    read();
  } catch (error) {
    const { message, remedy } = error as BadSettings;
    expect(`${message} ${remedy}`).not.toContain(token);
  }
});
