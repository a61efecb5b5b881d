import type { CauseId } from '../../catalogue/causes.ts';
import { isPrivate, isSameSet, without } from '../../network/cidr.ts';
import { allOf, type Offer } from '../../vendors/crypto-names.ts';
import type { End } from '../../vendors/end.ts';
import { compareProposals } from './compare-proposals.ts';

/** The fields of both ends, in the order of a negotiation. */
export type EndField =
  | 'ike_version'
  | 'mode'
  | 'enc1'
  | 'hash1'
  | 'dh1'
  | 'life1'
  | 'auth'
  | 'local_id'
  | 'remote_id'
  | 'local_addr'
  | 'peer_addr'
  | 'enc2'
  | 'hash2'
  | 'pfs'
  | 'life2'
  | 'selectors_local'
  | 'selectors_remote'
  | 'encapsulation'
  | 'natt';

/** `note`: differs, and that alone stops nothing. */
export type RowResult = 'match' | 'mismatch' | 'note' | 'not given';

/** One line of the comparison; the peer's value is that of its mirrored field (its remote for the cloud's local). */
export interface ComparisonRow {
  readonly field: EndField;
  readonly cloud: string;
  readonly peer: string;
  readonly result: RowResult;
}

const show = (values: readonly string[]): string => values.join(', ');

const row = (
  field: EndField,
  cloud: readonly string[],
  peer: readonly string[],
  isSame: boolean,
  differs: RowResult,
): ComparisonRow => ({
  field,
  cloud: show(cloud),
  peer: show(peer),
  result: cloud.length === 0 || peer.length === 0 ? 'not given' : isSame ? 'match' : differs,
});

const one = (value: string | number | undefined): readonly string[] => (value === undefined ? [] : [String(value)]);

/** A field with a single value on each side. */
const single = (
  field: EndField,
  cloud: string | number | undefined,
  peer: string | number | undefined,
  differs: RowResult = 'mismatch',
): ComparisonRow =>
  row(field, one(cloud), one(peer), String(cloud).toLowerCase() === String(peer).toLowerCase(), differs);

/** Fields of phase 1 or 2 that keep the offers apart; each field alone may fit while no offer fits whole. */
const apart = (cloud: readonly Offer[], peer: readonly Offer[], ignoreDh: boolean): ReadonlySet<string> => {
  const fields = compareProposals(cloud, peer, ignoreDh).map(({ field }) => field);
  return new Set(fields.flatMap((field) => (field === 'combination' ? ['enc', 'hash', 'dh'] : [field])));
};

const PHASE_1 = [
  ['enc1', 'enc'],
  ['hash1', 'hash'],
  ['dh1', 'dh'],
] as const;
const PHASE_2 = [
  ['enc2', 'enc'],
  ['hash2', 'hash'],
] as const;

/** Whether a list of offers names no DH group. Phase 1 always has one, so such a list leaves it unsaid. */
const listsNoGroup = (offers: readonly Offer[]): boolean => allOf(offers, 'dh').length === 0;

const offerRows = (
  fields: readonly (readonly [EndField, keyof Offer])[],
  cloud: readonly Offer[],
  peer: readonly Offer[],
  ignoreDh: boolean,
): readonly ComparisonRow[] => {
  const differing = apart(cloud, peer, ignoreDh);
  return fields.map(([field, kind]) =>
    row(field, allOf(cloud, kind), allOf(peer, kind), !differing.has(kind), 'mismatch'),
  );
};

const selectorRow = (field: EndField, cloud: readonly string[], peer: readonly string[]): ComparisonRow =>
  row(field, cloud, peer, isSameSet(cloud, peer), 'mismatch');

/** The peer's own address: a private one behind a NAT is a note, another public one is not the peer that we know. */
const ownAddress = (cloud: string | undefined, peer: string | undefined): ComparisonRow =>
  single('peer_addr', cloud, peer, peer !== undefined && isPrivate(peer) ? 'note' : 'mismatch');

/**
 * Compares the cloud's end with the peer's, each field with its mirror. Values that a side does not give are no
 * mismatch; lifetimes and NAT traversal need not agree. `mode` counts for IKEv1 only.
 */
export const compareEnds = (cloud: End, peer: End): readonly ComparisonRow[] => [
  single('ike_version', cloud.ike_version, peer.ike_version),
  ...(cloud.ike_version === 'ikev1' && peer.ike_version !== 'ikev2' ? [single('mode', cloud.mode, peer.mode)] : []),
  ...offerRows(PHASE_1, cloud.offers1, peer.offers1, listsNoGroup(peer.offers1)),
  single('life1', cloud.life1, peer.life1, 'note'),
  single('auth', cloud.auth, peer.auth),
  single('local_id', cloud.local_id, peer.remote_id),
  single('remote_id', cloud.remote_id, peer.local_id),
  single('local_addr', cloud.local_addr, peer.peer_addr),
  ownAddress(cloud.peer_addr, peer.local_addr),
  ...offerRows(PHASE_2, cloud.offers2, peer.offers2, true),
  row(
    'pfs',
    cloud.pfs,
    peer.pfs,
    cloud.pfs.some((group) => peer.pfs.includes(group)),
    'mismatch',
  ),
  single('life2', cloud.life2, peer.life2, 'note'),
  selectorRow('selectors_local', cloud.selectors_local, peer.selectors_remote),
  selectorRow('selectors_remote', cloud.selectors_remote, peer.selectors_local),
  ...(peer.encapsulation === undefined ? [] : [single('encapsulation', cloud.encapsulation, peer.encapsulation)]),
  ...(peer.natt === false ? [single('natt', 'on', 'off', 'note')] : []),
];

const CAUSES_OF_FIELDS: Readonly<Record<EndField, CauseId>> = {
  ike_version: 'ike-version-mismatch',
  mode: 'ike-mode-mismatch',
  enc1: 'ike-proposal-mismatch',
  hash1: 'ike-proposal-mismatch',
  dh1: 'ike-proposal-mismatch',
  life1: 'lifetime-mismatch',
  auth: 'auth-method-mismatch',
  local_id: 'identity-mismatch',
  remote_id: 'identity-mismatch',
  local_addr: 'peer-unreachable',
  peer_addr: 'peer-unreachable',
  enc2: 'ipsec-proposal-mismatch',
  hash2: 'ipsec-proposal-mismatch',
  pfs: 'pfs-mismatch',
  life2: 'lifetime-mismatch',
  selectors_local: 'traffic-selector-mismatch',
  selectors_remote: 'traffic-selector-mismatch',
  encapsulation: 'encapsulation-mode-mismatch',
  natt: 'nat-traversal',
};

/** The cause that a mismatch in each row points at. */
export const causeOfField = (field: EndField): CauseId => CAUSES_OF_FIELDS[field];

/** Subnets that only one side protects, which are lost when that side changes. */
export const selectorGaps = (cloud: readonly string[], peer: readonly string[]) => ({
  cloudOnly: without(cloud, peer),
  peerOnly: without(peer, cloud),
});
