import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, digest } from '../../../src/guard/approval/digest.ts';

const key = Buffer.alloc(32, 7);

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, shuffled(inner)]),
  );
};

test('the order of keys and absent values do not matter', () => {
  expect(canonical({ a: 1, b: { d: undefined, c: 2 } })).toBe(canonical({ b: { c: 2 }, a: 1 }));
});

test.each([
  ['a value', { a: 1 }, { a: 2 }],
  ['a type', { a: 1 }, { a: '1' }],
  ['the order of a list', { a: [1, 2] }, { a: [2, 1] }],
  ['a key', { a: 1 }, { A: 1 }],
  ['null and absent', { a: null }, {}],
  ['an object and its own encoding', { a: { b: 1 } }, { a: { keys: [['b', 1]] } }],
  ['an inherited name', JSON.parse('{"__proto__":1}'), {}],
])('%s matters', (_, one, other) => {
  expect(digest(key, one)).not.toBe(digest(key, other));
});

test('any JSON has one form, and different JSON has different forms', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(canonical(shuffled(one))).toBe(canonical(one));
      expect(canonical(one) === canonical(other)).toBe(isAlike(one, other));
    }),
  );
});

const isAlike = (one: unknown, other: unknown): boolean => {
  try {
    expect(JSON.parse(JSON.stringify(one))).toStrictEqual(JSON.parse(JSON.stringify(other)));
    return true;
  } catch {
    return false;
  }
};
