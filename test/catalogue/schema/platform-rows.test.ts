import { expect, it } from 'vitest';
import { z } from 'zod';
import { hasRow, onPublic } from '../../../src/catalogue/schema/platform-rows.ts';

const shared = z.string().optional();

it('a marked row is of the public cloud alone, and the schema that it was made from is not marked', () => {
  const row = onPublic(shared);
  expect([hasRow('public', row), hasRow('stack', row)]).toEqual([true, false]);
  expect([hasRow('public', shared), hasRow('stack', shared)]).toEqual([true, true]);
});

it('a marked row reads what it read before', () => {
  const row = onPublic(shared);
  expect(row.safeParse(undefined).success && row.safeParse('a').success).toBe(true);
  expect(row.safeParse(1).success).toBe(false);
});
