import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitize } from '../../src/tools/sanitize.ts';

describe('text from the cloud', () => {
  it.each([
    ['a line that turns around', 'gw\u202Etxet\u202C', 'gwtxet'],
    ['zero-width marks', 'p\u200Br\u200Co\u200Dd\uFEFF\u2060', 'prod'],
    ['escape sequences', '\u001b[2Jgone\u0007\u0000\r', '[2Jgone'],
    ['letters written in invisible tags', 'ok\u{E0049}\u{E0067}', 'ok'],
    ['fillers that look like nothing', 'a\u3164\u115F\u2800b', 'ab'],
    ['variation selectors that carry a message', 'x\uFE01\u{E0102}', 'x'],
    ['half a character', 'a\ud800b', 'ab'],
    ['separators that only some see as line breaks', 'a\u2028b\u2029c', 'a\nb\nc'],
  ])('loses %s', (_, given, expected) => expect(sanitize(given)).toBe(expected));

  it.each(['北京-网关', 'Zürich_1.a', 'line\nbreak\tand tab', '-----BEGIN CERTIFICATE-----\nMII=\n', '\u{1F600}'])(
    'keeps %j',
    (text) => expect(sanitize(text)).toBe(text),
  );

  it('is cut when it is absurdly long, and says so', () => {
    const cut = String(sanitize('x'.repeat(70_000)));
    expect(cut.length).toBeLessThan(66_000);
    expect(cut).toContain('4464 more characters');
  });
});

it('reaches every text of a value, keys too, and changes nothing else', () => {
  const given = { 'a\u200b': [{ b: '\u202e1' }, 2, null, true], c: undefined };
  expect(sanitize(given)).toEqual({ a: [{ b: '1' }, 2, null, true], c: undefined });
});

it('leaves no unseen character in anything', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(sanitize(text)).not.toMatch(/(?![\n\t])\p{Cc}|\p{Cf}|\p{Cs}|\p{Default_Ignorable_Code_Point}/u);
      expect(sanitize(sanitize(text))).toEqual(sanitize(text));
    }),
  );
});
