import { algorithmOf, encryptionOf, groupOf, hashOf, type Offer, offerOf } from '../crypto-names.ts';
import { addressIn, blocksIn, doubtsOf, type End, identityIn, secondsIn, UNKNOWN_END } from '../end.ts';

/** What a name of plain key/value text means: the fields of the cloud's API, and what people write by hand. */
const NAMES: readonly (readonly [Key, RegExp])[] = [
  ['all1', /^(?:(?:ike)?(?:phase|ph|p)1(?:proposals?)?|ikeproposals?|第一阶段(?:提议)?)$/],
  ['all2', /^(?:(?:ipsec)?(?:phase|ph|p)2(?:proposals?)?|(?:ipsec|esp)proposals?|第二阶段(?:提议)?)$/],
  ['version', /^(?:ikeversion|ike版本|版本|version)$/],
  ['mode', /^(?:ikemode|mode|exchangemode|negotiationmode|协商模式|模式)$/],
  [
    'enc1',
    /^(?:ikeencalg|ikeencryption(?:algorithm)?|(?:phase1|p1|ph1|ike)enc(?:ryption)?(?:alg(?:orithm)?)?|第一阶段加密(?:算法)?|ike加密(?:算法)?|enc1)$/,
  ],
  [
    'hash1',
    /^(?:ikeauthalg|ike(?:hash|integrity|authentication)(?:algorithm)?|(?:phase1|p1|ph1)(?:hash|auth(?:entication)?|integrity)(?:alg(?:orithm)?)?|第一阶段认证(?:算法)?|ike认证(?:算法)?|hash1)$/,
  ],
  [
    'dh1',
    /^(?:ikepfs|ike(?:dh|group|dhgroup|diffiehellman(?:group)?)|(?:phase1|p1|ph1)(?:dh|group|dhgroup)|dhgroup|dh|第一阶段dh(?:组)?|dh1)$/,
  ],
  ['life1', /^(?:ikelifetime|(?:phase1|p1|ph1)life(?:time)?|第一阶段(?:生存时间|生命周期|sa生存周期)|life1)$/],
  ['localId', /^(?:localid(?:ipsec)?|leftid|ourid|本端id|localidentity|localidentifier)$/],
  ['remoteId', /^(?:remoteid|peerid|rightid|对端id|remoteidentity|peeridentity|remoteidentifier)$/],
  ['local', /^(?:local(?:ip|address|addr|gateway)?|localpublicip|本端(?:地址|公网ip|网关)?|left)$/],
  [
    'peer',
    /^(?:remote(?:ip|address|addr|gateway)?|peer(?:ip|address|addr)?|remotepublicip|对端(?:地址|公网ip|网关)?|right)$/,
  ],
  [
    'enc2',
    /^(?:ipsecencalg|ipsecencryption(?:algorithm)?|esp(?:enc(?:ryption)?)?|(?:phase2|p2|ph2|ipsec|esp)enc(?:ryption)?(?:alg(?:orithm)?)?|第二阶段加密(?:算法)?|ipsec加密(?:算法)?|enc2)$/,
  ],
  [
    'hash2',
    /^(?:ipsecauthalg|(?:ipsec|esp)(?:hash|integrity|authentication|auth)(?:algorithm)?|(?:phase2|p2|ph2)(?:hash|auth(?:entication)?|integrity)(?:alg(?:orithm)?)?|第二阶段认证(?:算法)?|ipsec认证(?:算法)?|hash2)$/,
  ],
  [
    'pfs',
    /^(?:ipsecpfs|pfs(?:group)?|(?:phase2|p2|ph2)(?:pfs|dh|group|dhgroup)|perfectforwardsecrecy|第二阶段dh(?:组)?)$/,
  ],
  ['life2', /^(?:ipseclifetime|(?:phase2|p2|ph2)life(?:time)?|第二阶段(?:生存时间|生命周期|sa生存周期)|life2)$/],
  [
    'localSubnet',
    /^(?:local(?:subnets?|networks?|ts|selectors?|lan|cidrs?)|leftsubnets?|本端(?:网段|子网|私网)|selectorslocal)$/,
  ],
  [
    'remoteSubnet',
    /^(?:(?:remote|peer)(?:subnets?|networks?|ts|selectors?|lan|cidrs?)|rightsubnets?|对端(?:网段|子网|私网)|selectorsremote)$/,
  ],
];

type Phase = 1 | 2;

/** Names that say nothing of a phase: the heading they stand under does. */
const UNDER_HEADING: readonly (readonly [readonly [Key, Key], RegExp])[] = [
  [['enc1', 'enc2'], /^(?:enc(?:ryption)?(?:alg(?:orithm)?)?|cipher|加密(?:算法)?)$/],
  [['hash1', 'hash2'], /^(?:(?:hash|integrity|auth(?:entication)?)(?:alg(?:orithm)?)?|认证(?:算法)?|完整性(?:算法)?)$/],
  [['dh1', 'pfs'], /^(?:dh(?:group)?|group|diffiehellman(?:group)?|dh组)$/],
  [['life1', 'life2'], /^(?:(?:sa)?life(?:time)?|生存时间|生命周期|sa生存周期)$/],
];

type Key =
  | 'all1'
  | 'all2'
  | 'version'
  | 'mode'
  | 'enc1'
  | 'hash1'
  | 'dh1'
  | 'life1'
  | 'localId'
  | 'remoteId'
  | 'local'
  | 'peer'
  | 'enc2'
  | 'hash2'
  | 'pfs'
  | 'life2'
  | 'localSubnet'
  | 'remoteSubnet';

const keyOf = (name: string, phase: Phase | undefined): Key | undefined => {
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const shared = phase && UNDER_HEADING.find(([, pattern]) => pattern.test(plain))?.[0];
  return shared ? shared[phase - 1] : NAMES.find(([, pattern]) => pattern.test(plain))?.[0];
};

/** `Phase 1`, `第二阶段`, `"phase2": {`: a line that gives no value but says what follows. */
const NUMBERED = /\b(?:phase|ph|p)[ _-]?([12])\b|第([一二])阶段/i;
/** `## IKE settings`, `IPsec (ESP)`; not a title such as `IPsec VPN to the plant`. */
const WORDED =
  /^\W*(?:(ike)|ipsec|esp)(?:\W{1,3}(?:esp|sa|settings?|parameters?|proposals?|policy|config(?:uration)?|profile))?\W*$/i;

const phaseUnder = (line: string): Phase | undefined => {
  if (!/^[^:=：]{0,60}[:=：]?[^\p{L}\p{N}]{0,10}$/u.test(line)) return undefined;
  const numbered = NUMBERED.exec(line);
  if (numbered) return numbered[1] === '1' || numbered[2] === '一' ? 1 : 2;
  const worded = WORDED.exec(line);
  if (!worded) return undefined;
  return worded[1] === undefined ? 2 : 1;
};

/** `Name: value`, `name = value`, `"Name": "value",` and the Chinese colon; several on a line where JSON is packed. */
const PAIR =
  /["']?([\p{L}\p{N}][\p{L}\p{N} ._()-]{0,40}?)["']?[ \t]{0,4}[:=：][ \t]{0,4}(?:"([^"]{0,300})"|'([^']{0,300})'|\[([^\]]{0,300})\]|([^"'{}[\]]{1,300}))/gu;

/** So many settings that were understood are a configuration, whatever else is in the text. */
const ENOUGH = 6;

/** The pieces that were not understood, where they are more than those that were: then it is likelier another format. */
const strangeIn = (pairs: ReadonlyMap<Key, string>, strange: readonly string[]): readonly string[] =>
  pairs.size === 0 || pairs.size >= ENOUGH || strange.length <= pairs.size ? [] : strange;

const pairsIn = (lines: readonly string[]) => {
  const pairs = new Map<Key, string>();
  const strange: string[] = [];
  let phase: Phase | undefined;
  // A comma before a new quoted name ends a value; one inside a list of blocks does not.
  const split = lines.flatMap((line) => line.split(/,(?=\s*["']?\p{L}[\p{L}\p{N} ._-]{0,40}["']?\s*[:=：])|;/u));
  for (const piece of split) {
    const heading = phaseUnder(piece);
    phase = heading ?? phase;
    let isKnown = heading !== undefined || !/[\p{L}\p{N}]/u.test(piece) || /^\s*[#!]/.test(piece);
    for (const [, name = '', ...values] of piece.matchAll(PAIR)) {
      const key = keyOf(name, phase);
      const value = values.find((one) => one !== undefined);
      isKnown ||= key !== undefined;
      if (key && value !== undefined && !pairs.has(key)) pairs.set(key, value.replace(/["',]+$/g, '').trim());
    }
    if (!isKnown) strange.push(piece);
  }
  return { pairs, strange: strangeIn(pairs, strange) };
};

const listed = (text: string | undefined, of: (word: string) => string | undefined): readonly string[] =>
  (text ?? '').split(/[,/|]| or |、|\s+/).flatMap((word) => (word.trim() === '' ? [] : (of(word.trim()) ?? [])));

/** `PFS: off` and `禁用` say that there is none. */
const pfsGroupOf = (word: string): string | undefined =>
  /^(?:off|禁用|关闭|不启用|不使用|无)$/i.test(word) ? 'disabled' : groupOf(word);

/** A whole proposal on one line, such as `AES-256, SHA1, DH group 14` or `aes256-sha1-modp2048`. */
const proposalIn = (text: string | undefined): Offer =>
  offerOf(
    (text ?? '')
      .replace(/\b(?:dh[ -]?(?:group|grp)?|group|grp)[ -]?(\d{1,2})\b/gi, 'group$1')
      .replace(/\b(aes(?:[ -]?cbc)?|sha)[ -]?(?=\d)/gi, '$1')
      .split(/[,/|;、]|\s+/)
      .flatMap((word) => (algorithmOf(word) ? [word] : word.split('-'))),
  );

const offersFrom = (enc: readonly string[], hash: readonly string[], dh: readonly string[]): readonly Offer[] =>
  enc.length + hash.length + dh.length > 0 ? [{ enc, hash, prf: [], dh }] : [];

const versionIn = (text: string | undefined): End['ike_version'] => {
  const number = /(?:ike)?\s*v?\s*([12])\s*$/i.exec(text ?? '')?.[1];
  return number === undefined ? undefined : number === '1' ? 'ikev1' : 'ikev2';
};

const modeIn = (text: string | undefined): End['mode'] =>
  /main|主/i.test(text ?? '') ? 'main' : /aggressive|野蛮/i.test(text ?? '') ? 'aggressive' : undefined;

/** Reads plain `name: value` text, JSON and the API's own field names; local is the writer's own side. */
export const readKeyValue = (lines: readonly string[]): readonly End[] => {
  const { pairs, strange } = pairsIn(lines);
  const doubts = doubtsOf('strange', strange);
  const of = (key: Key): string | undefined => pairs.get(key);
  const [all1, all2] = [proposalIn(of('all1')), proposalIn(of('all2'))];
  const or = (own: readonly string[], whole: readonly string[]): readonly string[] => (own.length > 0 ? own : whole);
  const end: End = {
    ...UNKNOWN_END,
    ike_version: versionIn(of('version')),
    mode: modeIn(of('mode')),
    offers1: offersFrom(
      or(listed(of('enc1'), encryptionOf), all1.enc),
      or(listed(of('hash1'), hashOf), all1.hash),
      or(listed(of('dh1'), groupOf), all1.dh),
    ),
    life1: secondsIn(of('life1')),
    local_id: identityIn(of('localId')),
    remote_id: identityIn(of('remoteId')),
    local_addr: addressIn(of('local')),
    peer_addr: addressIn(of('peer')),
    offers2: offersFrom(or(listed(of('enc2'), encryptionOf), all2.enc), or(listed(of('hash2'), hashOf), all2.hash), []),
    pfs: or(listed(of('pfs'), pfsGroupOf), all2.dh),
    life2: secondsIn(of('life2')),
    selectors_local: blocksIn(of('localSubnet')),
    selectors_remote: blocksIn(of('remoteSubnet')),
    ...(doubts.length > 0 && { doubts }),
  };
  return [end];
};
