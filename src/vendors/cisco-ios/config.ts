import { createSelectors } from '../access-list.ts';
import { encryptionOf, groupOf, hashOf, type Offer, offerOf } from '../crypto-names.ts';
import { addressesIn, addressIn, blockIn, type End, identityIn, secondsIn, towardsEach, UNKNOWN_END } from '../end.ts';
import { remembered, type Stanza, stanzasOf, valueIn, valuesIn, withoutRemarks } from '../stanza.ts';

const HEADS =
  /^(?:crypto (?:isakmp (?:policy|profile|peer|key|identity|keepalive|nat|aggressive)|ikev2 (?:proposal|policy|profile|keyring|nat|dpd)|ipsec (?:transform-set|profile|security-association)|map \S+ \d+|keyring)|access-list|ip access-list|interface |ip route|router )/i;

const list = (text: string | undefined, of: (word: string) => string | undefined): readonly string[] =>
  (text ?? '').split(/\s+/).flatMap((word) => (word === '' ? [] : (of(word) ?? [])));

/** `encr aes 256` is one algorithm in two words; `encryption aes-cbc-256 aes-cbc-128` are two. */
const encryptions = (text: string | undefined): readonly string[] =>
  list(text?.replace(/\b(aes|gcm) (128|192|256)\b/gi, '$1-$2'), encryptionOf);

const offer = ({ head, body }: Stanza): Offer => {
  // A policy of IKEv1 is shown without what it leaves as it was: DES, SHA, group 1. A proposal of IKEv2 has no such values.
  const or = (text: string | undefined, value: string): string | undefined =>
    text ?? (/^crypto isakmp policy/i.test(head) && body.length > 0 ? value : undefined);
  return {
    enc: encryptions(or(valueIn(body, /^encr(?:yption)? (.+)$/i), 'des')),
    hash: list(or(valueIn(body, /^(?:hash|integrity) (.+)$/i), 'sha'), hashOf),
    prf: list(valueIn(body, /^prf (.+)$/i), hashOf),
    dh: list(or(valueIn(body, /^group (.+)$/i), '1'), groupOf),
  };
};

/** A transform set: what it offers, and whether it is in transport mode. */
const transform = ({ head, body }: Stanza) => ({
  isTransport: body.some((line) => /^mode transport/i.test(line)),
  offer: offerOf(
    head
      .replace(/^crypto ipsec transform-set \S+ /i, '')
      .replace(/\b(esp-(?:aes|gcm)) (128|192|256)\b/gi, '$1-$2')
      .split(/\s+/),
  ),
});

const starting = (stanzas: readonly Stanza[], pattern: RegExp): readonly Stanza[] =>
  stanzas.filter(({ head }) => pattern.test(head));

/** The proposals that the policies of IKEv2 name; all where there is no policy. */
const proposalsOf = (stanzas: readonly Stanza[]): readonly Stanza[] => {
  const all = starting(stanzas, /^crypto ikev2 proposal/i);
  const named = new Set(
    starting(stanzas, /^crypto ikev2 policy/i).flatMap(({ body }) => valuesIn(body, /^proposal (\S+)/i)),
  );
  const chosen = all.filter(({ head }) => named.has(head.split(/\s+/)[3] ?? ''));
  return chosen.length > 0 ? chosen : all;
};

/** What each profile says; where nothing names one of several, what is not of one peer alone. */
const createProfiles = (stanzas: readonly Stanza[]): ((name: string | undefined) => readonly string[]) => {
  const all = starting(stanzas, /^crypto (?:ikev2|isakmp) profile/i);
  const named = new Map(all.map(({ head, body }) => [head.split(/\s+/)[3], body] as const));
  const lines = all.flatMap(({ body }) => body);
  const isOfPeer = (line: string): boolean => /^(?:match identity|identity local|self-identity) /i.test(line);
  const shared = all.length < 2 ? lines : lines.filter((line) => !isOfPeer(line));
  return (name) => named.get(name) ?? shared;
};

/** How the policies authenticate. Without a word on it, one of IKEv1 does so by signature. */
const authOfPolicies = (policies: readonly Stanza[]): End['auth'] => {
  const full = policies.filter(({ body }) => body.length > 1);
  if (full.length === 0) return undefined;
  return full.some(({ body }) => body.some((line) => /^authentication pre-share/i.test(line))) ? 'psk' : 'certificate';
};

const authOfProfile = (profile: readonly string[]): End['auth'] => {
  const methods = valuesIn(profile, /^authentication (?:(?:local|remote) )?(\S+)/i);
  return methods.length === 0 ? undefined : methods.every((one) => /^pre-share/i.test(one)) ? 'psk' : 'certificate';
};

const LIFE = /^lifetime (?:seconds )?(\d+)$/i;

/** Phase 1 of one version by the name of a profile: its policies are the device's, whichever peer it talks to. */
const createPhase1 = (
  policies: readonly Stanza[],
  isV2: boolean,
  profileOf: (name: string | undefined) => readonly string[],
): ((name: string | undefined) => Partial<End>) => {
  const device: Partial<End> = {
    ...(policies.length > 0 ? { ike_version: isV2 ? 'ikev2' : 'ikev1' } : {}),
    offers1: policies.map(offer),
    auth: isV2 ? undefined : authOfPolicies(policies),
  };
  const life = valueIn(
    policies.flatMap(({ body }) => body),
    LIFE,
  );
  return remembered((name) => {
    const profile = profileOf(name);
    return {
      ...device,
      mode: profile.some((line) => /initiate mode aggressive/i.test(line)) ? 'aggressive' : undefined,
      life1: secondsIn(life ?? valueIn(profile, LIFE)),
      ...(isV2 && { auth: authOfProfile(profile) }),
      local_id: identityIn(
        // `self-identity fqdn` alone is the name of the device, which stands elsewhere.
        valueIn(
          profile,
          /^(?:identity local|self-identity) (?!(?:address|fqdn)$)(?:address |fqdn |user-fqdn |email |key-id )?(\S+)/i,
        ),
      ),
      remote_id: identityIn(
        valueIn(profile, /^match identity (?:remote )?(?:address |fqdn |host |user |email |key-id )?(\S+)/i),
      ),
    };
  });
};

const pfsOf = (body: readonly string[]): readonly string[] => {
  const pfs = valueIn(body, /^set pfs\b(.*)$/i);
  if (pfs === undefined)
    return body.some((line) => /^set (?:transform-set|ikev2-profile)/i.test(line)) ? ['disabled'] : [];
  const group = pfs === '' ? undefined : groupOf(pfs);
  return group === undefined ? [] : [group];
};

const LIFETIME = /^(?:set |crypto ipsec )security-association lifetime seconds (\d+)/i;

/** The peers that are called in aggressive mode, and as whom. */
const aggressivePeers = (stanzas: readonly Stanza[]): ReadonlyMap<string | undefined, Partial<End>> =>
  new Map(
    starting(stanzas, /^crypto isakmp peer address/i).flatMap(({ head, body }) => {
      const id = valueIn(body, /^set aggressive-mode client-endpoint (?:fqdn|ipv4-address|user-fqdn) (\S+)/i);
      const end = { mode: 'aggressive', local_id: identityIn(id) } as const;
      return id === undefined ? [] : [[addressIn(head), end] as const];
    }),
  );

/** What is said once for all connections of the device. */
const indexOf = (lines: readonly string[]) => {
  const stanzas = stanzasOf(lines, HEADS);
  const policies = starting(stanzas, /^crypto isakmp policy/i);
  const isV2 = policies.length === 0 && stanzas.some(({ head }) => /^crypto ikev2 (?:proposal|profile)/i.test(head));
  const profileOf = createProfiles(stanzas);
  return {
    stanzas,
    isV2,
    v1Of: createPhase1(policies, false, profileOf),
    v2Of: createPhase1(proposalsOf(stanzas), true, profileOf),
    transforms: new Map(
      starting(stanzas, /^crypto ipsec transform-set/i).map(
        (stanza) => [stanza.head.split(/\s+/)[3] ?? '', transform(stanza)] as const,
      ),
    ),
    profiles: new Map(
      starting(stanzas, /^crypto ipsec profile/i).map(({ head, body }) => [head.split(/\s+/).at(-1), body] as const),
    ),
    aggressive: aggressivePeers(stanzas),
    life2: valueIn(
      stanzas.map(({ head }) => head),
      LIFETIME,
    ),
    selectorsOf: createSelectors(lines, 'wildcard'),
  };
};

type Index = ReturnType<typeof indexOf>;

const phase2Of = (index: Index, body: readonly string[]): Partial<End> => {
  const names = new Set((valueIn(body, /^set transform-set (.+)$/i) ?? '').split(/\s+/));
  const sets = [...names].flatMap((name) => index.transforms.get(name) ?? []);
  return {
    offers2: sets.map((set) => set.offer),
    encapsulation: sets.length === 0 ? undefined : sets.every((set) => set.isTransport) ? 'transport' : 'tunnel',
    pfs: pfsOf(body),
    life2: secondsIn(valueIn(body, LIFETIME) ?? index.life2),
    ...index.selectorsOf(valueIn(body, /^match address (\S+)/i)),
  };
};

/** Phase 1 as a map or an IPsec profile asks for it. */
const firstOf = (index: Index, body: readonly string[]): Partial<End> => {
  const v2 = valueIn(body, /^set ikev2-profile (\S+)/i);
  if (index.isV2 || v2 !== undefined) return index.v2Of(v2);
  return index.v1Of(valueIn(body, /^set isakmp-profile (\S+)/i));
};

const hostOf = (address: string | undefined): readonly string[] => [blockIn(address) ?? []].flat();

/** A tunnel interface of mode IPsec carries everything that is routed into it; one of mode GRE, which is what an interface is of without a word, protects the two addresses. */
const tunnelEnds = (index: Index): readonly End[] => {
  const profileOf = remembered((name: string) => {
    const entry = index.profiles.get(name) ?? [];
    return { ...firstOf(index, entry), ...phase2Of(index, entry) };
  });
  return starting(index.stanzas, /^interface tunnel/i).flatMap(({ head, body }) => {
    const profile = valueIn(body, /^tunnel protection ipsec profile (\S+)/i);
    if (profile === undefined) return [];
    const isRouted = body.some((line) => /^tunnel mode ipsec /i.test(line));
    const [local_addr, peer_addr] = [/^tunnel source (\S+)/i, /^tunnel destination (\S+)/i].map((pattern) =>
      addressIn(valueIn(body, pattern)),
    );
    return [
      {
        ...UNKNOWN_END,
        name: head,
        ...profileOf(profile),
        ...index.aggressive.get(peer_addr),
        ...{ local_addr, peer_addr },
        selectors_local: isRouted ? ['0.0.0.0/0'] : hostOf(local_addr),
        selectors_remote: isRouted ? ['0.0.0.0/0'] : hostOf(peer_addr),
      },
    ];
  });
};

/** Reads an IOS or IOS XE configuration: an end for each crypto map entry and each protected tunnel interface. */
export const readCiscoIos = (pasted: readonly string[]): readonly End[] => {
  const lines = withoutRemarks(pasted);
  const index = indexOf(lines);
  const maps = starting(index.stanzas, /^crypto map \S+ \d+/i).filter(({ body }) => body.length > 0);
  const mapped = maps.flatMap(({ head, body }): readonly End[] => {
    const peers = addressesIn(valuesIn(body, /^set peer (.+)$/i));
    const end = {
      ...UNKNOWN_END,
      name: head,
      ...firstOf(index, body),
      ...phase2Of(index, body),
      ...index.aggressive.get(peers[0]),
      peer_addr: peers[0],
    };
    return towardsEach(end, peers);
  });
  const ends = [...mapped, ...tunnelEnds(index)];
  return ends.length > 0 ? ends : [looseEnd(lines, index)];
};

/** Without a crypto map everything in the paste is taken to belong together. */
const looseEnd = (lines: readonly string[], index: Index): End => ({
  ...UNKNOWN_END,
  ...firstOf(index, []),
  ...phase2Of(index, []),
  offers2: [...index.transforms.values()].map((set) => set.offer),
  peer_addr: addressIn(valueIn(lines, /^\s*crypto isakmp key \S+ address (\S+)/i)),
});
