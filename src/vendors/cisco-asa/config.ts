import { readAccessLists } from '../access-list.ts';
import { encryptionOf, groupOf, hashOf, type Offer, offerOf } from '../crypto-names.ts';
import { addressIn, type End, identityIn, once, secondsIn, UNKNOWN_END } from '../end.ts';
import { type Stanza, stanzasOf, valueIn } from '../stanza.ts';

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

interface Policies {
  readonly version: 'ikev1' | 'ikev2';
  readonly stanzas: readonly Stanza[];
}

const policiesOf = (stanzas: readonly Stanza[], version: 'ikev1' | 'ikev2'): Policies => ({
  version,
  stanzas: stanzas.filter(({ head }) =>
    version === 'ikev2' ? /^crypto ikev2 policy/i.test(head) : /^crypto (?:ikev1|isakmp) policy/i.test(head),
  ),
});

/** The lines of one crypto map entry, without the words they share. */
const entriesOf = (lines: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const entries = new Map<string, string[]>();
  for (const line of lines) {
    const [, key, rest] = /^\s*crypto map (\S+ \d+) (.+)$/i.exec(line) ?? [];
    if (key && rest) entries.set(key, [...(entries.get(key) ?? []), rest.trim()]);
  }
  return entries;
};

const TRANSFORM = /^crypto ipsec (?:ikev1 )?transform-set (\S+) (.+)$/i;

const transforms = (stanzas: readonly Stanza[], names: readonly string[]): readonly Offer[] =>
  stanzas.flatMap(({ head }) => {
    const [, name, list] = TRANSFORM.exec(head) ?? [];
    return name && list && names.includes(name) ? [offerOf(list.split(/\s+/))] : [];
  });

const ikev2Proposals = (stanzas: readonly Stanza[], names: readonly string[]): readonly Offer[] =>
  stanzas
    .filter(({ head }) => names.includes(/^crypto ipsec ikev2 ipsec-proposal (\S+)/i.exec(head)?.[1] ?? ''))
    .map(({ body }) => ({
      enc: several(valueIn(body, /^protocol esp encryption (.+)$/i), encryptionOf),
      hash: several(valueIn(body, /^protocol esp integrity (.+)$/i), hashOf),
      prf: [],
      dh: [],
    }));

/** `set pfs` without a group is the vendor's default; which one depends on the release, so it stays unknown. */
const pfsOf = (entry: readonly string[]): readonly string[] => {
  const pfs = valueIn(entry, /^set pfs\b(.*)$/i);
  if (pfs === undefined)
    return entry.some((line) => /^set (?:ikev[12] )?(?:transform-set|ipsec-proposal)/i.test(line)) ? ['disabled'] : [];
  return known(pfs === '' ? undefined : groupOf(pfs));
};

const namesAfter = (entry: readonly string[], pattern: RegExp): readonly string[] =>
  (valueIn(entry, pattern) ?? '').split(/\s+/).filter(Boolean);

const phase1Of = (stanzas: readonly Stanza[], entry: readonly string[]): Partial<End> => {
  const hasV2 = entry.some((line) => /^set ikev2 /i.test(line));
  const hasV1 = entry.some((line) => /^set (?:ikev1 )?transform-set/i.test(line));
  const [v1, v2] = [policiesOf(stanzas, 'ikev1'), policiesOf(stanzas, 'ikev2')];
  const isV2 = hasV2 || (!hasV1 && v1.stanzas.length === 0 && v2.stanzas.length > 0);
  const chosen = isV2 ? v2 : v1;
  const [first] = chosen.stanzas;
  const auth = valueIn(first?.body ?? [], /^authentication (.+)$/i);
  return {
    ...(chosen.stanzas.length > 0 || hasV1 || hasV2 ? { ike_version: chosen.version } : {}),
    mode: entry.some((line) => /phase1-mode aggressive/i.test(line)) ? 'aggressive' : undefined,
    offers1: chosen.stanzas.map(policyOffer),
    life1: secondsIn(valueIn(first?.body ?? [], /^lifetime (?:seconds )?(\d+)$/i)),
    auth: auth === undefined ? undefined : /^pre-share/i.test(auth) ? 'psk' : 'certificate',
  };
};

const selectorsOf = (
  lines: readonly string[],
  list: string | undefined,
): Pick<End, 'selectors_local' | 'selectors_remote'> => {
  const all = readAccessLists(lines, 'netmask');
  // A pasted access list alone is meant: nobody pastes one that has nothing to do with the question.
  const mine = list === undefined ? all : all.filter((pair) => pair.list === list);
  return {
    selectors_local: once(mine.flatMap(({ sources }) => sources)),
    selectors_remote: once(mine.flatMap(({ destinations }) => destinations)),
  };
};

const endOf = (lines: readonly string[], stanzas: readonly Stanza[], name: string, entry: readonly string[]): End => {
  const isV2 = entry.some((line) => /^set ikev2 /i.test(line));
  const globalLife = valueIn(lines, /^\s*crypto ipsec security-association lifetime seconds (\d+)/i);
  const identity = valueIn(lines, /^\s*crypto isakmp identity key-id (\S+)/i);
  return {
    ...UNKNOWN_END,
    name,
    ...phase1Of(stanzas, entry),
    local_id: identityIn(identity),
    peer_addr: addressIn(
      valueIn(entry, /^set peer (.+)$/i) ?? valueIn(lines, /^\s*tunnel-group (\S+) type ipsec-l2l/i),
    ),
    offers2: isV2
      ? ikev2Proposals(stanzas, namesAfter(entry, /^set ikev2 ipsec-proposal (.+)$/i))
      : transforms(stanzas, namesAfter(entry, /^set (?:ikev1 )?transform-set (.+)$/i)),
    pfs: pfsOf(entry),
    life2: secondsIn(valueIn(entry, /^set security-association lifetime seconds (\d+)/i) ?? globalLife),
    ...selectorsOf(lines, valueIn(entry, /^match address (\S+)/i)),
    natt: lines.some((line) => /^\s*no crypto (?:isakmp|ikev[12]) nat-traversal/i.test(line)) ? false : undefined,
  };
};

/** Reads an ASA configuration: one end for each crypto map entry, or one for what is left of a short paste. */
export const readCiscoAsa = (lines: readonly string[]): readonly End[] => {
  const stanzas = stanzasOf(lines, HEADS);
  const entries = [...entriesOf(lines)].filter(([, entry]) => entry.some((line) => /^(?:set|match) /i.test(line)));
  return entries.length > 0
    ? entries.map(([name, entry]) => endOf(lines, stanzas, name, entry))
    : [looseEnd(lines, stanzas)];
};

/** Without a crypto map everything in the paste is taken to belong together. */
const looseEnd = (lines: readonly string[], stanzas: readonly Stanza[]): End => {
  const all = stanzas.flatMap(({ head }) => [
    ...known(/^crypto ipsec (?:ikev1 )?transform-set (\S+)/i.exec(head)?.[1]),
    ...known(/^crypto ipsec ikev2 ipsec-proposal (\S+)/i.exec(head)?.[1]),
  ]);
  const end = endOf(lines, stanzas, '', []);
  return { ...end, offers2: [...transforms(stanzas, all), ...ikev2Proposals(stanzas, all)], pfs: [] };
};
