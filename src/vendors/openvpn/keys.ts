import { endOf, type KeyForm } from '../key-form.ts';

const TAG = /<(?:key|tls-auth|tls-crypt|tls-crypt-v2|secret|auth-user-pass|pkcs12)>/y;

/** A name in a list of an Apple profile stands between the same tags; a key has more than a word. */
const NAME = /<key>[\w .-]{1,64}<\/key>/y;

/** OpenVPN profiles carry their keys inline. */
export const OPENVPN_KEYS: readonly KeyForm[] = [
  {
    words: ['<key>', '<tls-', '<secret>', '<auth-user-pass>', '<pkcs12>'],
    find: ({ text, at }) => {
      const from = endOf(TAG, text, at);
      if (from === undefined || endOf(NAME, text, at) !== undefined) return undefined;
      const end = text.indexOf(`</${text.slice(at + 1, from)}`, from);
      const to = end < 0 ? text.length : end;
      return to > from ? { from, to, isQuoted: false } : undefined;
    },
  },
];
