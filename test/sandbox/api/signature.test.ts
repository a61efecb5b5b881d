import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isSignedBy, stringToSign } from '../../../src/sandbox/api/signature.ts';

interface Vector {
  description: string;
  method: string;
  params: Record<string, unknown>;
  stringToSign: string;
  signature: string;
  accessKeySecret: string;
}

const golden = (name: string): Vector[] =>
  JSON.parse(readFileSync(new URL(`../../support/golden/${name}.json`, import.meta.url), 'utf8'));

/** Structured values are flattened before signing (incoming.test.ts); here only what is flat. */
const isFlat = (vector: Vector): boolean => Object.values(vector.params).every((value) => typeof value === 'string');

const vectors = [...golden('pop'), ...golden('asapi')].filter(isFlat);

for (const { description, method, params, stringToSign: text, signature, accessKeySecret } of vectors)
  test(`agrees with the vendor's signers: ${description.slice(0, 60)}`, () => {
    const flat = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
    const SignatureMethod = flat['SignatureMethod'] ?? 'HMAC-SHA1';
    expect(stringToSign(method, flat)).toBe(text);
    expect(isSignedBy(accessKeySecret, text, { SignatureMethod, Signature: signature })).toBe(true);
    expect(isSignedBy(`${accessKeySecret}x`, text, { SignatureMethod, Signature: signature })).toBe(false);
  });

test('there are vectors to agree with', () => {
  expect(vectors.length).toBeGreaterThan(12);
});

test('a method nobody knows signs nothing', () => {
  expect(isSignedBy('FAKE', 'GET&%2F&', { SignatureMethod: 'HMAC-MD5', Signature: '' })).toBe(false);
});

test('the signature itself is not signed', () => {
  expect(stringToSign('GET', { A: '1', Signature: 'x' })).toBe(stringToSign('GET', { A: '1' }));
});
