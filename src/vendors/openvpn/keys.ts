import type { KeyPattern } from '../key-patterns.ts';

/** OpenVPN profiles carry their keys inline. */
export const OPENVPN_KEYS: readonly KeyPattern[] = [
  {
    pattern:
      /(?<key>-----BEGIN OpenVPN Static key[^-\n]{0,20}-----[\s\S]*?(?:-----END OpenVPN Static key[^-\n]{0,20}-----|$))/g,
    words: ['Static key'],
  },
  {
    pattern: /<(key|tls-auth|tls-crypt|tls-crypt-v2|secret|auth-user-pass|pkcs12)>(?<key>[\s\S]+?)(?=<\/\1>|$)/g,
    words: ['<key>', '<tls-', '<secret>', '<auth-user-pass>', '<pkcs12>'],
  },
];
