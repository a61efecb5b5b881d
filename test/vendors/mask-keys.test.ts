import { expect, test } from 'vitest';
import { KEY_PATTERNS } from '../../src/vendors/index.ts';
import { createKeyMasker } from '../../src/vendors/mask-keys.ts';

test('the key of a pattern is replaced, what stands before it stays', () => {
  const mask = createKeyMasker([
    { pattern: /open (?<key>\w+)/g, words: ['open'] },
    { pattern: /say "(?<quoted>[^"]+)/g, words: ['SAY'] },
  ]);
  expect(mask('open sesame, say "please" and open up', (key) => key.toUpperCase())).toBe(
    'open SESAME, say "PLEASE" and open UP',
  );
});

test('a text without any of the words is not searched', () => {
  const mask = createKeyMasker([{ pattern: /(?<key>.+)/g, words: ['<open>'] }]);
  expect(mask('sesame', () => '#')).toBe('sesame');
  expect(mask('<OPEN>sesame', () => '#')).toBe('#');
});

// A pattern whose time grows with the square of the text needs minutes for one of these, and the runner's limit ends it.
const HOSTILE = [
  '\\',
  '"psk":"\\',
  'psk ',
  "psk='",
  ']',
  '%25',
  '"',
  '\npre-shared-key ',
  ': PSK \\',
  'address ',
  ' \t',
];

test.each([...HOSTILE, '-----BEGIN PRIVATE KEY-----', '<key>', 'a b ', 'psk=,;', '\nusername a ', '\n] ] ', "psk=' "])(
  'time grows with the text, not with its square: %j',
  (part) => {
    const text = `psk ${part.repeat(Math.ceil(200_000 / part.length))}`;
    expect(createKeyMasker(KEY_PATTERNS)(text, (key) => key)).toBe(text);
  },
);
