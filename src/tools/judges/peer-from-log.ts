import { isSameSet } from '../../network/cidr.ts';
import { allOf, type Offer } from '../../vendors/crypto-names.ts';
import type { End } from '../../vendors/end.ts';
import { compareProposals } from '../ends/compare-proposals.ts';
import type { LogFacts, SubnetPair } from '../logs/facts.ts';

/** Whether the log can be of this tunnel: it names no address, or one of the tunnel's. */
export const isOfTunnel = (cloud: End, { addresses }: LogFacts): boolean =>
  addresses.length === 0 || addresses.some((address) => address === cloud.local_addr || address === cloud.peer_addr);

/** The lists of a phase that are not the cloud's: they can only be the peer's, whoever wrote the log. */
const foreignOffers = (cloud: readonly Offer[], { offers }: LogFacts, phase: 1 | 2): readonly Offer[] =>
  offers
    .filter((list) => list.phase === phase && list.role !== 'selected')
    .filter((list) => compareProposals(cloud, list.offers, phase === 2).length > 0)
    .flatMap((list) => list.offers);

/** Groups of phase 2 lists that are not the cloud's PFS; lists of the first exchange carry none and say nothing. */
const foreignGroups = (cloud: End, { offers }: LogFacts): readonly string[] =>
  allOf(
    offers.filter((list) => list.phase === 2 && list.role !== 'selected').flatMap((list) => list.offers),
    'dh',
  ).filter((group) => cloud.pfs.length > 0 && !cloud.pfs.includes(group));

const firstOther = (
  ids: readonly (string | undefined)[],
  excluded: readonly (string | undefined)[],
): string | undefined => ids.find((id) => id !== undefined && !excluded.includes(id));

/** What the peer calls itself, where it is not what the cloud expects. */
const localId = (cloud: End, { identities, refusedIds }: LogFacts): string | undefined =>
  firstOther(
    [
      ...refusedIds.flatMap(({ received, expected }) => (expected === cloud.remote_id ? received : [])),
      ...identities.filter(({ address }) => address === cloud.peer_addr && address !== undefined).map(({ id }) => id),
      ...identities.filter(({ beside }) => beside === cloud.local_id && beside !== undefined).map(({ id }) => id),
      ...identities.filter(({ address, beside }) => address === undefined && beside === undefined).map(({ id }) => id),
    ],
    [cloud.local_id, cloud.remote_id],
  );

/** What the peer expects the cloud to be called, where it is not what the cloud calls itself. */
const remoteId = (cloud: End, { identities, refusedIds }: LogFacts): string | undefined =>
  firstOther(
    [
      ...refusedIds.flatMap(({ received, expected }) =>
        received === undefined || received === cloud.local_id ? expected : [],
      ),
      ...identities.filter(({ address }) => address === cloud.local_addr && address !== undefined).map(({ id }) => id),
      ...identities.filter(({ beside }) => beside === cloud.remote_id && beside !== undefined).map(({ id }) => id),
    ],
    [cloud.local_id, cloud.remote_id],
  );

/** Subnets that the log pairs with known ones. A pair equal to the cloud's own says nothing new. */
const pairedSubnets = (
  known: readonly string[],
  own: readonly string[],
  pairs: readonly SubnetPair[],
): readonly string[] => {
  const found = pairs
    .flatMap(([a, b]) => [...(isSameSet(a, known) ? [b] : []), ...(isSameSet(b, known) ? [a] : [])])
    .find((blocks) => blocks.length > 0 && !isSameSet(blocks, own));
  return found ?? [];
};

/**
 * The peer's settings as far as a log shows them: only what differs from the cloud's, for what agrees could be either
 * end's. Empty where the log is of another tunnel.
 */
export const peerFromLog = (cloud: End, facts: LogFacts): Partial<End> => {
  if (!isOfTunnel(cloud, facts)) return {};
  const [local, remote] = [localId(cloud, facts), remoteId(cloud, facts)];
  const version = facts.versions.length === 1 ? facts.versions[0] : undefined;
  const mode = facts.modes.length === 1 ? facts.modes[0] : undefined;
  const selectors = {
    selectors_local: pairedSubnets(cloud.selectors_local, cloud.selectors_remote, facts.subnets),
    selectors_remote: pairedSubnets(cloud.selectors_remote, cloud.selectors_local, facts.subnets),
  };
  return {
    ...(version && version !== cloud.ike_version && { ike_version: version }),
    ...(mode && cloud.ike_version === 'ikev1' && version === 'ikev1' && mode !== cloud.mode && { mode }),
    offers1: foreignOffers(cloud.offers1, facts, 1),
    offers2: foreignOffers(cloud.offers2, facts, 2),
    pfs: foreignGroups(cloud, facts),
    ...(local !== undefined && { local_id: local }),
    ...(remote !== undefined && { remote_id: remote }),
    ...selectors,
  };
};
