import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Coerce, isoOf, toEpochMs, toFlag, toNumber, toText } from '../../../src/client/replies/coerce.ts';

const cases: { name: string; coerce: Coerce; given: unknown; expected: unknown }[] = [
  { name: 'text stays', coerce: toText, given: 'x', expected: { value: 'x' } },
  { name: 'empty text stays', coerce: toText, given: '', expected: { value: '' } },
  { name: 'a number where text is asked for', coerce: toText, given: 5, expected: { value: '5' } },
  { name: 'a boolean where text is asked for', coerce: toText, given: true, expected: { value: 'true' } },
  { name: 'null is absent', coerce: toText, given: null, expected: 'absent' },
  { name: 'an object is no text', coerce: toText, given: {}, expected: 'mismatch' },
  { name: 'a number as text', coerce: toNumber, given: '1194', expected: { value: 1194 } },
  { name: 'a number with blanks around', coerce: toNumber, given: ' 10 ', expected: { value: 10 } },
  { name: 'a negative number as text', coerce: toNumber, given: '-1.5', expected: { value: -1.5 } },
  { name: 'no text is no number', coerce: toNumber, given: '', expected: 'absent' },
  { name: 'a unit makes it no number', coerce: toNumber, given: '5M', expected: 'mismatch' },
  { name: 'hexadecimal is no number here', coerce: toNumber, given: '0x10', expected: 'mismatch' },
  { name: 'a boolean is no number', coerce: toNumber, given: true, expected: 'mismatch' },
  { name: 'beyond all numbers', coerce: toNumber, given: '1e999', expected: 'mismatch' },
  { name: 'true as text', coerce: toFlag, given: 'True', expected: { value: true } },
  { name: 'zero as text', coerce: toFlag, given: '0', expected: { value: false } },
  { name: 'one as a number', coerce: toFlag, given: 1, expected: { value: true } },
  { name: 'another word is no boolean', coerce: toFlag, given: 'enable', expected: 'mismatch' },
  { name: 'blank is no boolean', coerce: toFlag, given: ' ', expected: 'absent' },
  { name: 'milliseconds as text', coerce: toEpochMs, given: '1492753580000', expected: { value: 1492753580000 } },
  {
    name: 'an instant as ISO text',
    coerce: toEpochMs,
    given: '2026-01-31T08:00:00Z',
    expected: { value: 1769846400000 },
  },
  { name: 'a word is no instant', coerce: toEpochMs, given: 'soon', expected: 'mismatch' },
];

test.each(cases)('$name', ({ coerce, given, expected }) => {
  expect(coerce(given)).toEqual(expected);
});

test('what was read once is read again as it is', () => {
  fc.assert(
    fc.property(fc.constantFrom(toText, toNumber, toFlag, toEpochMs), fc.anything(), (coerce, given) => {
      const once = coerce(given);
      if (typeof once === 'object') expect(coerce(once.value)).toEqual(once);
    }),
  );
});

test('an instant outside of what a date can hold has no ISO text', () => {
  expect(isoOf(0)).toBe('1970-01-01T00:00:00.000Z');
  expect(isoOf(9e15)).toBeUndefined();
  expect(isoOf(Number.NaN)).toBeUndefined();
});

test('an instant has the same text as the platform gives it', () => {
  const instants = fc.oneof(
    fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }),
    fc.maxSafeInteger().filter((ms) => Math.abs(ms) <= 8.64e15),
    fc.integer({ min: -1, max: 4_000_000 }).map((day) => day * 86_400_000 - 1),
    fc.double({ min: -8.64e15, max: 8.64e15, noNaN: true }),
  );
  fc.assert(
    fc.property(instants, (ms) => {
      expect(isoOf(ms)).toBe(new Date(ms).toISOString());
    }),
    { numRuns: 5_000 },
  );
});
