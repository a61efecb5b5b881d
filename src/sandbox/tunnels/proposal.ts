import type { IkeProposal, IpsecProposal } from '../state/resources.ts';

/** The kind of algorithm that the ends could not agree on, as a daemon names it. */
export type Mismatch = 'ENCRYPTION_ALGORITHM' | 'INTEGRITY_ALGORITHM' | 'KEY_EXCHANGE_METHOD';

const ciphers: Readonly<Record<string, string>> = {
  aes: 'AES_CBC_128',
  aes192: 'AES_CBC_192',
  aes256: 'AES_CBC_256',
  des: 'DES_CBC',
  '3des': '3DES_CBC',
};

const digests: Readonly<Record<string, string>> = {
  md5: 'HMAC_MD5_96',
  sha1: 'HMAC_SHA1_96',
  sha256: 'HMAC_SHA2_256_128',
  sha384: 'HMAC_SHA2_384_192',
  sha512: 'HMAC_SHA2_512_256',
};

const groups: Readonly<Record<string, string>> = {
  group1: 'MODP_768',
  group2: 'MODP_1024',
  group5: 'MODP_1536',
  group14: 'MODP_2048',
  group24: 'MODP_2048_256',
};

const named = (names: Readonly<Record<string, string>>, word: string): string => names[word] ?? word.toUpperCase();

const prf = (auth: string): string => `PRF_${named(digests, auth).replace(/_\d+$/, '')}`;

/** The proposal as strongSwan writes it, for example `IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024`. */
export const writeIke = ({ IkeEncAlg, IkeAuthAlg, IkePfs }: IkeProposal): string =>
  `IKE:${[named(ciphers, IkeEncAlg), named(digests, IkeAuthAlg), prf(IkeAuthAlg), named(groups, IkePfs)].join('/')}`;

/** As strongSwan writes it; without the group in the first exchange of IKEv2, which brings no key of its own. */
export const writeEsp = ({ IpsecEncAlg, IpsecAuthAlg, IpsecPfs }: IpsecProposal, withGroup = true): string => {
  const group = withGroup && IpsecPfs !== 'disabled' ? [named(groups, IpsecPfs)] : [];
  return `ESP:${[named(ciphers, IpsecEncAlg), named(digests, IpsecAuthAlg), ...group, 'NO_EXT_SEQ'].join('/')}`;
};

type Triple = readonly [encryption: string, integrity: string, exchange: string];

/** The first algorithm that differs from the nearest acceptable proposal; undefined when one is equal. */
const nearestMismatch = (offered: Triple, acceptable: readonly Triple[]): Mismatch | undefined => {
  const agreed = acceptable.map((one) => one.findIndex((word, index) => word !== offered[index]));
  if (agreed.includes(-1)) return undefined;
  const kinds = ['ENCRYPTION_ALGORITHM', 'INTEGRITY_ALGORITHM', 'KEY_EXCHANGE_METHOD'] as const;
  return kinds[Math.max(0, ...agreed)];
};

/** Why no acceptable phase 1 proposal equals the offered one. */
export const ikeMismatch = (offered: IkeProposal, acceptable: readonly IkeProposal[]): Mismatch | undefined => {
  const triple = (one: IkeProposal): Triple => [one.IkeEncAlg, one.IkeAuthAlg, one.IkePfs];
  return nearestMismatch(triple(offered), acceptable.map(triple));
};

/** Why no acceptable phase 2 proposal equals the offered one. */
export const ipsecMismatch = (offered: IpsecProposal, acceptable: readonly IpsecProposal[]): Mismatch | undefined => {
  const triple = (one: IpsecProposal): Triple => [one.IpsecEncAlg, one.IpsecAuthAlg, one.IpsecPfs];
  return nearestMismatch(triple(offered), acceptable.map(triple));
};
