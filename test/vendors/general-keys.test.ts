import { expect, test } from 'vitest';
import { GENERAL_KEYS } from '../../src/vendors/general-keys.ts';
import { createKeyMasker } from '../../src/vendors/mask-keys.ts';

const mask = (text: string): string => createKeyMasker(GENERAL_KEYS)(text, () => '#');

test.each([
  ['a private key that ends the text', 'x -----BEGIN RSA PRIVATE KEY-----\nFAKE', 'x #'],
  [
    'a private key of PGP',
    '-----BEGIN PGP PRIVATE KEY BLOCK-----\nFAKE\n-----END PGP PRIVATE KEY BLOCK-----\ny',
    '#\ny',
  ],
])('%s is found whole', (_, text, expected) => {
  expect(mask(text)).toBe(expected);
});
