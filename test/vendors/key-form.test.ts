import { describe, expect, it, test } from 'vitest';
import { KEY_FORMS, maskKeys, VENDORS } from '../../src/vendors/index.ts';
import type { KeyForm } from '../../src/vendors/key-form.ts';
import { createKeyMasker } from '../../src/vendors/mask-keys.ts';
import { KEY, keySamples } from '../support/key-samples.ts';

const mask = (text: string): string => maskKeys(text, () => '#');

/** A line of a sample without its key. A private key goes with the lines around it, and prefixes of a base stay in it. */
const masked = (line: string): string =>
  line
    .replace(/(?<=<tls-auth>)[\s\S]*(?=<\/)|-----BEGIN[\s\S]*-----END[^-]+-----/, '#')
    .replace(`0s${KEY}`, '#')
    .replace(`0x${KEY}`, '#')
    .replace(KEY, '#');

/** A text inside of JSON, and that inside of JSON again. */
const inJson = (text: string): string => JSON.stringify({ Log: `before\n${text}\nafter`, Other: 1 });

describe.each(keySamples)('$vendor: $line', ({ line, text, canary }) => {
  it('loses its key and keeps the rest', () => {
    expect(mask(text)).toBe(masked(line));
    expect(mask(`before\n${text}\nafter`)).toBe(`before\n${masked(line)}\nafter`);
    expect(mask(`before\r\n${text}\r\nafter`)).toBe(`before\r\n${masked(line)}\r\nafter`);
  });

  it('loses it inside of JSON, which stays JSON', () => {
    for (const json of [inJson(text), JSON.stringify({ Reply: inJson(text) })]) {
      const left = mask(json);
      expect(left).not.toContain(canary);
      expect(JSON.parse(left)).toBeTypeOf('object');
      expect(left).toContain('after');
    }
  });
});

test('every vendor that has forms of keys has samples, and every form finds a key in one', () => {
  const sampled = new Set(keySamples.map(({ vendor }) => vendor));
  expect(VENDORS.filter(({ name, keyForms }) => keyForms && !sampled.has(name))).toEqual([]);
  const texts = keySamples.flatMap(({ text }) => [text, inJson(text)]);
  const finds = (form: KeyForm): boolean =>
    texts.some((text) => createKeyMasker([form])(text, (key) => `${key}!`) !== text);
  expect(KEY_FORMS.filter((form) => !finds(form)).map(({ words }) => words)).toEqual([]);
});

// Characters that delimit something in one format or the other, inside of a key.
test.each([
  'FAKE"two',
  "FAKE'two",
  'FAKE,two',
  'FAKE;two',
  'FAKE#two',
  'FAKE}two',
  'FAKE\\two',
  '(FAKE)two',
  '<FAKEtwo',
])('a key with a sign in it is masked whole: %s', (key) => {
  const lines = ['secret = ', ' ikev1 pre-shared-key ', 'set psksecret ', ': PSK ', 'psk=', 'PSK: '];
  for (const line of lines) {
    expect(mask(`a\n${line}${key}\nb`)).toBe(`a\n${line}#\nb`);
    expect(mask(inJson(line + key))).not.toMatch(/FAKE|two/);
  }
});

test.each(['secret = ', ' pre-shared-key remote ', ': PSK '])(
  'blanks belong to a key that ends its line: %s',
  (line) => {
    expect(mask(`a\n${line}FAKE key of words\nb`)).toBe(`a\n${line}#\nb`);
  },
);

test.each([
  'looking for pre-shared key peer configs matching 203.0.113.10...198.51.100.1[plant]',
  'set security ike proposal P1 authentication-method pre-shared-keys',
  'Cause: PSK mismatch',
  'authby=secret',
  '"password": null, "psk": true',
  'psk: none',
  'Psk: 16 characters, about 105 bits',
  'IkeConfig: Psk=****************|IkeVersion=ikev2|IkePfs=group14',
  'Check that the pre-shared-key is the same',
  'tunnel-group 203.0.113.10 type ipsec-l2l',
])('a line that speaks of keys and has none stays as it is: %s', (line) => {
  expect(mask(line)).toBe(line);
});

test('a key in a row of settings ends where the next setting begins', () => {
  expect(mask('IkeConfig: Psk=FAKEkey1|IkeVersion=ikev2|IkePfs=group14')).toBe(
    'IkeConfig: Psk=#|IkeVersion=ikev2|IkePfs=group14',
  );
});
