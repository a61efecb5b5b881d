import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  byPlatform,
  hasRow,
  onPublic,
  requiredOnPublic,
  schemaOn,
} from '../../../src/catalogue/schema/platform-rows.ts';

const shared = z.string().optional();

describe('a marked row', () => {
  it('is of the public cloud alone, and the schema that it was made from is not marked', () => {
    const row = onPublic(shared);
    expect([hasRow('public', row), hasRow('stack', row)]).toEqual([true, false]);
    expect([hasRow('public', shared), hasRow('stack', shared)]).toEqual([true, true]);
  });

  it('reads what it read before', () => {
    const row = onPublic(shared);
    expect(row.safeParse(undefined).success && row.safeParse('a').success).toBe(true);
    expect(row.safeParse(1).success).toBe(false);
  });
});

const sizes = z
  .strictObject({
    Size: byPlatform(z.literal([5, 200]), { stack: z.literal(5), public: z.literal([5, 200]).describe('Mbit/s') }),
    Charge: requiredOnPublic(z.literal(['PREPAY', 'POSTPAY'])),
    Inside: z.strictObject({ Old: byPlatform(z.string().optional(), { stack: shared }), Both: shared }).optional(),
    Rows: z.array(z.strictObject({ New: onPublic(shared) })).optional(),
  })
  .refine(({ Size, Charge }) => Size === 5 || Charge === 'PREPAY', { error: 'a big one is paid before' });

const accepts = (platform: 'stack' | 'public', value: unknown) => schemaOn(platform, sizes).safeParse(value).success;

describe('a schema on a platform', () => {
  it.each([
    ['stack', { Size: 5 }, true],
    ['stack', { Size: 200, Charge: 'PREPAY' }, false],
    ['stack', { Size: 5, Charge: 'PREPAY' }, false],
    ['stack', { Size: 5, Inside: { Old: 'a' }, Rows: [{}] }, true],
    ['stack', { Size: 5, Rows: [{ New: 'a' }] }, false],
    ['public', { Size: 5 }, false],
    ['public', { Size: 200, Charge: 'PREPAY', Rows: [{ New: 'a' }] }, true],
    ['public', { Size: 5, Charge: 'PREPAY', Inside: { Old: 'a' } }, false],
    ['public', { Size: 200, Charge: 'POSTPAY' }, false],
  ] as const)('%s with %j: %s', (platform, value, isRight) => {
    expect(accepts(platform, value)).toBe(isRight);
  });

  it('is the same one where nothing differs, and made once where something does', () => {
    const plain = z.strictObject({ A: shared, B: z.array(z.strictObject({ C: shared })) });
    expect(schemaOn('public', plain)).toBe(plain);
    expect(schemaOn('stack', sizes)).toBe(schemaOn('stack', sizes));
  });

  it('keeps its description, its rules and the descriptions of its rows', () => {
    const inner = z.strictObject({ New: onPublic(shared) }).describe('a part');
    const own = schemaOn('stack', z.strictObject({ Part: inner, Size: sizes.shape.Size }));
    expect(z.toJSONSchema(own).properties?.['Part']).toMatchObject({ description: 'a part', properties: {} });
    expect(z.toJSONSchema(schemaOn('public', sizes)).properties?.['Size']).toMatchObject({ description: 'Mbit/s' });
    expect(schemaOn('public', sizes).safeParse({ Size: 200, Charge: 'POSTPAY' }).error?.issues[0]?.message).toBe(
      'a big one is paid before',
    );
  });
});
