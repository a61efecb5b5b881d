import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unescapeAll } from '../../../src/guard/secrets/unescape.ts';
import { escapes } from '../spellings.ts';

test.each([
  ['a%22b%2522c%252522d', 'a"b"c"d'],
  ['%C3%A9 %e5%b7%a5 %25F0%259F%2598%2580', '\u00e9 \u5de5 \u{1f600}'],
  ['%E9 is no whole letter, 100% and %zz neither', '\u00e9 is no whole letter, 100% and %zz neither'],
  ['{\\"a\\":\\"b\\\\\\"c\\"}', '{"a":"b"c"}'],
  ['\\u003d\\\\u0026\\ud83d\\ude00\\x41', '=&\u{1f600}A'],
  ['one\\ntwo\\tthree', 'one\ntwo\tthree'],
  ['&lt;&amp;gt;&#39;&#x22;&apos;&nosuch;&excl;', "<>'\"'&nosuch;!"],
  ['two+words%2Bmore', 'two words more'],
  ['%26lt%3B%5C%22', '<"'],
])('%j is bare as %j', (given, expected) => {
  expect(unescapeAll(given).text).toBe(expected);
});

test('text without escapes is not copied', () => {
  expect(unescapeAll('plain text, \u5de5\u5382')).toEqual({ text: 'plain text, \u5de5\u5382' });
});

test('every letter knows where it came from', () => {
  const given = 'a%22b&amp;lt;c\\u0041';
  const { text, from = [], to = [] } = unescapeAll(given);
  expect([...text].map((_, at) => given.slice(from[at], to[at]))).toEqual([
    'a',
    '%22',
    'b',
    '&amp;lt;',
    'c',
    '\\u0041',
  ]);
});

test('whatever escapes lie over a text, it is bare as the text itself is', () => {
  const layers = fc.array(fc.constantFrom(...Object.keys(escapes)), { maxLength: 3 });
  const sign = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...'%&\\+;#xu0254 "\'<=/\nnab\u00e9') },
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  );
  const plain = fc.string({ unit: sign, maxLength: 30 }).map((text) => Buffer.from(text).toString());
  fc.assert(
    fc.property(plain, layers, (text, names) => {
      const dressed = names.reduce((left, name) => escapes[name]?.(left) ?? left, text);
      expect(unescapeAll(dressed).text).toBe(unescapeAll(text).text);
    }),
    { numRuns: 500 },
  );
});
