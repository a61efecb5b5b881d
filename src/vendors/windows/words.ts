import type { DeviceWords } from '../handoff/pick.ts';

const ENCRYPTION = { aes: 'AES128', aes192: 'AES192', aes256: 'AES256', des: 'DES', '3des': 'DES3' } as const;
const HASH = { md5: 'MD5', sha1: 'SHA1', sha256: 'SHA256', sha384: 'SHA384' } as const;
const HASH_2 = { md5: 'MD5', sha1: 'SHA1', sha256: 'SHA256' } as const;

const numbered = (before: string) =>
  ({ group1: `${before}1`, group2: `${before}2`, group14: `${before}14`, group24: `${before}24` }) as const;

/** Of the site-to-site interfaces of Routing and Remote Access. */
export const INTERFACE_WORDS: DeviceWords = {
  ...{ encryption1: ENCRYPTION, hash1: HASH, group1: numbered('Group'), encryption2: ENCRYPTION },
  hash2: { md5: 'MD596', sha1: 'SHA196', sha256: 'SHA256128' },
  pfs: { disabled: 'None', group1: 'PFS1', group2: 'PFS2', group14: 'PFS2048', group24: 'PFS24' },
};

/** Of the rules of the firewall. */
export const RULE_WORDS: DeviceWords = {
  ...{ encryption1: ENCRYPTION, hash1: HASH, group1: numbered('DH'), encryption2: ENCRYPTION, hash2: HASH_2 },
  pfs: { disabled: 'None', ...numbered('DH') },
};
