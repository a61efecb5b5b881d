import { createSelectors } from '../access-list.ts';
import { encryptionOf, groupOf, hashOf, type Offer } from '../crypto-names.ts';
import { addressIn, type End, identityIn, secondsIn, UNKNOWN_END } from '../end.ts';
import { remembered, type Stanza, stanzasOf, valueIn, valuesIn } from '../stanza.ts';

const HEADS =
  /^(?:ike (?:proposal|peer|profile|keychain|identity|dpd)|ikev2 (?:proposal|policy|profile|keychain)|ipsec (?:proposal|transform-set|policy|policy-template|profile|sa)|acl |interface |ip route|#)/i;

const words = (text: string | undefined, of: (word: string) => string | undefined): readonly string[] =>
  (text ?? '').split(/\s+/).flatMap((word) => (word === '' ? [] : (of(word) ?? [])));

/** `aes-cbc 256` and `aes 256` are one algorithm in two words; `aes-256 aes-128` are two. */
const ciphers = (text: string | undefined): readonly string[] =>
  words(text?.replace(/\b(aes(?:-cbc)?) (128|192|256)\b/gi, '$1-$2'), encryptionOf);

const phase1Offer = ({ body }: Stanza): Offer => ({
  enc: ciphers(valueIn(body, /^encryption(?:-algorithm)? (.+)$/i)),
  hash: words(valueIn(body, /^(?:authentication-algorithm|integrity(?:-algorithm)?) (.+)$/i), hashOf),
  prf: words(valueIn(body, /^prf (.+)$/i), hashOf),
  dh: words(valueIn(body, /^dh (.+)$/i), groupOf),
});

const phase2Offer = ({ body }: Stanza): Offer => ({
  enc: ciphers(valueIn(body, /^esp encryption-algorithm (.+)$/i)),
  hash: words(valueIn(body, /^esp authentication-algorithm (.+)$/i), hashOf),
  prf: [],
  dh: [],
});

const starting = (stanzas: readonly Stanza[], pattern: RegExp): readonly Stanza[] =>
  stanzas.filter(({ head }) => pattern.test(head));

/** Proposals that go together: the body of the first, and what each offers. */
interface Proposals {
  readonly first: readonly string[];
  readonly offers: readonly Offer[];
}

/** Stanzas of one kind by name; a later one of the same name replaces the earlier. */
const byName = <T>(all: readonly Stanza[], read: (stanza: Stanza) => T) => {
  const items = all.map((stanza) => [stanza.head.split(/\s+/)[2] ?? '', read(stanza)] as const);
  const named = new Map(items);
  return {
    all: items.map(([, item]) => item),
    of: (names: string | undefined): readonly T[] =>
      [...new Set((names ?? '').split(/\s+/))].flatMap((name) => named.get(name) ?? []),
  };
};

/** The proposals that a policy names, or all of their kind where it names none that is there. */
const proposalsIn = (stanzas: readonly Stanza[], read: (stanza: Stanza) => Offer) => {
  const items = byName(stanzas, (stanza) => ({ body: stanza.body, offer: read(stanza) }));
  const together = (some: readonly (typeof items.all)[number][]): Proposals => ({
    first: some[0]?.body ?? [],
    offers: some.map(({ offer }) => offer),
  });
  const all = together(items.all);
  return (names: string | undefined): Proposals => {
    const found = items.of(names);
    return found.length > 0 ? together(found) : all;
  };
};

type Chosen = ReturnType<typeof proposalsIn>;

/** H3C keeps the two versions in stanzas of different names; Huawei does not. */
const versionByHeads = (stanzas: readonly Stanza[]): End['ike_version'] => {
  if (stanzas.some(({ head }) => /^ikev2 /i.test(head))) return 'ikev2';
  return stanzas.some(({ head }) => /^ike profile/i.test(head)) ? 'ikev1' : undefined;
};

/** H3C names the version where it names the profile, older releases of Huawei where they name the peer: `ike peer b v1`. */
const versionInHead = (head: string): End['ike_version'] => {
  if (/^ike(?:v2)? profile /i.test(head)) return /^ikev2 /i.test(head) ? 'ikev2' : 'ikev1';
  const number = /^ike peer \S+ v([12])$/i.exec(head)?.[1];
  return number === undefined ? undefined : number === '1' ? 'ikev1' : 'ikev2';
};

const versionOf = (peer: readonly string[], byHeads: End['ike_version']): End['ike_version'] => {
  if (peer.some((line) => /^(?:undo version 1|version 2)$/i.test(line))) return 'ikev2';
  return peer.some((line) => /^(?:undo version 2|version 1)$/i.test(line)) ? 'ikev1' : byHeads;
};

const firstOf = ({ first, offers }: Proposals) => {
  const auth = valueIn(first, /^authentication-method (\S+)/i);
  return {
    offers1: offers,
    life1: secondsIn(valueIn(first, /^sa duration (\d+)/i)),
    auth: auth === undefined ? undefined : /^pre-share/i.test(auth) ? ('psk' as const) : ('certificate' as const),
  };
};

/** In a profile of IKEv2 stands what a proposal of IKEv1 says. */
const profileOfV2 = (peer: readonly string[]): Partial<End> => {
  const life = valueIn(peer, /^sa duration (\d+)/i);
  const methods = valuesIn(peer, /^authentication-method (?:local|remote) (\S+)/i);
  const isByKey = methods.every((one) => /^pre-share/i.test(one));
  return {
    ...(life !== undefined && { life1: secondsIn(life) }),
    ...(methods.length > 0 && { auth: isByKey ? ('psk' as const) : ('certificate' as const) }),
  };
};

/** What a peer or a profile says; several policies may name the same one. */
const peerOf = (peer: readonly string[], byHeads: End['ike_version'], proposalsOf: Chosen) => {
  const mode = valueIn(peer, /^exchange-mode (main|aggressive)/i)?.toLowerCase();
  return {
    local: valueIn(peer, /^local-address (\S+)/i),
    remote: valueIn(peer, /^remote-address (\S+)/i),
    end: {
      ike_version: versionOf(peer, byHeads),
      mode: mode === 'main' || mode === 'aggressive' ? mode : undefined,
      ...firstOf(proposalsOf(valueIn(peer, /^(?:ike-proposal|proposal) (.+)$/i))),
      ...profileOfV2(peer),
      local_id: identityIn(
        valueIn(
          peer,
          /^(?:local-id(?! -?type)|local-identity (?:address|fqdn|user-fqdn)|identity local (?:address|fqdn|email)) (\S+)/i,
        ),
      ),
      remote_id: identityIn(
        valueIn(peer, /^(?:remote-id|match remote identity (?:address|fqdn|user-fqdn|email)) (\S+)/i),
      ),
      natt: peer.includes('undo nat traversal') ? false : undefined,
    } satisfies Partial<End>,
  };
};

/** What is said once for all connections of the device. */
const indexOf = (lines: readonly string[]) => {
  const stanzas = stanzasOf(lines, HEADS);
  const byHeads = versionByHeads(stanzas);
  const phase1 = proposalsIn(starting(stanzas, /^(?:ike|ikev2) proposal/i), phase1Offer);
  // A profile takes the proposals of its own version; a Huawei peer has both in the same ones.
  const [phase1OfV1, phase1OfV2] = [/^ike proposal/i, /^ikev2 proposal/i].map((kind) =>
    proposalsIn(starting(stanzas, kind), phase1Offer),
  );
  const proposalsFor = (head: string): Chosen =>
    (/^ikev2 profile/i.test(head) ? phase1OfV2 : /^ike profile/i.test(head) ? phase1OfV1 : phase1) ?? phase1;
  const peers = byName(starting(stanzas, /^(?:ike peer|ike profile|ikev2 profile)/i), ({ head, body }) =>
    peerOf(body, versionInHead(head) ?? byHeads, proposalsFor(head)),
  );
  return {
    policies: starting(stanzas, /^ipsec policy(?:-template)? \S+ \d+/i).filter(({ body }) => body.length > 0),
    profiles: new Map(
      starting(stanzas, /^ipsec profile /i).map(({ head, body }) => [head.split(/\s+/)[2], body] as const),
    ),
    tunnels: starting(stanzas, /^interface tunnel/i),
    peerOf: (name: string | undefined) => peers.of(name)[0] ?? peers.all[0],
    noPeer: peerOf([], byHeads, phase1),
    phase2: proposalsIn(starting(stanzas, /^ipsec (?:proposal|transform-set)/i), phase2Offer),
    pfsOf: remembered((proposal: readonly string[]) => valueIn(proposal, /^pfs (\S+)/i)),
    selectorsOf: createSelectors(lines, 'wildcard'),
  };
};

type Index = ReturnType<typeof indexOf>;

const phase2Of = (index: Index, policy: readonly string[]): Partial<End> => {
  const proposals = index.phase2(valueIn(policy, /^(?:proposal|transform-set) (.+)$/i));
  const pfs = valueIn(policy, /^pfs (\S+)/i) ?? index.pfsOf(proposals.first);
  return {
    offers2: proposals.offers,
    pfs: pfs === undefined ? (policy.length > 0 ? ['disabled'] : []) : words(pfs, groupOf),
    life2: secondsIn(valueIn(policy, /^sa duration time-based (\d+)/i)),
    ...index.selectorsOf(valueIn(policy, /^security acl (?:name )?(\S+)/i)),
  };
};

const endOf = (index: Index, name: string, policy: readonly string[]): End => {
  const peer = index.peerOf(valueIn(policy, /^(?:ike-peer|ike-profile|ikev2-profile) (\S+)/i)) ?? index.noPeer;
  return {
    ...UNKNOWN_END,
    name,
    ...peer.end,
    local_addr: addressIn(valueIn(policy, /^(?:tunnel local|local-address) (\S+)/i) ?? peer.local),
    peer_addr: addressIn(valueIn(policy, /^remote-address (\S+)/i) ?? peer.remote),
    ...phase2Of(index, policy),
  };
};

const ANYWHERE = ['0.0.0.0/0'];

/** A tunnel interface with a profile carries everything that is routed into it; its two ends stand there. */
const profileEnds = (index: Index): readonly End[] =>
  index.tunnels.flatMap(({ head, body }) => {
    const name = valueIn(body, /^(?:tunnel protection )?ipsec profile (\S+)/i);
    const profile = name === undefined ? undefined : index.profiles.get(name);
    if (profile === undefined) return [];
    return [
      {
        ...endOf(index, head, profile),
        local_addr: addressIn(valueIn(body, /^source (\S+)/i)),
        peer_addr: addressIn(valueIn(body, /^destination (\S+)/i)),
        selectors_local: ANYWHERE,
        selectors_remote: ANYWHERE,
      },
    ];
  });

/** Reads a Huawei or H3C configuration: an end for each `ipsec policy` and each tunnel interface with a profile, or one for what is left of a short paste. */
export const readHuawei = (lines: readonly string[]): readonly End[] => {
  const index = indexOf(lines);
  const ends = [...index.policies.map(({ head, body }) => endOf(index, head, body)), ...profileEnds(index)];
  return ends.length > 0 ? ends : [endOf(index, '', [])];
};
