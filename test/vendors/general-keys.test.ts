import { expect, test } from 'vitest';
import { GENERAL_KEYS } from '../../src/vendors/general-keys.ts';
import { createKeyMasker } from '../../src/vendors/mask-keys.ts';

const mask = (text: string): string => createKeyMasker(GENERAL_KEYS)(text, () => '#');

test.each([
  ['a key in JSON with a quote in it', '{"Psk":"FAKE\\"FAKE\\\\","A":1}', '{"Psk":"#","A":1}'],
  ['the same in JSON again', '"{\\"Psk\\":\\"FAKE\\\\\\"FAKE\\",\\"A\\":1}"', '"{\\"Psk\\":\\"#\\",\\"A\\":1}"'],
  ['percent-encoded, with a quote in it', '%22Psk%22%3A%22FAKE%5C%22FAKE%22%2C', '%22Psk%22%3A%22#%22%2C'],
  ['a private key that ends the text', 'x -----BEGIN RSA PRIVATE KEY-----\nFAKE', 'x #'],
  [
    'a private key of PGP',
    '-----BEGIN PGP PRIVATE KEY BLOCK-----\nFAKE\n-----END PGP PRIVATE KEY BLOCK-----\ny',
    '#\ny',
  ],
])('%s is found whole', (_, text, expected) => {
  expect(mask(text)).toBe(expected);
});
