import { type Dictionary, groupWords } from '../handoff/spelling.ts';

const GROUPS = groupWords('', [1, 2, 5, 14, 24]);

const ESP = {
  encryption: {
    des: 'esp-des',
    '3des': 'esp-3des',
    aes: 'esp-aes',
    aes192: 'esp-aes 192',
    aes256: 'esp-aes 256',
  },
  authentication: {
    md5: 'esp-md5-hmac',
    sha1: 'esp-sha-hmac',
    sha256: 'esp-sha256-hmac',
    sha384: 'esp-sha384-hmac',
    sha512: 'esp-sha512-hmac',
  },
  group: groupWords('group', [1, 2, 5, 14, 24]),
} as const;

const HASHES = { md5: 'md5', sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' } as const;

/** How a policy of IKEv1 spells algorithms. */
export const IOS_V1: Dictionary = {
  ike: {
    encryption: { des: 'des', '3des': '3des', aes: 'aes', aes192: 'aes 192', aes256: 'aes 256' },
    authentication: { ...HASHES, sha1: 'sha' },
    group: GROUPS,
  },
  ipsec: ESP,
};

/** How a proposal of IKEv2 does. */
export const IOS_V2: Dictionary = {
  ike: {
    encryption: { des: 'des', '3des': '3des', aes: 'aes-cbc-128', aes192: 'aes-cbc-192', aes256: 'aes-cbc-256' },
    authentication: { ...HASHES, sha1: 'sha1' },
    group: GROUPS,
  },
  ipsec: ESP,
};
