import { z } from 'zod';
import type { Platform } from '../../src/catalogue/action.ts';
import { schemaOn } from '../../src/catalogue/schema/platform-rows.ts';
import { isSecret } from '../../src/catalogue/schema/secret.ts';

/** One field of a schema as a guide's table would have it: path, kind, whether it must be given. */
export interface SchemaRow {
  readonly path: string;
  readonly kind: string;
  readonly required: boolean;
}

const core = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodOptional ? core(schema.unwrap()) : schema;

const kindOf = (schema: z.core.$ZodType): string => {
  if (isSecret(schema)) return 'secret';
  return schema instanceof z.ZodLiteral ? typeof [...schema.values][0] : schema._zod.def.type;
};

const inside = (schema: z.core.$ZodType, path: string, platform: Platform): readonly SchemaRow[] => {
  if (schema instanceof z.ZodArray) return inside(core(schema.element), `${path}[]`, platform);
  return schema instanceof z.ZodObject ? rowsBelow(schema, platform, `${path}.`) : [];
};

const rowsBelow = (schema: z.ZodObject, platform: Platform, prefix: string): readonly SchemaRow[] =>
  Object.entries(schemaOn(platform, schema).shape).flatMap(([key, field]) => {
    const path = prefix + key;
    const bare = core(field);
    return [{ path, kind: kindOf(bare), required: bare === field }, ...inside(bare, path, platform)];
  });

/** Every field that an object schema has on a platform, nested ones too, as `VpnConnections[].IkeConfig.Psk`. */
export const schemaRows = (schema: z.ZodObject, platform: Platform = 'stack'): readonly SchemaRow[] =>
  rowsBelow(schema, platform, '');
