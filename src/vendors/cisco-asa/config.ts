import { createSelectors } from '../access-list.ts';
import { encryptionOf, groupOf, hashOf, type Offer, offerOf } from '../crypto-names.ts';
import { addressesIn, addressIn, doubtsOf, type End, identityIn, secondsIn, towardsEach, UNKNOWN_END } from '../end.ts';
import { pushed, type Stanza, stanzasOf, valueIn, valuesIn, withoutRemarks } from '../stanza.ts';

const HEADS =
  /^(?:crypto (?:ikev1|ikev2|isakmp) (?:policy|enable|am-disable|nat|identity|disconnect)|crypto ipsec|crypto map|crypto isakmp|tunnel-group|access-list|object|interface|route|group-policy)/i;

const known = (name: string | undefined): readonly string[] => (name === undefined ? [] : [name]);

const PRF = /^prf (.+)$/i;

/** ASA allows several words in one IKEv2 policy line (`encryption aes-256 aes-192`). */
const several = (text: string | undefined, of: (word: string) => string | undefined): readonly string[] =>
  (text ?? '').split(/\s+/).flatMap((word) => (word === '' ? [] : known(of(word))));

const policyOffer = ({ body }: Stanza): Offer => ({
  enc: several(valueIn(body, /^encr(?:yption)? (.+)$/i), encryptionOf),
  hash: several(valueIn(body, /^(?:hash|integrity) (.+)$/i), hashOf),
  prf: several(valueIn(body, PRF), hashOf),
  dh: several(valueIn(body, /^group (.+)$/i), groupOf),
});

/** The phase 1 policies of one version: they are the device's, whichever peer it talks to. */
interface Policies {
  readonly version: 'ikev1' | 'ikev2';
  readonly count: number;
  readonly end: Pick<End, 'offers1' | 'life1' | 'auth'>;
}

const policiesOf = (stanzas: readonly Stanza[], version: 'ikev1' | 'ikev2'): Policies => {
  const head = version === 'ikev2' ? /^crypto ikev2 policy/i : /^crypto (?:ikev1|isakmp) policy/i;
  const mine = stanzas.filter((stanza) => head.test(stanza.head));
  const body = mine[0]?.body ?? [];
  const auth = valueIn(body, /^authentication (.+)$/i);
  return {
    version,
    count: mine.length,
    end: {
      offers1: mine.map(policyOffer),
      life1: secondsIn(valueIn(body, /^lifetime (?:seconds )?(\d+)$/i)),
      auth: auth === undefined ? undefined : /^pre-share/i.test(auth) ? 'psk' : 'certificate',
    },
  };
};

/** The lines of one crypto map entry, without the words they share. */
const entriesOf = (lines: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const entries = new Map<string, string[]>();
  for (const line of lines) {
    const [, key, rest] = /^\s*crypto map (\S+ \d+) (.+)$/i.exec(line) ?? [];
    if (key && rest) entries.set(key, pushed(entries.get(key), rest.trim()));
  }
  return entries;
};

const TRANSFORM = /^crypto ipsec (?:ikev1 )?transform-set (\S+) (.+)$/i;

type Named = ReadonlyMap<string, Offer>;

/** Phase 2 offers by their names; of two with one name the later counts, as on the device. */
const transforms = (stanzas: readonly Stanza[]): Named =>
  new Map(
    stanzas.flatMap(({ head }) => {
      const [, name, list] = TRANSFORM.exec(head) ?? [];
      return name && list && !list.startsWith('mode ') ? [[name, offerOf(list.split(/\s+/))] as const] : [];
    }),
  );

const ikev2Proposals = (stanzas: readonly Stanza[]): Named =>
  new Map(
    stanzas.flatMap(({ head, body }) => {
      const name = /^crypto ipsec ikev2 ipsec-proposal (\S+)/i.exec(head)?.[1];
      const offer = {
        enc: several(valueIn(body, /^protocol esp encryption (.+)$/i), encryptionOf),
        hash: several(valueIn(body, /^protocol esp integrity (.+)$/i), hashOf),
        prf: [],
        dh: [],
      };
      return name ? [[name, offer] as const] : [];
    }),
  );

/** The transform sets in transport mode: a line of its own says so. */
const transportSets = (stanzas: readonly Stanza[]): ReadonlySet<string> =>
  new Set(
    stanzas.flatMap(({ head }) => /^crypto ipsec (?:ikev1 )?transform-set (\S+) mode transport/i.exec(head)?.[1] ?? []),
  );

/** How the group of each peer authenticates, both ways. */
const groupAuths = (stanzas: readonly Stanza[]): ReadonlyMap<string, End['auth']> =>
  new Map(
    stanzas.flatMap(({ head, body }) => {
      const name = /^tunnel-group (\S+) ipsec-attributes/i.exec(head)?.[1];
      const isByCertificate = body.some((line) => /-authentication (?:certificate|rsa-sig|ecdsa-sig|eap)/i.test(line));
      const isByKey = body.some((line) => /pre-shared-key/i.test(line));
      const auth = isByCertificate ? 'certificate' : isByKey ? 'psk' : undefined;
      return name && auth ? [[name, auth] as const] : [];
    }),
  );

/** The profiles that tunnel interfaces name, by name. */
const profilesOf = (stanzas: readonly Stanza[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    stanzas.flatMap(({ head, body }) => {
      const name = /^crypto ipsec profile (\S+)/i.exec(head)?.[1];
      return name ? [[name, body] as const] : [];
    }),
  );

/** Policies are the device's: in a text that does not even switch IKE on, others may be missing. */
const excerpt = (stanzas: readonly Stanza[], version: 'ikev1' | 'ikev2') => {
  const enable = version === 'ikev2' ? /^crypto ikev2 enable/i : /^crypto (?:ikev1|isakmp) enable/i;
  return stanzas.some(({ head }) => enable.test(head)) ? [] : doubtsOf('excerpt', [`crypto ${version} enable`]);
};

/** What is said once for all connections of the device. */
const indexOf = (lines: readonly string[]) => {
  const stanzas = stanzasOf(lines, HEADS);
  return {
    v1: policiesOf(stanzas, 'ikev1'),
    v2: policiesOf(stanzas, 'ikev2'),
    excerpts: { ikev1: excerpt(stanzas, 'ikev1'), ikev2: excerpt(stanzas, 'ikev2') },
    transport: transportSets(stanzas),
    auths: groupAuths(stanzas),
    profiles: profilesOf(stanzas),
    tunnels: stanzas.filter(({ head }) => /^interface tunnel/i.test(head)),
    transforms: transforms(stanzas),
    proposals: ikev2Proposals(stanzas),
    selectorsOf: createSelectors(lines, 'netmask'),
    life2: valueIn(lines, /^\s*crypto ipsec security-association lifetime seconds (\d+)/i),
    localId: identityIn(valueIn(lines, /^\s*crypto isakmp identity key-id (\S+)/i)),
    peer: valueIn(lines, /^\s*tunnel-group (\S+) type ipsec-l2l/i),
    hasNoNatt: lines.some((line) => /^\s*no crypto (?:isakmp|ikev[12]) nat-traversal/i.test(line)),
  };
};

type Index = ReturnType<typeof indexOf>;

/** `set pfs` without a group is the vendor's default; which one depends on the release, so it stays unknown. */
const pfsOf = (entry: readonly string[]): readonly string[] => {
  const pfs = valueIn(entry, /^set pfs\b(.*)$/i);
  if (pfs === undefined)
    return entry.some((line) => /^set (?:ikev[12] )?(?:transform-set|ipsec-proposal)/i.test(line)) ? ['disabled'] : [];
  return known(pfs === '' ? undefined : groupOf(pfs));
};

const namedIn = (all: Named, entry: readonly string[], pattern: RegExp): readonly Offer[] =>
  [...new Set((valueIn(entry, pattern) ?? '').split(/\s+/))].flatMap((name) => all.get(name) ?? []);

const phase1Of = ({ v1, v2 }: Index, entry: readonly string[]): Partial<End> => {
  const hasV2 = entry.some((line) => /^set ikev2 /i.test(line));
  const hasV1 = entry.some((line) => /^set (?:ikev1 )?transform-set/i.test(line));
  const isV2 = hasV2 || (!hasV1 && v1.count === 0 && v2.count > 0);
  const chosen = isV2 ? v2 : v1;
  return {
    ...(chosen.count > 0 || hasV1 || hasV2 ? { ike_version: chosen.version } : {}),
    mode: entry.some((line) => /phase1-mode aggressive/i.test(line)) ? 'aggressive' : undefined,
    ...chosen.end,
  };
};

const encapsulationOf = ({ transport }: Index, entry: readonly string[]): End['encapsulation'] => {
  const sets = (valueIn(entry, /^set (?:ikev1 )?transform-set (.+)$/i) ?? '').split(/\s+/);
  const isTransport =
    sets.some((name) => transport.has(name)) || entry.some((line) => /^set ikev2 mode transport/i.test(line));
  return isTransport ? 'transport' : undefined;
};

const endOf = (index: Index, name: string, entry: readonly string[], given: Partial<End> = {}): End => {
  const isV2 = entry.some((line) => /^set ikev2 /i.test(line));
  const phase1 = phase1Of(index, entry);
  const peer_addr = given.peer_addr ?? addressIn(valueIn(entry, /^set peer (.+)$/i) ?? index.peer);
  const doubts = phase1.offers1?.length && phase1.ike_version ? index.excerpts[phase1.ike_version] : [];
  return {
    ...UNKNOWN_END,
    name,
    ...phase1,
    auth: index.auths.get(peer_addr ?? '') ?? phase1.auth,
    local_id: index.localId,
    peer_addr,
    offers2: isV2
      ? namedIn(index.proposals, entry, /^set ikev2 ipsec-proposal (.+)$/i)
      : namedIn(index.transforms, entry, /^set (?:ikev1 )?transform-set (.+)$/i),
    pfs: pfsOf(entry),
    life2: secondsIn(valueIn(entry, /^set security-association lifetime seconds (\d+)/i) ?? index.life2),
    ...index.selectorsOf(valueIn(entry, /^match address (\S+)/i)),
    encapsulation: encapsulationOf(index, entry),
    natt: index.hasNoNatt ? false : undefined,
    ...given,
    ...(doubts.length > 0 && { doubts }),
  };
};

/** A tunnel interface with `tunnel protection` carries everything that is routed into it. */
const tunnelEnds = (index: Index): readonly End[] =>
  index.tunnels.flatMap(({ head, body }) => {
    const profile = valueIn(body, /^tunnel protection ipsec profile (\S+)/i);
    const entry = profile === undefined ? undefined : (index.profiles.get(profile) ?? []);
    if (entry === undefined) return [];
    return [
      endOf(index, head, entry, {
        peer_addr: addressIn(valueIn(body, /^tunnel destination (\S+)/i)),
        local_addr: addressIn(valueIn(body, /^tunnel source (\S+)/i)),
        selectors_local: ['0.0.0.0/0'],
        selectors_remote: ['0.0.0.0/0'],
      }),
    ];
  });

/** Reads an ASA configuration: one end for each crypto map entry and each protected tunnel interface, or one for what is left of a short paste. */
export const readCiscoAsa = (pasted: readonly string[]): readonly End[] => {
  const lines = withoutRemarks(pasted);
  const index = indexOf(lines);
  const entries = [...entriesOf(lines)].filter(([, entry]) => entry.some((line) => /^(?:set|match) /i.test(line)));
  const mapped = entries.flatMap(([name, entry]) =>
    towardsEach(endOf(index, name, entry), addressesIn(valuesIn(entry, /^set peer (.+)$/i))),
  );
  const ends = [...mapped, ...tunnelEnds(index)];
  return ends.length > 0 ? ends : [looseEnd(index)];
};

/** Without either everything in the paste is taken to belong together. */
const looseEnd = (index: Index): End => ({
  ...endOf(index, '', []),
  offers2: [...index.transforms.values(), ...index.proposals.values()],
  pfs: [],
});
