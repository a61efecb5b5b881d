import { z } from 'zod';
import type { SecretFile } from '../invoke.ts';
import { briefly } from './brief.ts';
import { must, say, subject } from './explain.ts';

/**
 * Marks a secret where it is declared. The mark stands on the schema itself, inside `optional`: metadata put
 * outside a wrapper would be lost to walkers, and `writeOnly` is the word that JSON Schema has for it.
 */
const mark = { writeOnly: true } as const;

const reference = z.string({ error: say }).optional();

const isOne = (given: object): boolean => Object.values(given).filter((value) => value !== undefined).length === 1;

/** What texts a key may be, as an expression and in words. */
interface KeyRule {
  readonly form: RegExp;
  readonly words: string;
}

/** A key: the text itself, or one reference that is resolved before anything is sent. */
const keyOf = ({ form, words }: KeyRule) =>
  z
    .union(
      [
        z
          .string()
          .refine(...must((key: string) => form.test(key), `is ${words}`))
          .refine(...must((key: string) => !/^\*+$/.test(key), 'is a mask, not a key: leave it out to keep the key'))
          // Anybody could guess such a key, and a fingerprint would look like that of a good one.
          .refine(
            ...must(
              (key: string) => !/^\s*\{\s*["']?(?:generate|file|env)["']?\s*:/.test(key),
              'is the text of a reference, not a key (this server): give {"generate": true}, {"file": NAME} or {"env": NAME} as an object',
            ),
          ),
        z
          .strictObject({ file: reference, env: reference, generate: z.literal(true).optional() }, { error: say })
          .refine(...must(isOne, 'is one of file, env, generate')),
      ],
      {
        error: (issue) =>
          `${subject(issue)} is ${words}, or one of {"generate": true}, ` +
          '{"file": NAME}, {"env": NAME}; a mask or a fingerprint is no key',
      },
    )
    .meta(mark);

const IN_FEW_WORDS = { anyOf: [{ type: 'string' }, { type: 'object' }] };

/** What a key may be. Spaces are allowed: the guide gives the length only, and what newer systems dislike is for a check to warn about. */
export const PSK_FORM = /^[\x20-\x7e]{1,100}$/;

/** A pre-shared key. */
export const psk = keyOf({
  form: PSK_FORM,
  words: '1 to 100 characters (the guide), printable ASCII (this server)',
});

/** The same in few words of JSON: the public cloud has keys in many places, and their forms stand in a description. */
export const briefPsk = briefly(psk, IN_FEW_WORDS);

/** What a key of BGP may be. */
export const BGP_KEY: KeyRule = {
  form: /^[\x21-\x3e\x40-\x7e]{1,64}$/,
  words: '1 to 64 printable ASCII characters without spaces and question marks',
};

/** The key of a peer's BGP. */
export const bgpKey = briefly(keyOf(BGP_KEY), IN_FEW_WORDS);

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

/** Where a file is, for a sentence. */
export const placeOf = (file: SecretFile): string =>
  'Path' in file ? file.Path : `${file.Download} (${file.Name}, once, until ${file.Until})`;

const SAME_CALL = 'Whatever is not taken by then is gone: the same call makes a new link.';

/** A key that was made here is not made once more: the same call would make another one. */
export const OF_NEW_KEY =
  'If nobody takes it by then, DownloadVpnConnectionConfig makes a new page where the cloud still shows the key; else another key has to be made.';

/** What people do with files that wait, and that an agent does not; undefined where none does. `late`: when nobody came. */
export const howToTake = (files: readonly SecretFile[], late: string = SAME_CALL): string | undefined => {
  const [first] = files.filter((file) => 'Download' in file);
  if (!first) return undefined;
  return `Give each link to ${first.For}: they open it and say who they are, and it hands its file out once, until ${first.Until}. Do not open it yourself. ${late}`;
};
