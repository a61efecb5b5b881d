import { expect, test } from 'vitest';
import { KEY_FORMS } from '../../src/vendors/index.ts';
import type { KeyForm } from '../../src/vendors/key-form.ts';
import { createKeyMasker } from '../../src/vendors/mask-keys.ts';

/** The word behind another one, quoted or not. */
const after = (word: string): KeyForm => ({
  words: [word],
  find: ({ text, at }) => {
    const [, quote = '', key = ''] = / ("?)(\w+)/y.exec(text.slice(at + word.length)) ?? [];
    const from = at + word.length + 1 + quote.length;
    return key === '' ? undefined : { from, to: from + key.length, isQuoted: quote !== '' };
  },
});

test('the key behind a word is replaced, what stands before it stays', () => {
  const mask = createKeyMasker([after('open'), after('SAY')]);
  expect(mask('open sesame, say "please" and open up', (key, isQuoted) => `${key.toUpperCase()}${isQuoted}`)).toBe(
    'open SESAMEfalse, say "PLEASEtrue" and open UPfalse',
  );
});

test('what became part of a key is not looked at again', () => {
  expect(createKeyMasker([after('open')])('open open sesame', () => '#')).toBe('open # sesame');
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
    expect(createKeyMasker(KEY_FORMS)(text, (key) => key)).toBe(text);
  },
);
