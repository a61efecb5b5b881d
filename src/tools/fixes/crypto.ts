import type { Fields } from '../../catalogue/action.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { isWeak, type Offer, strengthOf } from '../../vendors/crypto-names.ts';
import type { End } from '../../vendors/end.ts';
import { type Evidence, evidenceOf } from '../causes/evidence.ts';
import type { TunnelFacts } from '../judges/tunnel-facts.ts';
import { type Fix, present } from './fix.ts';

/** Values that the API accepts; a peer that offers only others cannot be met from this side. */
const TAKEN = {
  enc: ['aes', 'aes192', 'aes256', 'des', '3des'],
  hash: ['md5', 'sha1', 'sha256', 'sha384', 'sha512'],
  dh: ['group1', 'group2', 'group5', 'group14', 'group24'],
} as const;

const NOTE = {
  either: {
    en: 'Either apply this, or make the peer change below; not both.',
    zh: '二选一：应用此修改，或在对端按下述修改，不要同时进行。',
  },
  weaker: {
    en: "This lowers the cloud to the peer's weaker values; better to raise the peer.",
    zh: '这会把云端降到对端的较弱配置；更好的做法是提升对端。',
  },
  sha2: {
    en: 'Some platforms refuse SHA-2 here; then set the peer to sha1.',
    zh: '部分平台不支持 SHA-2；此时把对端改为 sha1。',
  },
  bothEnds: {
    en: 'Raises weak values; the peer needs the same change in the same window.',
    zh: '提升弱算法；对端需在同一窗口做同样修改。',
  },
} satisfies Record<string, LocalizedText>;

/** The values of a change that the live object does not have yet: the guard completes the rest from the live one. */
const differing = (live: Fields | undefined, change: Fields): Fields =>
  Object.fromEntries(Object.entries(change).filter(([field, value]) => value !== undefined && value !== live?.[field]));

/** Fields of phase 1 that a change sets anew. */
export const changedIke = ({ connection }: TunnelFacts, change: Fields): Fields =>
  differing(connection.IkeConfig, change);

/** Fields of phase 2 that a change sets anew. */
export const changedIpsec = ({ connection }: TunnelFacts, change: Fields): Fields =>
  differing(connection.IpsecConfig, change);

/** A change of the connection itself. */
export const modify = ({ regionId, connection }: TunnelFacts, change: Fields, note?: Evidence): Fix => ({
  tool: 'ModifyVpnConnectionAttribute',
  args: present({ RegionId: regionId, VpnConnectionId: connection.VpnConnectionId, ...change }),
  ...(note && { note }),
});

const settable = (kind: keyof typeof TAKEN, names: readonly string[]): readonly string[] =>
  names.filter((name) => (TAKEN[kind] as readonly string[]).includes(name)); // Asked with any word, answered for ours.

const strongest = (names: readonly string[]): string | undefined =>
  [...names].sort((a, b) => (strengthOf(b) ?? 0) - (strengthOf(a) ?? 0))[0];

/** The cloud's algorithms of a phase, changed to match one offer of the peer. Undefined when the API accepts none of it. */
const algorithmsMeeting = (
  now: { readonly enc?: string | undefined; readonly hash?: string | undefined; readonly dh?: string | undefined },
  offer: Offer,
) => {
  // Where the peer names nothing of a kind, the cloud's own stays.
  const met = (kind: keyof typeof TAKEN): string | undefined =>
    offer[kind].length === 0 ? now[kind] : strongest(settable(kind, offer[kind]));
  const [enc, hash, dh] = [met('enc'), met('hash'), met('dh')];
  return enc && hash ? { enc, hash, dh } : undefined;
};

type PhaseAlgorithms = NonNullable<ReturnType<typeof algorithmsMeeting>>;

const weight = (algorithms: PhaseAlgorithms): number =>
  [algorithms.enc, algorithms.hash, algorithms.dh].reduce((sum, name) => sum + (name ? (strengthOf(name) ?? 0) : 0), 0);

const bestOf = (
  now: Parameters<typeof algorithmsMeeting>[0],
  offers: readonly Offer[],
  needsGroup: boolean,
): PhaseAlgorithms | undefined =>
  offers
    .flatMap((offer) => algorithmsMeeting(now, offer) ?? [])
    .filter((triple) => !needsGroup || triple.dh !== undefined)
    .sort((a, b) => weight(b) - weight(a))[0];

const noteFor = (now: PhaseAlgorithms, next: PhaseAlgorithms): Evidence => {
  if (weight(next) < weight(now)) return evidenceOf(NOTE.weaker);
  return evidenceOf(/^sha(?:256|384|512)$/.test(next.hash) ? NOTE.sha2 : NOTE.either);
};

/** The cloud's weak values raised, for a peer of which nothing is known. */
const raised = (now: PhaseAlgorithms): PhaseAlgorithms | undefined => {
  const next = {
    enc: isWeak(now.enc) ? 'aes256' : now.enc,
    hash: isWeak(now.hash) ? 'sha1' : now.hash,
    dh: now.dh !== undefined && isWeak(now.dh) ? 'group14' : now.dh,
  };
  return weight(next) === weight(now) ? undefined : next;
};

const raise = (facts: TunnelFacts, values: Fields): Fix => ({
  ...modify(facts, values, evidenceOf(NOTE.bothEnds)),
  raises: true,
});

/** What differs then, such as PRF or ESN, is no setting of the cloud: only the peer can change it. */
const isSameAs = (now: PhaseAlgorithms, next: PhaseAlgorithms): boolean =>
  now.enc === next.enc && now.hash === next.hash && (next.dh === undefined || now.dh === next.dh);

/** Phase 1 moved to what the peer offers, or raised where the peer is unknown and the cloud is weak. */
export const fixIke = (facts: TunnelFacts, peer: End): Fix | undefined => {
  const { IkeEncAlg = '', IkeAuthAlg = '', IkePfs } = facts.connection.IkeConfig ?? {};
  const now = { enc: IkeEncAlg, hash: IkeAuthAlg, dh: IkePfs };
  const met = bestOf(now, peer.offers1, true);
  const next = met ?? (peer.offers1.length === 0 ? raised(now) : undefined);
  if (!next || isSameAs(now, next)) return undefined;
  const change = { IkeEncAlg: next.enc, IkeAuthAlg: next.hash, IkePfs: next.dh };
  const values = { IkeConfig: changedIke(facts, change) };
  return met ? modify(facts, values, noteFor(now, next)) : raise(facts, values);
};

/** Phase 2's encryption and hash moved to what the peer offers. */
export const fixIpsec = (facts: TunnelFacts, peer: End): Fix | undefined => {
  const { IpsecEncAlg = '', IpsecAuthAlg = '' } = facts.connection.IpsecConfig ?? {};
  const now = { enc: IpsecEncAlg, hash: IpsecAuthAlg, dh: undefined };
  const met = bestOf(now, peer.offers2, false);
  const next = met ?? (peer.offers2.length === 0 ? raised(now) : undefined);
  if (!next || isSameAs(now, next)) return undefined;
  const change = { IpsecEncAlg: next.enc, IpsecAuthAlg: next.hash };
  const values = { IpsecConfig: changedIpsec(facts, change) };
  return met ? modify(facts, values, noteFor(now, next)) : raise(facts, values);
};

/** PFS moved to the peer's strongest group that the API takes. */
export const fixPfs = (facts: TunnelFacts, peer: End): Fix | undefined => {
  const now = facts.connection.IpsecConfig?.IpsecPfs;
  const can = peer.pfs.filter((name) => name === 'disabled' || settable('dh', [name]).length > 0);
  const next = strongest(can);
  if (next === undefined) return undefined;
  const isWeaker = (strengthOf(next) ?? 0) < (strengthOf(now ?? '') ?? 0);
  return modify(
    facts,
    { IpsecConfig: changedIpsec(facts, { IpsecPfs: next }) },
    evidenceOf(isWeaker ? NOTE.weaker : NOTE.either),
  );
};

/** The note of a change that either end can make. */
export const EITHER: Evidence = evidenceOf(NOTE.either);
