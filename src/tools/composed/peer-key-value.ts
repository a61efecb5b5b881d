import { encryptionOf, groupOf, hashOf, type Offer } from './crypto-names.ts';
import { addressIn, blocksIn, type End, identityIn, secondsIn, UNKNOWN_END } from './end.ts';

/** What a name of plain key/value text means: the fields of the cloud's API, and what people write by hand. */
const NAMES: readonly (readonly [Key, RegExp])[] = [
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

type Key =
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

const keyOf = (name: string): Key | undefined => {
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return NAMES.find(([, pattern]) => pattern.test(plain))?.[0];
};

/** `Name: value`, `name = value`, `"Name": "value",` and the Chinese colon; several on a line where JSON is packed. */
const PAIR =
  /["']?([\p{L}\p{N}][\p{L}\p{N} ._()-]{0,40}?)["']?[ \t]{0,4}[:=：][ \t]{0,4}(?:"([^"]{0,300})"|'([^']{0,300})'|\[([^\]]{0,300})\]|([^"'{}[\]]{1,300}))/gu;

const pairsIn = (lines: readonly string[]): ReadonlyMap<Key, string> => {
  const pairs = new Map<Key, string>();
  // A comma before a new quoted name ends a value; one inside a list of blocks does not.
  const split = lines.flatMap((line) => line.split(/,(?=\s*["']?\p{L}[\p{L}\p{N} ._-]{0,40}["']?\s*[:=：])|;/u));
  for (const piece of split)
    for (const [, name = '', ...values] of piece.matchAll(PAIR)) {
      const key = keyOf(name);
      const value = values.find((one) => one !== undefined);
      if (key && value !== undefined && !pairs.has(key)) pairs.set(key, value.replace(/["',]+$/g, '').trim());
    }
  return pairs;
};

const listed = (text: string | undefined, of: (word: string) => string | undefined): readonly string[] =>
  (text ?? '').split(/[,/|]| or |、|\s+/).flatMap((word) => (word.trim() === '' ? [] : (of(word.trim()) ?? [])));

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
  const pairs = pairsIn(lines);
  const of = (key: Key): string | undefined => pairs.get(key);
  const end: End = {
    ...UNKNOWN_END,
    ike_version: versionIn(of('version')),
    mode: modeIn(of('mode')),
    offers1: offersFrom(listed(of('enc1'), encryptionOf), listed(of('hash1'), hashOf), listed(of('dh1'), groupOf)),
    life1: secondsIn(of('life1')),
    local_id: identityIn(of('localId')),
    remote_id: identityIn(of('remoteId')),
    local_addr: addressIn(of('local')),
    peer_addr: addressIn(of('peer')),
    offers2: offersFrom(listed(of('enc2'), encryptionOf), listed(of('hash2'), hashOf), []),
    pfs: listed(of('pfs'), groupOf),
    life2: secondsIn(of('life2')),
    selectors_local: blocksIn(of('localSubnet')),
    selectors_remote: blocksIn(of('remoteSubnet')),
  };
  return [end];
};
