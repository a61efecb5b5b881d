import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nestsTooDeep } from '../../../src/client/replies/json-depth.ts';

const nested = (levels: number): string => `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`;

test('64 levels are gone through, more are not', () => {
  expect([64, 66, 200_000].map((levels) => nestsTooDeep(nested(levels)))).toEqual([false, true, true]);
});

test('brackets in a text are no levels, whatever is escaped beside them', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('[', '{', '"', '\\', 'a') }), (text) => {
      const written = JSON.stringify({ [text]: [`${text}${'['.repeat(100)}`] });
      expect(nestsTooDeep(written)).toBe(false);
    }),
  );
});

test('many values beside each other are not deep', () => {
  expect(nestsTooDeep(JSON.stringify(Array.from({ length: 1_000 }, () => [{ a: [] }])))).toBe(false);
});
