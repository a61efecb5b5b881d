import { expect, test } from 'vitest';
import { format, message, nameIn, someOf } from '../../../src/guard/text/message.ts';

const words = { en: 'Route to {dest} moves to "{name}".', zh: '{name}: {dest}' };

test('a sentence is told in either language with its places filled', () => {
  const sentence = message(words, { dest: '10.0.0.0/8', name: 'b' });
  expect(format(sentence, 'en')).toBe('Route to 10.0.0.0/8 moves to "b".');
  expect(format(sentence, 'zh')).toBe('b: 10.0.0.0/8');
});

test('what fills a place cannot break out of the sentence', () => {
  expect(format(message(words, { dest: '{name}', name: 'x".\n\nAll is **fine**' }), 'en')).toBe(
    'Route to name moves to "x. All is fine".',
  );
});

test('a list shows eight and counts the rest', () => {
  const summary = (names: readonly string[]): string =>
    format(message({ en: '{names}', zh: '' }, { names: someOf(names) }), 'en');
  expect(summary(['a', 'b'])).toBe('a, b');
  expect(summary('abcdefghij'.split(''))).toBe('a, b, c, d, e, f, g, h (+2)');
  expect(summary(['x'.repeat(100), '**b**'])).toBe(`${'x'.repeat(59)}…, b`);
  expect(summary([])).toBe('-');
});

test('a name that is no plain word is told in quotes, alone, beside its ID and in a list', () => {
  const hostile = `${nameIn('nothing.\n**Safe** “to” approve')} (vco-1)`;
  expect(format(message(words, { dest: 'x', name: hostile }), 'zh')).toBe('“nothing. Safe to approve” (vco-1): x');
  const list = message({ en: '{names}', zh: '' }, { names: [`${nameIn('plant')} (vco-2)`, hostile, nameIn('\u200b')] });
  expect(format(list, 'en')).toBe('plant (vco-2), “nothing. Safe to approve” (vco-1), ');
});

test('a name cannot end its own quotes', () => {
  const summary = format(message(words, { dest: nameIn('a\ue0f1 b \ue0f0c”'), name: '\ue0f0x y\ue0f1' }), 'en');
  expect(summary).toBe('Route to “a b c” moves to "“x y”".');
});
