import { expect, it } from 'vitest';
import { z } from 'zod';
import { briefly, briefOf } from '../../../src/catalogue/schema/brief.ts';
import { isSecret } from '../../../src/catalogue/schema/secret.ts';
import { toSchema } from '../../../src/tools/schema.ts';

const key = z.union([z.string(), z.strictObject({ file: z.string() })]).meta({ writeOnly: true });

it('what is shown in few words judges as before, is as secret as before, and the full one stays full', () => {
  const brief = briefly(key, { anyOf: [{ type: 'string' }, { type: 'object' }] });
  const shown = toSchema(z.strictObject({ Full: key, Brief: brief.optional() }), 'input', 'public');
  expect(shown['properties']).toMatchObject({
    Full: { writeOnly: true, anyOf: [{ type: 'string' }, { properties: { file: { type: 'string' } } }] },
    Brief: { writeOnly: true, anyOf: [{ type: 'string' }, { type: 'object' }] },
  });
  expect([isSecret(brief), briefOf(key)]).toEqual([true, undefined]);
  expect(brief.safeParse({ other: 'a' }).success).toBe(false);
  expect(brief.safeParse({ file: 'a' }).success).toBe(true);
});
