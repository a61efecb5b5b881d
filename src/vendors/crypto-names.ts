/**
 * An algorithm of any vendor, by the cloud's name where it has one: `aes`, `aes192`, `aes256`, `des`,
 * `3des`, `md5`, `sha1`, `sha256`, `group14`. Unknown names are undefined: unknown is not a mismatch.
 */
export interface Algorithm {
  readonly kind: 'enc' | 'hash' | 'prf' | 'dh';
  readonly name: string;
}

/** Modulus bits and curve names to group numbers (IANA transform type 4). */
const GROUPS: Readonly<Record<string, string>> = {
  modp768: 'group1',
  modp1024: 'group2',
  modp1536: 'group5',
  modp2048: 'group14',
  modp3072: 'group15',
  modp4096: 'group16',
  modp6144: 'group17',
  modp8192: 'group18',
  modp1024s160: 'group22',
  modp1024160: 'group22',
  modp2048s224: 'group23',
  modp2048224: 'group23',
  modp2048s256: 'group24',
  modp2048256: 'group24',
  ecp256: 'group19',
  ecp384: 'group20',
  ecp521: 'group21',
  curve25519: 'group31',
  x25519: 'group31',
  curve448: 'group32',
};

const AES_BITS: Readonly<Record<string, string>> = { '': 'aes', '128': 'aes', '192': 'aes192', '256': 'aes256' };

const encryption = (word: string): string | undefined => {
  const aes = /^(?:esp)?aes(?:cbc)?(128|192|256)?(?:cbc)?$/.exec(word);
  if (aes) return AES_BITS[aes[1] ?? ''];
  const gcm = /^(?:esp)?aes(?:(\d{3})gcm|gcm|gmac)\d*$/.exec(word);
  if (gcm) return `aes${gcm[1] ?? /(128|192|256)$/.exec(word)?.[1] ?? '128'}gcm`;
  if (/^(?:esp)?(?:3des|des3|tripledes)(?:cbc)?\d*$/.test(word)) return '3des';
  if (/^(?:esp)?des(?:cbc|56)?$/.test(word)) return 'des';
  return /^(?:esp)?(?:null|nullencryption)$/.test(word) ? 'null' : undefined;
};

const digest = (word: string): string | undefined => {
  if (/^md5\d*$/.test(word)) return 'md5';
  if (/^sha1?(?:96|160)?$/.test(word)) return 'sha1';
  // Libreswan's `sha2` alone is the one of 256 bits.
  if (word === 'sha2') return 'sha256';
  const sha2 = /^sha2?(256|384|512)\d*$/.exec(word);
  return sha2 ? `sha${sha2[1]}` : undefined;
};

const group = (word: string): string | undefined => {
  const numbered = /^(?:dh)?(?:group|grp|g)?(\d{1,2})$/.exec(word);
  return numbered ? `group${numbered[1]}` : GROUPS[word];
};

const flat = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Which encryption a word means, if it means one. */
export const encryptionOf = (word: string): string | undefined => encryption(flat(word));

/** Which hash a word means: `sha`, `HMAC_SHA1_96`, `esp-sha-hmac` and `hmac-sha1-96` are one. */
export const hashOf = (word: string): string | undefined =>
  digest(
    flat(word)
      .replace(/^(?:ah|esp)?(?:hmac)?/, '')
      .replace(/hmac$/, ''),
  );

/** Which DH group a word means; a bare number counts, so ask only where a group stands. `none` is `disabled`. */
export const groupOf = (word: string): string | undefined => {
  const name = flat(word);
  return /^(?:none|nopfs|disabled?|no)$/.test(name) ? 'disabled' : group(name);
};

/** What one word of a proposal string means, whatever its kind. */
export const algorithmOf = (word: string): Algorithm | undefined => {
  const name = flat(word);
  if (name.startsWith('prf')) {
    const prf = digest(name.replace(/^prf(?:hmac)?/, ''));
    return prf ? { kind: 'prf', name: prf } : undefined;
  }
  const enc = encryptionOf(word);
  if (enc) return { kind: 'enc', name: enc };
  const hash = hashOf(word);
  if (hash) return { kind: 'hash', name: hash };
  const dh = GROUPS[name] ?? (/^(?:dh|(?:dh)?group)\d{1,2}$/.test(name) ? group(name) : undefined);
  return dh ? { kind: 'dh', name: dh } : undefined;
};

/** One set of algorithms that an end offers together; an empty list means that the set does not say. */
export interface Offer {
  readonly enc: readonly string[];
  readonly hash: readonly string[];
  readonly prf: readonly string[];
  readonly dh: readonly string[];
}

/** Reads the words of one proposal, such as `aes256-sha1-modp2048` or `AES_CBC_256/HMAC_SHA1_96/MODP_2048`. */
export const offerOf = (words: readonly string[]): Offer => {
  const known = words.map(algorithmOf).filter((algorithm) => algorithm !== undefined);
  const of = (kind: Algorithm['kind']) => [...new Set(known.filter((one) => one.kind === kind).map((one) => one.name))];
  return { enc: of('enc'), hash: of('hash'), prf: of('prf'), dh: of('dh') };
};

/** Reads a comma-separated list of proposals whose words are joined by dashes (strongSwan, FortiGate). */
export const offersOf = (list: string): readonly Offer[] =>
  list
    .replace(/!$/, '')
    .split(',')
    .map((proposal) => offerOf(proposal.trim().split(/[-;+]/)))
    .filter((offer) => offer.enc.length > 0);

/** All names of one kind in several offers, each once. */
export const allOf = (offers: readonly Offer[], kind: keyof Offer): readonly string[] => [
  ...new Set(offers.flatMap((offer) => offer[kind])),
];

/** How strong a value is, higher is stronger; undefined for a word without a rank. */
export const strengthOf = (name: string): number | undefined =>
  ({ des: 0, '3des': 1, aes: 3, aes192: 4, aes256: 5, md5: 0, sha1: 2, sha256: 4, sha384: 5, sha512: 6 })[name] ??
  { disabled: -1, group1: 0, group2: 1, group5: 2, group24: 3, group14: 4 }[name];

/** Values that current firmware refuses or warns of (RFC 8221, RFC 8247). */
export const isWeak = (name: string): boolean => ['des', '3des', 'md5', 'group1', 'group2'].includes(name);
