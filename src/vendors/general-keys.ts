import type { KeyPattern } from './key-patterns.ts';

/** Between two texts in quotes, escaped or not, of percent-encoded JSON. */
const PERCENT = {
  quote: '%(?:25)*22',
  colon: '%(?:25)*3A',
  blanks: String.raw`(?:%(?:25)*20|\+)*`,
  escape: '%(?:25)*5C%(?:25)*(?:22|5C)',
};

const FIELDS = 'psk|pre_?shared_?key|clientkey|accesskeysecret|securitytoken|password';
const FIELD_WORDS = ['psk', 'shared', 'clientkey', 'accesskeysecret', 'securitytoken', 'password'];

/** Keys in formats that belong to no vendor. */
export const GENERAL_KEYS: readonly KeyPattern[] = [
  // Private keys of any kind, whole or cut off, with real or escaped line breaks.
  {
    pattern:
      /(?<key>-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[^-\n]{0,20}-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY[^-\n]{0,20}-----|$))/g,
    words: ['PRIVATE KEY'],
  },
  // JSON, escapes in the key included; then the same inside a JSON text.
  {
    pattern: new RegExp(String.raw`(?<!\\)"(?:${FIELDS})"\s*:\s*"(?<key>(?:[^"\\]|\\.)+)`, 'gi'),
    words: FIELD_WORDS,
  },
  {
    pattern: new RegExp(
      String.raw`"(?:${FIELDS})\\{1,64}"\s*:\s*(?<slashes>\\{1,64})"(?<escaped>(?:(?!(?<!\\)(?:\k<slashes>)?")[\s\S])+)`,
      'gi',
    ),
    words: FIELD_WORDS,
  },
  // The same percent-encoded, as the cloud echoes what it was sent.
  {
    pattern: new RegExp(
      `${PERCENT.quote}(?:Psk|AccessKeySecret|SecurityToken)${PERCENT.quote}${PERCENT.blanks}${PERCENT.colon}${PERCENT.blanks}${PERCENT.quote}(?<key>(?:${PERCENT.escape}|(?!${PERCENT.quote}).)+)`,
      'gi',
    ),
    words: ['psk', 'accesskeysecret', 'securitytoken'],
  },
  {
    pattern: /(?:SecurityToken|AccessKeySecret)%(?:25)*3D(?<key>(?:(?!%(?:25)*26)[^\s&"'])+)/g,
    words: ['SecurityToken', 'AccessKeySecret'],
  },
  { pattern: /\bBearer (?<key>[\w.~+/-]{16,}=*)/g, words: ['Bearer'] },
];
