import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import {
  identityKind,
  PLAIN_WORD,
  PRINTABLE,
  refuseUnwritable,
  withBackslashes,
} from '../../../src/vendors/handoff/quote.ts';

it.each([
  ['plant.example.com', true],
  ['203.0.113.10', true],
  ['a b', false],
  ['a\nb', false],
  ['a!b', false],
  ['', false],
])('a plain word: %j', (value, isOne) => {
  const run = () => refuseUnwritable('IkeConfig.RemoteId', value, PLAIN_WORD, 'a router');
  if (isOne) expect(run()).toBe(value);
  else expect(run).toThrow(/^IkeConfig\.RemoteId cannot be written for a router: it .*Allowed are letters/);
});

test('a refusal names the character, by its number where it cannot be seen', () => {
  expect(() => refuseUnwritable('X', 'a"b', PLAIN_WORD, 'y')).toThrow('“"”');
  expect(() => refuseUnwritable('X', 'a\nb', PRINTABLE, 'y')).toThrow('U+000A');
  expect(() => refuseUnwritable('X', 'a😀b', PRINTABLE, 'y')).toThrow('U+1F600');
});

test('what is quoted ends where its quotes end', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const quoted = withBackslashes(text);
      expect(quoted.slice(1, -1).replace(/\\(.)/gs, '$1')).toBe(text);
      expect(quoted.slice(1, -1).replace(/\\./gs, '')).not.toContain('"');
    }),
  );
});

it.each([
  ['203.0.113.10', 'address'],
  ['203.0.113.999', 'fqdn'],
  ['vpn.example.com', 'fqdn'],
  ['ops@example.com', 'email'],
  ['@vpn', 'fqdn'],
  ['C=CH, CN=plant', 'dn'],
])('%s is an identity of kind %s', (id, kind) => {
  expect(identityKind(id)).toBe(kind);
});
