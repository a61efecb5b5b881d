import { Refused } from '../../errors.ts';

/** The characters that a grammar takes at one place. */
export interface Writable {
  /** One that it does not take. */
  readonly stray: RegExp;
  /** What it does take, in words that end a sentence. */
  readonly allowed: string;
}

/** A word without quotes, for grammars that have none or whose quotes are not understood. */
export const PLAIN_WORD: Writable = { stray: /[^A-Za-z0-9._@:/+-]/, allowed: 'letters, digits and . _ @ : / + -' };

/** Visible ASCII and blanks. */
export const PRINTABLE: Writable = { stray: /[^\x20-\x7e]/, allowed: 'visible ASCII characters and blanks' };

const nameOf = (character: string): string =>
  /[\x21-\x7e]/.test(character)
    ? `“${character}”`
    : `the character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The value as it is where a grammar can hold it; refuses it by its field and the character otherwise. */
export const refuseUnwritable = (field: string, value: string, { stray, allowed }: Writable, where: string): string => {
  const [found] = new RegExp(stray.source, `${stray.flags.replace('g', '')}u`).exec(value) ?? [];
  if (found === undefined && value !== '') return value;
  const what = found === undefined ? 'it is empty' : `it has ${nameOf(found)}`;
  throw new Refused(
    'refused',
    `${field} cannot be written for ${where}: ${what}. Allowed are ${allowed}.`,
    `Change ${field} on the cloud's side with ModifyVpnConnectionAttribute (IkeConfig), or choose another Vendor.`,
  );
};

/** In double quotes, where a backslash stands before a quote and before a backslash. */
export const withBackslashes = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** What kind of identity a text is to an IKE daemon. */
export type IdentityKind = 'address' | 'email' | 'dn' | 'fqdn';

/** As strongSwan, which the cloud runs, tells them apart. */
export const identityKind = (id: string): IdentityKind => {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(id) && id.split('.').every((part) => Number(part) < 256)) return 'address';
  if (/^[^@=]+@[^@=]+$/.test(id)) return 'email';
  return /=/.test(id) ? 'dn' : 'fqdn';
};
