import { expect, test } from 'vitest';
import { z } from 'zod';
import { list, string, struct } from '../../../src/catalogue/schema/reply-fields.ts';
import { secretText } from '../../../src/catalogue/schema/secret.ts';
import { readerFor, type TypeMismatch } from '../../../src/client/replies/shape.ts';

const read = (schema: z.core.$ZodType, raw: unknown): { value: unknown; mismatches: TypeMismatch[] } => {
  const mismatches: TypeMismatch[] = [];
  return { value: readerFor(schema)(raw, mismatches), mismatches };
};

test('a choice keeps its values and tells others', () => {
  const choice = z.enum(['a', 'b']).optional();
  expect(read(choice, 'a')).toEqual({ value: 'a', mismatches: [] });
  expect(read(choice, 'c')).toEqual({ value: undefined, mismatches: [{ Field: '', Value: 'c' }] });
});

test('a type with checks of its own has the last word', () => {
  expect(read(z.string().max(2), 'abc').mismatches).toEqual([{ Field: '', Value: 'abc' }]);
});

test('a secret is read as text or as the handle that stands for it', () => {
  const handle = { Fingerprint: '0a1b2c3d', Length: 32 };
  expect(read(secretText.optional(), 12345).value).toBe('12345');
  expect(read(secretText.optional(), handle)).toEqual({ value: handle, mismatches: [] });
  expect(read(secretText.optional(), ['x']).mismatches).toEqual([
    { Field: '', Value: '(hidden: it may hold a secret)' },
  ]);
});

test('an entry that lacks what its type requires is told and left out', () => {
  const entries = list('Row', z.looseObject({ Id: z.string(), Note: string }));
  expect(read(entries, { Row: [{ Id: 1 }, { Note: 'x' }] })).toEqual({
    value: [{ Id: '1' }],
    mismatches: [{ Field: '[1]', Value: '{"Note":"x"}' }],
  });
});

test('a structure may come as JSON text or as a list of one', () => {
  const schema = struct({ A: string });
  expect(read(schema, '{"a":1}').value).toEqual({ A: '1' });
  expect(read(schema, [{ A: 'x' }]).value).toEqual({ A: 'x' });
  expect(read(schema, '').value).toBeUndefined();
  expect(read(schema, '{broken').mismatches).toHaveLength(1);
});

test('of a long mismatch only its length is told: where it were cut, half a secret could stand', () => {
  expect(read(z.number(), 'x'.repeat(5_000)).mismatches[0]?.Value).toBe('(5000 characters)');
});
