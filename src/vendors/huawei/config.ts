import { readAccessLists } from '../access-list.ts';
import { encryptionOf, groupOf, hashOf, type Offer } from '../crypto-names.ts';
import { addressIn, type End, identityIn, once, secondsIn, UNKNOWN_END } from '../end.ts';
import { type Stanza, stanzasOf, valueIn } from '../stanza.ts';

const HEADS =
  /^(?:ike (?:proposal|peer|profile|keychain|identity|dpd)|ikev2 (?:proposal|policy|profile|keychain)|ipsec (?:proposal|transform-set|policy|policy-template|profile|sa)|acl |interface |ip route|#)/i;

const words = (text: string | undefined, of: (word: string) => string | undefined): readonly string[] =>
  (text ?? '').split(/\s+/).flatMap((word) => (word === '' ? [] : (of(word) ?? [])));

const phase1Offer = ({ body }: Stanza): Offer => ({
  enc: words(valueIn(body, /^encryption(?:-algorithm)? (.+)$/i), encryptionOf),
  hash: words(valueIn(body, /^(?:authentication-algorithm|integrity(?:-algorithm)?) (.+)$/i), hashOf),
  prf: words(valueIn(body, /^prf (.+)$/i), hashOf),
  dh: words(valueIn(body, /^dh (.+)$/i), groupOf),
});

const phase2Offer = ({ body }: Stanza): Offer => ({
  enc: words(valueIn(body, /^esp encryption-algorithm (.+)$/i), encryptionOf),
  hash: words(valueIn(body, /^esp authentication-algorithm (.+)$/i), hashOf),
  prf: [],
  dh: [],
});

const starting = (stanzas: readonly Stanza[], pattern: RegExp): readonly Stanza[] =>
  stanzas.filter(({ head }) => pattern.test(head));

/** The things a policy names, or all of their kind where it names none. */
const chosen = (all: readonly Stanza[], names: string | undefined): readonly Stanza[] => {
  const wanted = (names ?? '').split(/\s+/).filter(Boolean);
  const found = all.filter(({ head }) => wanted.includes(head.split(/\s+/)[2] ?? ''));
  return found.length > 0 ? found : all;
};

const versionOf = (peer: readonly string[], stanzas: readonly Stanza[]): End['ike_version'] => {
  if (peer.some((line) => /^(?:undo version 1|version 2)$/i.test(line))) return 'ikev2';
  if (peer.some((line) => /^(?:undo version 2|version 1)$/i.test(line))) return 'ikev1';
  if (starting(stanzas, /^ikev2 /i).length > 0) return 'ikev2';
  // H3C keeps the two versions in stanzas of different names; Huawei does not.
  return starting(stanzas, /^ike profile/i).length > 0 ? 'ikev1' : undefined;
};

const phase1Of = (stanzas: readonly Stanza[], policy: readonly string[]): Partial<End> => {
  const peers = starting(stanzas, /^(?:ike peer|ike profile|ikev2 profile)/i);
  const peer = chosen(peers, valueIn(policy, /^(?:ike-peer|ike-profile|ikev2-profile) (\S+)/i))[0]?.body ?? [];
  const all = starting(stanzas, /^(?:ike|ikev2) proposal/i);
  const proposals = chosen(all, valueIn(peer, /^(?:ike-proposal|proposal) (.+)$/i));
  const mode = valueIn(peer, /^exchange-mode (main|aggressive)/i)?.toLowerCase();
  const auth = valueIn(proposals[0]?.body ?? [], /^authentication-method (\S+)/i);
  return {
    ike_version: versionOf(peer, stanzas),
    mode: mode === 'main' || mode === 'aggressive' ? mode : undefined,
    offers1: proposals.map(phase1Offer),
    life1: secondsIn(valueIn(proposals[0]?.body ?? [], /^sa duration (\d+)/i)),
    auth: auth === undefined ? undefined : /^pre-share/i.test(auth) ? 'psk' : 'certificate',
    local_id: identityIn(
      valueIn(
        peer,
        /^(?:local-id(?! -?type)|local-identity (?:address|fqdn|user-fqdn)|identity local (?:address|fqdn)) (\S+)/i,
      ),
    ),
    remote_id: identityIn(valueIn(peer, /^(?:remote-id|match remote identity (?:address|fqdn)) (\S+)/i)),
    local_addr: addressIn(
      valueIn(policy, /^(?:tunnel local|local-address) (\S+)/i) ?? valueIn(peer, /^local-address (\S+)/i),
    ),
    peer_addr: addressIn(valueIn(policy, /^remote-address (\S+)/i) ?? valueIn(peer, /^remote-address (\S+)/i)),
    natt: peer.includes('undo nat traversal') ? false : undefined,
  };
};

const phase2Of = (lines: readonly string[], stanzas: readonly Stanza[], policy: readonly string[]): Partial<End> => {
  const all = starting(stanzas, /^ipsec (?:proposal|transform-set)/i);
  const proposals = chosen(all, valueIn(policy, /^(?:proposal|transform-set) (.+)$/i));
  const pfs = valueIn(policy, /^pfs (\S+)/i) ?? valueIn(proposals[0]?.body ?? [], /^pfs (\S+)/i);
  const acl = valueIn(policy, /^security acl (?:name )?(\S+)/i);
  const pairs = readAccessLists(lines, 'wildcard').filter((pair) => acl === undefined || pair.list === acl);
  return {
    offers2: proposals.map(phase2Offer),
    pfs: pfs === undefined ? (policy.length > 0 ? ['disabled'] : []) : words(pfs, groupOf),
    life2: secondsIn(valueIn(policy, /^sa duration time-based (\d+)/i)),
    selectors_local: once(pairs.flatMap(({ sources }) => sources)),
    selectors_remote: once(pairs.flatMap(({ destinations }) => destinations)),
  };
};

/** Reads a Huawei or H3C configuration: an end for each `ipsec policy`, or one for what is left of a short paste. */
export const readHuawei = (lines: readonly string[]): readonly End[] => {
  const stanzas = stanzasOf(lines, HEADS);
  const policies = starting(stanzas, /^ipsec policy(?:-template)? \S+ \d+/i).filter(({ body }) => body.length > 0);
  const of = (name: string, policy: readonly string[]): End => ({
    ...UNKNOWN_END,
    name,
    ...phase1Of(stanzas, policy),
    ...phase2Of(lines, stanzas, policy),
  });
  return policies.length > 0 ? policies.map(({ head, body }) => of(head, body)) : [of('', [])];
};
