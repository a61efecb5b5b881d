import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSecrets, handleIn, isMask, markOf } from '../../../src/guard/secrets/store.ts';
import { unescapeAll } from '../../../src/guard/secrets/unescape.ts';
import { bases, escapes } from '../spellings.ts';

const RUNS = 300;

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

/** What people and generators take for keys, with all that a wire may escape. */
const key = (minLength: number) =>
  fc
    .string({
      unit: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...'abcXYZ0189') },
        { weight: 2, arbitrary: fc.constantFrom(...'%&\\+;#=/<>"\'!*()~^|$@ {}[]-_.,:?`\u00e9\u5de5') },
      ),
      minLength,
      maxLength: 40,
    })
    .filter((text) => /[A-Za-z0-9]{2}/.test(text) && unescapeAll(text).text.length > 3 && !isMask(text));

const layers = fc.array(fc.constantFrom(...Object.values(escapes)), { maxLength: 3 });
const put = (text: string, over: readonly ((text: string) => string)[]): string =>
  over.reduce((left, layer) => layer(left), text);
const around = fc.constantFrom(
  '',
  ' ',
  '"',
  "'",
  '=',
  ': ',
  '\n',
  '{"Psk":"',
  '"}',
  'word',
  '<b>',
  '&',
  '?a=',
  '工厂',
  ', ',
);

/** Written after `&` it is the rest of an entity, and no secret any more, where only some of its signs are escaped. */
const endsAnEntity = (before: string, secret: string): boolean => before === '&' && /^#?\w{1,8};/.test(secret);

test('a known secret is found in any spelling, whatever stands around it', () => {
  fc.assert(
    fc.property(key(12), layers, around, around, (secret, over, before, after) => {
      fc.pre(!endsAnEntity(before, secret));
      const secrets = store();
      const mark = markOf(secrets.hide(secret));
      for (const text of [`${before}${put(secret, over)}${after}`, put(`${before}${secret}${after}`, over)]) {
        const left = secrets.scrub(text);
        expect(left).toContain(mark);
        expect(left.includes(secret)).toBe(false);
        expect(left.includes(put(secret, over))).toBe(false);
      }
    }),
    { numRuns: RUNS },
  );
});

test('a known secret is found after a sign that would make an escape of its beginning', () => {
  const secrets = store();
  const secret = '#0;%%a%aaaa%aa%';
  const mark = markOf(secrets.hide(secret));
  const inUnicode = escapes['json with every sign escaped']?.(secret) ?? '';
  expect(secrets.scrub(`&${inUnicode}`)).toBe(`&${mark}`);
  expect(secrets.scrub(`&${secret}`)).toBe(`&${mark}`);
});

test('a known secret is found in a base, at whatever offset it stands there', () => {
  const inBase = fc.constantFrom(...Object.values(bases));
  fc.assert(
    fc.property(key(6), inBase, fc.constantFrom('', 'x', 'id', 'u:p'), around, (secret, base, before, beside) => {
      const secrets = store();
      const mark = markOf(secrets.hide(secret));
      for (const text of [
        base(secret, before),
        base(`${secret}tail`, before),
        escapes['percent']?.(base(secret, before)) ?? '',
      ])
        expect(secrets.scrub(`${beside} ${text} ${beside}`)).toContain(mark);
    }),
    { numRuns: RUNS },
  );
});

test('a short secret is found where it stands alone, in any spelling', () => {
  const edge = fc.constantFrom('"', ' ', '=', ': ', "'");
  fc.assert(
    fc.property(key(5), layers, edge, edge, (secret, over, before, after) => {
      const secrets = store();
      const mark = markOf(secrets.hide(secret));
      expect(secrets.scrub(put(`${before}${secret}${after}`, over))).toContain(mark);
    }),
    { numRuns: RUNS },
  );
});

test.each([
  ['Zq9kTv', 'abcZq9kTvdef and Zq9kTv1'],
  ['48151623', 'Time 1481516234 and i-48151623a'],
  ['main', 'domain, maintenance, ma-in and bWFpbg-less'],
  ['two words', 'two  words, twowords'],
])('%s is not seen where other words hold its letters', (secret, text) => {
  const secrets = store();
  secrets.hide(secret);
  expect(secrets.scrub(text)).toBe(text);
});

test('what stands around a secret stays as it was spelled', () => {
  const secrets = store();
  const mark = markOf(secrets.hide('FAKE"key&one!'));
  const text = 'a%20b "Psk":"FAKE\\"key\\u0026one!" &amp; c+d FAKE%22key%26one%21&e=%41';
  expect(secrets.scrub(text)).toBe(`a%20b "Psk":"${mark}" &amp; c+d ${mark}&e=%41`);
});

test.each([
  ['*', true],
  ['****************', true],
  ['pgw6dy7d1i8i****', false],
  ['****pgw6dy7d1i8i', false],
  ['\u2022\u2022\u2022\u2022', true],
  ['[secret:0a1b2c3d:32]', true],
  ['fake-[secret:0a1b2c3d:32]', false],
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
