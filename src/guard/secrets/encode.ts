import type { KeyEncoding } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import { privateKeyIn } from './private-key.ts';

/** One way to write a key: how, and which keys it has no way for. */
interface Encoding {
  readonly encode: (key: string) => string;
  /** A character that it cannot hold. */
  readonly cannot?: RegExp;
}

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

const same = (key: string): string => key;
const backslashed = (key: string): string => key.replace(/["\\]/g, '\\$&');

/** Line ends and other control characters stand in no line of a configuration. */
const CONTROL = /\p{Cc}/u;
const VISIBLE = /[^\x21-\x7e]/;

const ENCODINGS: Readonly<Record<Exclude<KeyEncoding, 'salt'>, Encoding>> = {
  plain: { encode: same, cannot: CONTROL },
  base64: { encode: (key) => Buffer.from(key).toString('base64') },
  hex: { encode: (key) => Buffer.from(key).toString('hex') },
  // XML 1.0 has no way for control characters, not even as references.
  xml: { encode: (key) => key.replace(/[&<>"']/g, (sign) => XML[sign] ?? sign), cannot: CONTROL },
  backslash: { encode: backslashed, cannot: CONTROL },
  // PowerShell takes typographic single quotes for plain ones.
  'doubled-quote': { encode: (key) => key.replace(/'/g, "''"), cannot: /[\p{Cc}‘’‚‛]/u },
  'between-quotes': { encode: same, cannot: /[^\x20-\x7e]|["\\]/ },
  'between-single-quotes': { encode: same, cannot: /[^\x20-\x7e]|['\\]/ },
  // What some command line takes for something else: a quote, a comment, help, a variable, the end of a command.
  word: { encode: same, cannot: /[^A-Za-z0-9_.:/+=@%^*()~,&-]/ },
  hcl: { encode: (key) => backslashed(key).replace(/([$%])\{/g, '$1$1{'), cannot: CONTROL },
  'private-key': { encode: privateKeyIn },
  routeros: { encode: (key) => key.replace(/["\\$?]/g, '\\$&'), cannot: /[^\x20-\x7e]/ },
};

/** Whether a word of a template names an encoding. */
export const isKeyEncoding = (word: string): word is KeyEncoding => word === 'salt' || Object.hasOwn(ENCODINGS, word);

/** The key as it is written; refuses, without a word of the key, what the encoding cannot hold. */
export const encodeKey = (key: string, encoding: Exclude<KeyEncoding, 'salt'>): string => {
  const { encode, cannot } = ENCODINGS[encoding];
  if (cannot === undefined || !cannot.test(key)) return encode(key);
  throw new Refused(
    'refused',
    `The pre-shared key has a character that this kind of configuration cannot hold (${encoding}).`,
    VISIBLE.test(key)
      ? 'Give the connection a key of visible ASCII characters (IkeConfig.Psk: {"generate": true}), or choose another Vendor.'
      : 'Give the connection a key of letters and digits (IkeConfig.Psk: {"generate": true}), or choose another Vendor.',
  );
};
