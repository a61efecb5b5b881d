import { type Blocks, isBlock, isSame, merged, readBlocks, without } from './cidr.ts';
import { encloses, joined, type Range, rangeOf, sizeOf } from './ranges.ts';
import { isPaired, type Route } from './routes.ts';

/**
 * Addresses that somebody in the VPC has, and who: clients of an SSL-VPN server, a network on the VPC's side of a server or
 * tunnel, or of the tunnel itself that new routes lead to; the VPC's own blocks, and what its route tables send elsewhere.
 */
export interface Claim {
  readonly kind: 'pool' | 'local' | 'own' | 'vpc' | 'table';
  readonly block: string;
  readonly owner: string;
}

/** What is known around new routes that all lead to one connection. */
export interface Ground {
  /** Both tables of the gateway, before. */
  readonly routes: readonly Route[];
  readonly claims: readonly Claim[];
  /** RemoteSubnet of the connection that is the next hop; undefined where it is not known. */
  readonly remote: unknown;
}

type Alone = 'wide' | 'union' | 'spread' | 'all' | 'outside' | 'unclear' | 'first' | 'internet';

interface Held {
  readonly kind: Claim['kind'];
  readonly dests: Blocks;
  readonly blocks: Blocks;
  readonly owners: readonly string[];
}

/** Why new routes take traffic that goes elsewhere now, or may. `dests` are theirs, `blocks` what is wrong about them. */
export type Reason = Held | { readonly kind: Alone; readonly dests: Blocks; readonly blocks: Blocks };

const BIGGEST = 2 ** 24;

/** What networks number themselves with: RFC 1918, and the range of carriers' NAT. */
const OWN: Blocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/** What no route leads to anyway: this network, carriers' NAT, loopback, multicast and reserved addresses. */
const UNROUTED: Blocks = ['0.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '224.0.0.0/3'];

const rangesOf = (blocks: Blocks): readonly Range[] => blocks.flatMap((block) => rangeOf(block) ?? []);

/** Runs of addresses without a gap. */
const runsOf = (blocks: Blocks): readonly Range[] =>
  joined(rangesOf(merged(blocks)).toSorted((a, b) => a.start - b.start));

const destsOf = (routes: readonly Route[]): Blocks => routes.map(({ RouteDest }) => RouteDest).filter(isBlock);

const touches = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

/** 0.0.0.0/0 on the VPC's side of a tunnel is routed mode, and says nothing about who has an address. */
export const isSilent = ({ kind, block }: Claim): boolean => kind === 'local' && isSame(block, '0.0.0.0/0');

/** Whoever has the same addresses for the same reason is told in one breath. */
const byReason = (found: readonly Held[]): readonly Held[] => {
  const groups = new Map<string, Held>();
  for (const one of found) {
    const key = JSON.stringify([one.kind, one.dests, one.blocks]);
    const owners = [...(groups.get(key)?.owners ?? []), ...one.owners];
    groups.set(key, { ...one, owners });
  }
  return [...groups.values()];
};

/** Who has addresses of these destinations: the blocks of each owner that any of them touches. */
const held = (dests: Blocks, claims: readonly Claim[]): readonly Held[] => {
  const fresh = dests.flatMap((dest) => {
    const range = rangeOf(dest);
    return range ? [{ dest, range }] : [];
  });
  const found = new Map<string, { kind: Claim['kind']; owners: string[]; dests: Set<string>; blocks: Set<string> }>();
  for (const claim of claims) {
    const range = rangeOf(claim.block);
    if (!range || isSilent(claim)) continue;
    const hit = fresh.filter((one) => touches(one.range, range));
    if (hit.length === 0) continue;
    const { kind, owner, block } = claim;
    const one = found.get(`${kind} ${owner}`) ?? { kind, owners: [owner], dests: new Set(), blocks: new Set() };
    found.set(`${kind} ${owner}`, one);
    for (const { dest } of hit) one.dests.add(dest);
    one.blocks.add(block);
  }
  return byReason(
    [...found.values()].map((one) => ({
      ...one,
      dests: [...one.dests].toSorted(),
      blocks: [...one.blocks].toSorted(),
    })),
  );
};

const isWide = (block: string): boolean => {
  const range = rangeOf(block);
  return range !== undefined && sizeOf(range) > BIGGEST;
};

/** Blocks that lie in one of these runs, or in none: a block has no gap, so no two runs hold it together. */
const within = (blocks: Blocks, runs: readonly Range[], isWanted: boolean): Blocks =>
  blocks.filter((block) => {
    const range = rangeOf(block);
    return range !== undefined && runs.some((run) => encloses(run, range)) === isWanted;
  });

/** Blocks that are not wholly in a list. */
const beyond = (blocks: Blocks, list: Blocks): Blocks => within(blocks, runsOf(list), false);

/** Blocks of a list that a run of more than a /8 holds whole: such a list names no network, as 0.0.0.0/0 does not. */
const inWideRun = (blocks: Blocks, list: Blocks): Blocks =>
  within(
    blocks,
    runsOf(list).filter((run) => sizeOf(run) > BIGGEST),
    true,
  );

const coversAll = (blocks: Blocks): boolean => beyond(['0.0.0.0/0'], [...blocks, ...UNROUTED]).length === 0;

const size = (blocks: Blocks): number => rangesOf(blocks).reduce((sum, range) => sum + sizeOf(range), 0);

const reason = (kind: Alone, dests: Blocks, blocks: Blocks = []): readonly Reason[] =>
  dests.length === 0 ? [] : [{ kind, dests, blocks }];

/** Routes that are harmless one by one and together as good as a default route. */
const together = (dests: Blocks, fresh: readonly Route[], before: readonly Route[]): readonly Reason[] => {
  const hops = new Set(fresh.map(({ NextHop }) => NextHop));
  const isPublished = fresh.some(({ State }) => State === 'published');
  const there = before.filter(({ NextHop }) => hops.has(NextHop));
  const covering = isPublished ? there.filter(({ State }) => State === 'published') : there;
  const added = beyond(dests, destsOf(covering));
  if (added.length === 0) return [];
  const all = merged([...destsOf(before), ...added]);
  const joins = inWideRun(
    added.filter((dest) => !isWide(dest)),
    [...destsOf(there), ...added],
  );
  const foreign = without(all, OWN);
  const scattered = beyond(added, OWN);
  const isSpread = size(foreign) > BIGGEST && scattered.length > 0 && joins.length === 0 && !added.some(isWide);
  const isAll =
    coversAll(all) && !coversAll(destsOf(before.filter((route) => !isPublished || route.State === 'published')));
  return [
    ...reason('all', isAll ? added : [], all),
    ...reason('union', joins, merged([...destsOf(there), ...added])),
    ...reason('spread', isSpread ? scattered : [], foreign),
  ];
};

/** What the other side of the tunnel has no part in, or does not say that it has. */
const beyondPeer = (fresh: readonly Route[], { routes, remote }: Ground): readonly Reason[] => {
  const dests = destsOf(fresh);
  const { blocks, unreadable } = readBlocks(remote);
  if (blocks.length === 0 || unreadable.length > 0) return reason('unclear', dests);
  const isPublished = fresh.some(({ State }) => State === 'published');
  const hops = new Set(fresh.map(({ NextHop }) => NextHop));
  const isFirst = isPublished && !routes.some(({ NextHop, State }) => hops.has(NextHop) && State === 'published');
  const outside = beyond(dests, blocks);
  return [
    ...reason('outside', outside, without(outside, blocks)),
    ...reason('first', isFirst ? inWideRun(dests, blocks) : [], blocks),
  ];
};

/**
 * Why new routes, all to one connection, take traffic that goes elsewhere now, or may, beside what other routes carry:
 * none of it where each leads to a network of the peer's own that nobody in the VPC has. A route that is published
 * anew is not among those before it.
 */
export const diversions = (fresh: readonly Route[], ground: Ground): readonly Reason[] => {
  const dests = destsOf(fresh);
  const isFresh = (route: Route): boolean =>
    fresh.some((one) => one.NextHop === route.NextHop && isPaired(one, route) && one.State !== route.State);
  const before = ground.routes.filter((route) => !isFresh(route));
  return [
    ...held(dests, ground.claims),
    ...reason('wide', dests.filter(isWide)),
    ...together(dests, fresh, before),
    ...beyondPeer(fresh, { ...ground, routes: before }),
    ...reason('internet', beyond(dests, OWN), without(dests, OWN)),
  ];
};
