import { type Dictionary, groupWords } from '../handoff/spelling.ts';

const ENCRYPTION = { des: 'des', '3des': '3des', aes: 'aes', aes192: 'aes-192', aes256: 'aes-256' } as const;

/** IKEv1 knows two hashes and the older groups. */
export const ASA_V1: Dictionary = {
  ike: {
    encryption: ENCRYPTION,
    authentication: { md5: 'md5', sha1: 'sha' },
    group: groupWords('', [1, 2, 5, 14]),
  },
  ipsec: {
    encryption: {
      des: 'esp-des',
      '3des': 'esp-3des',
      aes: 'esp-aes',
      aes192: 'esp-aes-192',
      aes256: 'esp-aes-256',
    },
    authentication: { md5: 'esp-md5-hmac', sha1: 'esp-sha-hmac' },
    group: groupWords('group', [1, 2, 5, 14]),
  },
};

/** How IKEv2 spells algorithms. */
export const ASA_V2: Dictionary = {
  ike: {
    encryption: ENCRYPTION,
    authentication: { md5: 'md5', sha1: 'sha', sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' },
    group: groupWords('', [1, 2, 5, 14, 24]),
  },
  ipsec: {
    encryption: ENCRYPTION,
    authentication: { md5: 'md5', sha1: 'sha-1', sha256: 'sha-256', sha384: 'sha-384', sha512: 'sha-512' },
    group: groupWords('group', [1, 2, 5, 14, 24]),
  },
};
