import { createSelectors } from '../access-list.ts';
import { encryptionOf, groupOf, hashOf, type Offer, offerOf } from '../crypto-names.ts';
import { addressIn, type End, identityIn, secondsIn, UNKNOWN_END } from '../end.ts';
import { remembered, type Stanza, stanzasOf, valueIn } from '../stanza.ts';

const HEADS =
  /^(?:crypto (?:isakmp (?:policy|profile|key|identity|keepalive|nat|aggressive)|ikev2 (?:proposal|policy|profile|keyring|nat|dpd)|ipsec (?:transform-set|profile|security-association)|map \S+ \d+|keyring)|access-list|ip access-list|interface |ip route|router )/i;

const list = (text: string | undefined, of: (word: string) => string | undefined): readonly string[] =>
  (text ?? '').split(/\s+/).flatMap((word) => (word === '' ? [] : (of(word) ?? [])));

/** `encr aes 256` is one algorithm in two words; `encryption aes-cbc-256 aes-cbc-128` are two. */
const encryptions = (text: string | undefined): readonly string[] =>
  list(text?.replace(/\b(aes|gcm) (128|192|256)\b/gi, '$1-$2'), encryptionOf);

const offer = ({ body }: Stanza): Offer => ({
  enc: encryptions(valueIn(body, /^encr(?:yption)? (.+)$/i)),
  hash: list(valueIn(body, /^(?:hash|integrity) (.+)$/i), hashOf),
  prf: list(valueIn(body, /^prf (.+)$/i), hashOf),
  dh: list(valueIn(body, /^group (.+)$/i), groupOf),
});

const transform = (head: string): Offer =>
  offerOf(
    head
      .replace(/^crypto ipsec transform-set \S+ /i, '')
      .replace(/\b(esp-(?:aes|gcm)) (128|192|256)\b/gi, '$1-$2')
      .split(/\s+/),
  );

const starting = (stanzas: readonly Stanza[], pattern: RegExp): readonly Stanza[] =>
  stanzas.filter(({ head }) => pattern.test(head));

const phase1Of = (stanzas: readonly Stanza[], isV2: boolean): Partial<End> => {
  const policies = starting(stanzas, isV2 ? /^crypto ikev2 proposal/i : /^crypto isakmp policy/i);
  const profile = starting(stanzas, /^crypto (?:ikev2|isakmp) profile/i).flatMap(({ body }) => body);
  const bodies = [...policies.flatMap(({ body }) => body), ...profile];
  const auth = valueIn(bodies, /^authentication (?:local |remote )?(\S+)/i);
  return {
    ...(policies.length > 0 ? { ike_version: isV2 ? 'ikev2' : 'ikev1' } : {}),
    mode: profile.some((line) => /initiate mode aggressive/i.test(line)) ? 'aggressive' : undefined,
    offers1: policies.map(offer),
    life1: secondsIn(valueIn(bodies, /^lifetime (?:seconds )?(\d+)$/i)),
    auth: auth === undefined ? undefined : /^pre-share/i.test(auth) ? 'psk' : 'certificate',
    local_id: identityIn(valueIn(profile, /^(?:identity local|self-identity) (?:address |fqdn |key-id )?(\S+)/i)),
    remote_id: identityIn(valueIn(profile, /^match identity (?:remote )?(?:address |fqdn |host )?(\S+)/i)),
  };
};

const pfsOf = (body: readonly string[]): readonly string[] => {
  const pfs = valueIn(body, /^set pfs\b(.*)$/i);
  if (pfs === undefined)
    return body.some((line) => /^set (?:transform-set|ikev2-profile)/i.test(line)) ? ['disabled'] : [];
  const group = pfs === '' ? undefined : groupOf(pfs);
  return group === undefined ? [] : [group];
};

const LIFETIME = /^(?:set |crypto ipsec )security-association lifetime seconds (\d+)/i;

/** What is said once for all connections of the device. */
const indexOf = (lines: readonly string[]) => {
  const stanzas = stanzasOf(lines, HEADS);
  const isV2 =
    starting(stanzas, /^crypto ikev2 (?:proposal|profile)/i).length > 0 &&
    starting(stanzas, /^crypto isakmp policy/i).length === 0;
  return {
    stanzas,
    isV2,
    phase1Of: remembered((usesV2: boolean) => phase1Of(stanzas, usesV2)),
    transforms: new Map(
      starting(stanzas, /^crypto ipsec transform-set/i).map(
        ({ head }) => [head.split(/\s+/)[3] ?? '', transform(head)] as const,
      ),
    ),
    profiles: new Map(
      starting(stanzas, /^crypto ipsec profile/i).map(({ head, body }) => [head.split(/\s+/).at(-1), body] as const),
    ),
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
  return {
    offers2: [...names].flatMap((name) => index.transforms.get(name) ?? []),
    pfs: pfsOf(body),
    life2: secondsIn(valueIn(body, LIFETIME) ?? index.life2),
    ...index.selectorsOf(valueIn(body, /^match address (\S+)/i)),
  };
};

/** A tunnel interface with `tunnel protection` carries everything that is routed into it. */
const tunnelEnds = (index: Index): readonly End[] => {
  const profileOf = remembered((name: string) => phase2Of(index, index.profiles.get(name) ?? []));
  return starting(index.stanzas, /^interface tunnel/i).flatMap(({ head, body }) => {
    const profile = valueIn(body, /^tunnel protection ipsec profile (\S+)/i);
    if (profile === undefined) return [];
    return [
      {
        ...UNKNOWN_END,
        name: head,
        ...index.phase1Of(index.isV2),
        ...profileOf(profile),
        local_addr: addressIn(valueIn(body, /^tunnel source (\S+)/i)),
        peer_addr: addressIn(valueIn(body, /^tunnel destination (\S+)/i)),
        selectors_local: ['0.0.0.0/0'],
        selectors_remote: ['0.0.0.0/0'],
      },
    ];
  });
};

/** Reads an IOS or IOS XE configuration: an end for each crypto map entry and each protected tunnel interface. */
export const readCiscoIos = (lines: readonly string[]): readonly End[] => {
  const index = indexOf(lines);
  const maps = starting(index.stanzas, /^crypto map \S+ \d+/i).filter(({ body }) => body.length > 0);
  const mapped = maps.map(({ head, body }): End => {
    const usesV2 = index.isV2 || body.some((line) => /^set ikev2-profile/i.test(line));
    return {
      ...UNKNOWN_END,
      name: head,
      ...index.phase1Of(usesV2),
      ...phase2Of(index, body),
      peer_addr: addressIn(valueIn(body, /^set peer (.+)$/i)),
    };
  });
  const ends = [...mapped, ...tunnelEnds(index)];
  return ends.length > 0 ? ends : [looseEnd(lines, index)];
};

/** Without a crypto map everything in the paste is taken to belong together. */
const looseEnd = (lines: readonly string[], index: Index): End => ({
  ...UNKNOWN_END,
  ...index.phase1Of(index.isV2),
  ...phase2Of(index, []),
  offers2: [...index.transforms.values()],
  peer_addr: addressIn(valueIn(lines, /^\s*crypto isakmp key \S+ address (\S+)/i)),
});
