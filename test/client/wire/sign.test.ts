import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flattenForSigning, type Value } from '../../../src/client/wire/flatten.ts';
import { canonicalise, encode, type SignatureMethod, sign, stringToSign } from '../../../src/client/wire/sign.ts';

interface Vector {
  readonly description: string;
  readonly method: string;
  readonly params: Readonly<Record<string, Value>>;
  readonly stringToSign: string;
  readonly signature: string;
  readonly accessKeySecret: string;
}

const golden = (name: string): Vector[] =>
  JSON.parse(readFileSync(new URL(`../../support/golden/${name}`, import.meta.url), 'utf8'));
const vectors = [...golden('pop.json'), ...golden('asapi.json')];

test('all seventeen vectors are there', () => {
  expect(vectors.length).toBe(17);
});

test.each(vectors)('the signature agrees with the official signers: $description', (vector) => {
  const parameters = flattenForSigning(vector.params);
  const text = stringToSign(vector.method, canonicalise(parameters));
  expect(text).toBe(vector.stringToSign);
  const method: SignatureMethod = parameters['SignatureMethod'] === 'HMAC-SHA256' ? 'HMAC-SHA256' : 'HMAC-SHA1';
  expect(sign(text, vector.accessKeySecret, method)).toBe(vector.signature);
});

test('an encoded text holds unreserved characters only, and decodes to itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const encoded = encode(text);
      expect(encoded).toMatch(/^([A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
      expect(decodeURIComponent(encoded)).toBe(text);
    }),
  );
});

test('a lone surrogate is encoded as the replacement character instead of failing the call', () => {
  expect(encode('a\ud800b')).toBe('a%EF%BF%BDb');
});
