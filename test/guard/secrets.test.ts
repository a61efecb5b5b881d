import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSecrets, handleIn, isMask, markOf } from '../../src/guard/secrets.ts';

const store = (fill = 3) => createSecrets(() => Buffer.alloc(32, fill));

test('a fingerprint tells equal from unequal, by eight hex digits of a keyed digest', () => {
  const secrets = store();
  const [a, again, b] = ['fake-psk-one', 'fake-psk-one', 'fake-psk-two'].map(secrets.hide);
  expect(a).toEqual({ Fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/), Length: 12 });
  expect(a && again && secrets.equal(a, again)).toBe(true);
  expect(a && b && secrets.equal(a, b)).toBe(false);
  expect(store(4).handleOf('fake-psk-one')).not.toEqual(a);
});

test('a handle of another process says nothing', () => {
  expect(store().judge({ Fingerprint: '00000000', Length: 8 })).toBeNull();
});

test('a known secret is found in any spelling that a wire or a log gives it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, maxLength: 40 }), (secret) => {
      fc.pre(/[A-Za-z0-9]/.test(secret) && !isMask(secret) && new TextDecoder().decode(Buffer.from(secret)) === secret);
      const secrets = store();
      const mark = markOf(secrets.hide(secret));
      const json = JSON.stringify({ Psk: secret });
      const once = encodeURIComponent(json);
      for (const text of [`key ${secret} end`, json, once, encodeURIComponent(once)])
        expect(secrets.scrub(text)).toContain(mark);
    }),
  );
});

test.each([
  ['*', true],
  ['****************', true],
  ['pgw6dy7d1i8i****', true],
  ['\u2022\u2022\u2022\u2022', true],
  ['[secret:0a1b2c3d:32]', true],
  ['fake-[secret:0a1b2c3d:32]', true],
  ['a*b*c', false],
  ['fake-psk', false],
])('%s is a mask: %s', (text, expected) => {
  expect(isMask(text)).toBe(expected);
});

test('a mark in text leads back to its handle', () => {
  const secrets = store();
  const handle = secrets.hide('fake-psk-one');
  expect(handleIn(`x ${markOf(handle)} y`)).toEqual(handle);
  expect(secrets.reveal(handle)).toBe('fake-psk-one');
  expect(handleIn('nothing')).toBeUndefined();
});
