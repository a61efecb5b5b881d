import { z } from 'zod';
import { must, say } from './explain.ts';

/**
 * Marks a secret where it is declared. The mark stands on the schema itself, inside `optional`: metadata put
 * outside a wrapper would be lost to walkers, and `writeOnly` is the word that JSON Schema has for it.
 */
const mark = { writeOnly: true } as const;

const path = z.string({ error: say }).min(1, { error: say });

/** A pre-shared key: the text itself, or a reference that is resolved before anything is sent. */
export const psk = z
  .union(
    [
      // Spaces are allowed: the guide gives length only, and what newer systems forbid is for a check to warn about.
      z
        .string()
        .min(1, { error: say })
        .max(100, { error: say })
        .refine(...must((key: string) => /^[\x20-\x7e]*$/.test(key), 'is printable ASCII'))
        .refine(...must((key: string) => !/^\*+$/.test(key), 'is a mask, not a key: leave it out to keep the key')),
      z.strictObject({ file: path }, { error: say }),
      z.strictObject({ env: path }, { error: say }),
      z.strictObject({ generate: z.literal(true, { error: say }) }, { error: say }),
    ],
    {
      error: (issue) =>
        `${issue.path?.join('.') ?? 'Psk'} is 1 to 100 printable ASCII characters, or one of ` +
        '{"generate": true}, {"file": NAME}, {"env": NAME}; a fingerprint or a mask is no key',
    },
  )
  .meta(mark);

/**
 * A secret in a reply: the plain text between client and guard, and beyond the guard the handle that stands for it
 * (`SecretHandle` in invoke.ts; loose, since a path may ride along where the secret went to a file).
 */
export const secretText = z
  .union([z.string(), z.looseObject({ Fingerprint: z.string(), Length: z.number() })])
  .meta(mark);

const inner = (schema: z.core.$ZodType): z.core.$ZodType | undefined => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return schema.unwrap();
  return schema instanceof z.ZodArray ? schema.element : undefined;
};

/** Whether a schema, or what its wrappers hold, is marked as a secret. */
export const isSecret = (schema: z.core.$ZodType): boolean => {
  if (z.globalRegistry.get(schema)?.['writeOnly'] === true) return true;
  const held = inner(schema);
  return held !== undefined && isSecret(held);
};

/** Where secrets live in an object schema: `['IkeConfig.Psk']`; a list is written `VpnConnections[].IkeConfig.Psk`. */
export const secretPaths = (schema: z.core.$ZodType, at = ''): readonly string[] => {
  if (isSecret(schema)) return [at];
  if (schema instanceof z.ZodArray) return secretPaths(schema.element, `${at}[]`);
  const held = inner(schema);
  if (held) return secretPaths(held, at);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([key, value]) => secretPaths(value, at ? `${at}.${key}` : key));
};
