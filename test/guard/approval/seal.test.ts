import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mintSeal, openSeal, type Sealed } from '../../../src/guard/approval/seal.ts';

const key = Buffer.alloc(32, 1);
const sealed: Sealed = { id: 'a1', what: 'w'.repeat(64), state: 's'.repeat(64), expiresAtMs: 1_800_000_000_000 };

test('a seal opens to what was sealed, with the key it was made with', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.nat(), (id, what, state, expiresAtMs) => {
      fc.pre(id.length + what.length + state.length < 500);
      const given = { id, what, state, expiresAtMs };
      expect(openSeal(key, mintSeal(key, given))).toEqual(given);
      expect(openSeal(Buffer.alloc(32, 2), mintSeal(key, given))).toBeUndefined();
    }),
  );
});

test('a seal of which one character is changed, left out or added does not open', () => {
  const seal = mintSeal(key, sealed);
  fc.assert(
    fc.property(fc.nat(seal.length - 1), fc.constantFrom(...'ABab01-_.=/+ ~'), (at, letter) => {
      fc.pre(seal[at] !== letter);
      expect(openSeal(key, seal.slice(0, at) + letter + seal.slice(at + 1))).toBeUndefined();
      expect(openSeal(key, seal.slice(0, at) + seal.slice(at + 1))).toBeUndefined();
      expect(openSeal(key, seal.slice(0, at) + letter + seal.slice(at))).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['nothing', ''],
  ['a word', 'approved'],
  ['an unsigned body', Buffer.from(JSON.stringify(['a', 'b', 'c', 1])).toString('base64url')],
  ['a body with an empty tag', `${Buffer.from(JSON.stringify(['a', 'b', 'c', 1])).toString('base64url')}.`],
  ['a very long text', 'x'.repeat(100_000)],
])('%s is no seal', (_, text) => {
  expect(openSeal(key, text)).toBeUndefined();
});

test('a seal is short and safe in a URL and holds nothing but what it was given', () => {
  const seal = mintSeal(key, sealed);
  expect(seal).toMatch(/^[\w-]+\.[\w-]+$/);
  expect(seal.length).toBeLessThan(400);
});
