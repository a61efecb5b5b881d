import { contains, isSame, overlaps } from '../../network/cidr.ts';
import { blocksOf, rangeOf } from '../../network/ranges.ts';
import { isPaired, pairs, type Route } from '../../network/routes.ts';

// What is so for each destination of two tunnels, and which way leads from there to the other tunnel. Pure.

/** One destination, of a policy route together with its source, and the entries of the two tunnels for it. */
export interface Destination {
  readonly RouteType: Route['RouteType'];
  readonly RouteDest: string;
  readonly RouteSource?: string;
  readonly from?: Route;
  readonly to?: Route;
  /** Entries over other tunnels. */
  readonly others: readonly Route[];
}

/** An entry that this tool deleted a while ago and has not made again: it was broken off there. */
export type Dropped = Pick<Route, 'RouteType' | 'RouteDest' | 'RouteSource' | 'NextHop'>;

/**
 * How a destination gets to the other tunnel, or that it is there. `halves`: by two more specific entries. `weights`: the pair
 * trades its weights. `alone`: there is no entry of the other tunnel yet. `gap`: there is no entry at all. `raise`: only the
 * entry of the other tunnel is left, at weight 0. `clear`: more specific entries go. `standby`: only the standby is missing.
 */
export type Way = 'done' | 'halves' | 'weights' | 'alone' | 'gap' | 'raise' | 'clear' | 'standby';

export interface Chosen {
  readonly way: Way;
  readonly dest: Destination;
  /** The more specific blocks that are still to be made, or the entries that are to be deleted. */
  readonly blocks: readonly string[];
  /** Why no more specific entries are made. */
  readonly whyNot?: 'policy' | 'prefix' | 'quota' | 'taken' | 'refused';
}

/** Entries of one kind that a gateway takes, by the older documents; what a platform really takes shows when it refuses. */
export const MOST_ROUTES = 20;

/** The two halves of a block; none of one that has no smaller part, or is all there is. */
export const halvesOf = (block: string): readonly string[] => {
  const range = rangeOf(block);
  const size = range ? range.end - range.start : 0;
  if (!range || size < 2 || size >= 2 ** 32) return [];
  const middle = range.start + size / 2;
  return [...blocksOf({ start: range.start, end: middle }), ...blocksOf({ start: middle, end: range.end })];
};

const isHalfOf = (block: string, whole: string): boolean => halvesOf(whole).some((half) => isSame(half, block));

const groupOf = (group: readonly Route[], from: string | undefined, to: string): Destination => {
  const [first] = group;
  const own = (hop: string | undefined) => group.find(({ NextHop }) => NextHop === hop);
  const [left, right] = [own(from), own(to)];
  return {
    RouteType: first?.RouteType ?? 'dbr',
    RouteDest: first?.RouteDest ?? '',
    ...(first?.RouteSource !== undefined && { RouteSource: first.RouteSource }),
    ...(left && { from: left }),
    ...(right && { to: right }),
    others: group.filter(({ NextHop }) => NextHop !== from && NextHop !== to),
  };
};

/** Every destination of the tables; those of dropped entries among them, of which no entry may be left. */
export const destinationsOf = (
  routes: readonly Route[],
  from: string | undefined,
  to: string,
  dropped: readonly Dropped[],
): readonly Destination[] => {
  const live = pairs(routes.filter(({ isLearned }) => isLearned !== true)).map((group) => groupOf(group, from, to));
  const gone = dropped.filter((one) => !live.some((dest) => isPlaceOf(dest, one)));
  const byPlace = new Map(gone.map((one) => [`${one.RouteType} ${one.RouteSource ?? ''} ${one.RouteDest}`, one]));
  return [...live, ...[...byPlace.values()].map(({ NextHop: _hop, ...place }) => ({ ...place, others: [] }))];
};

/** Whether an entry is, or was, one of a destination's. */
const isPlaceOf = (dest: Destination, one: Dropped): boolean =>
  dest.RouteType === one.RouteType &&
  isSame(dest.RouteDest, one.RouteDest) &&
  isSame(dest.RouteSource ?? '', one.RouteSource ?? '');

/** The wider destination of which an entry over the first tunnel is a half, and which the other tunnel has an entry for. */
const wholeOf = (dest: Destination, all: readonly Destination[]): Destination | undefined =>
  dest.RouteType === 'dbr' && dest.from && !dest.to && dest.others.length === 0
    ? all.find((one) => one.RouteType === 'dbr' && one.to && isHalfOf(dest.RouteDest, one.RouteDest))
    : undefined;

/** Tunnels that traffic to the other one could come from: they share a destination with it, or hold its halves. */
export const possibleFroms = (routes: readonly Route[], to: string, dropped: readonly Dropped[]): readonly string[] => {
  const own = routes.filter(({ NextHop }) => NextHop === to);
  const partners = routes.filter(
    (one) =>
      one.NextHop !== to &&
      own.some((mine) => isPaired(mine, one) || (one.RouteType === 'dbr' && isHalfOf(one.RouteDest, mine.RouteDest))),
  );
  const left = dropped.filter((one) => one.NextHop !== to).map(({ NextHop }) => NextHop);
  const beside = dropped
    .filter(({ NextHop }) => NextHop === to)
    .flatMap((one) => routes.filter((route) => route.NextHop !== to && isPaired(route, { ...route, ...one })));
  return [...new Set([...partners.map(({ NextHop }) => NextHop), ...left, ...beside.map(({ NextHop }) => NextHop)])];
};

/** What is chosen by, beside the tables. */
export interface Choice {
  readonly to: string;
  readonly dropped: readonly Dropped[];
  /** The cloud took no more entries a while ago. */
  readonly isFull: boolean;
  /** Destinations that somebody named; absent: those that both tunnels have. */
  readonly named?: readonly string[] | undefined;
}

const whyNoHalves = (
  { RouteType, RouteDest }: Destination,
  all: readonly Destination[],
  room: number,
  { isFull }: Choice,
): Partial<Pick<Chosen, 'whyNot' | 'blocks'>> => {
  if (RouteType === 'pbr') return { whyNot: 'policy' };
  const halves = halvesOf(RouteDest);
  if (halves.length < 2 || overlaps(RouteDest, '100.64.0.0/10')) return { whyNot: 'prefix' };
  const at = (half: string) => all.find((one) => one.RouteType === 'dbr' && isSame(one.RouteDest, half));
  const isMade = (half: string): boolean => at(half)?.to?.Weight === 100;
  const isFree = (half: string): boolean => isMade(half) || !(at(half)?.to ?? at(half)?.from ?? at(half)?.others[0]);
  if (!halves.every(isFree)) return { whyNot: 'taken' };
  const blocks = halves.filter((half) => !isMade(half));
  if (blocks.length > 0 && isFull) return { whyNot: 'refused' };
  return blocks.length > room ? { whyNot: 'quota' } : { blocks };
};

const wayOf = (dest: Destination, all: readonly Destination[], room: number, choice: Choice): Chosen => {
  const { from, to } = dest;
  const isDropped = (hop: (one: Dropped) => boolean): boolean =>
    choice.dropped.some((one) => isPlaceOf(dest, one) && hop(one));
  const plain = (way: Way): Chosen => ({ way, dest, blocks: [] });
  if (to?.Weight === 100) return plain(!from && isDropped(({ NextHop }) => NextHop !== choice.to) ? 'standby' : 'done');
  if (!from) return plain(to ? 'raise' : 'gap');
  // What was begun by weights is ended by weights.
  const isBegun = from.Weight === 0 || isDropped(() => true);
  const { blocks, whyNot } = isBegun ? {} : whyNoHalves(dest, all, room, choice);
  if (blocks) return { way: blocks.length > 0 ? 'halves' : 'done', dest, blocks };
  return { ...plain(to ? 'weights' : 'alone'), ...(whyNot && { whyNot }) };
};

const isWanted = (dest: Destination, { named, dropped }: Choice): boolean => {
  if (named) return named.some((block) => isSame(block, dest.RouteDest));
  if (dest.from && dest.to) return true;
  // The other tunnel's own entry was deleted on the way, or what there is of it is all that is left.
  return dropped.some((one) => isPlaceOf(dest, one));
};

/** The destinations that are meant, and the way of each. What is wider comes first; what is taken away comes last. */
export const choose = (all: readonly Destination[], choice: Choice): readonly Chosen[] => {
  let room = MOST_ROUTES - all.flatMap((one) => (one.RouteType === 'dbr' ? entriesOf(one) : [])).length;
  const meant = all.filter((dest) => isWanted(dest, choice));
  const chosen = meant.map((dest) => {
    const one = wayOf(dest, all, room, choice);
    if (one.way === 'halves') room -= one.blocks.length;
    return one;
  });
  const cleared = all.flatMap((dest): readonly Chosen[] => {
    const whole = wholeOf(dest, all);
    const isMeant = whole && (choice.named ? choice.named.some((block) => isSame(block, whole.RouteDest)) : true);
    return isMeant && !meant.includes(dest) ? [{ way: 'clear', dest, blocks: [dest.RouteDest] }] : [];
  });
  const isStandIn = ({ dest, way }: Chosen): boolean =>
    way === 'halves' && cleared.some((one) => isHalfOf(one.dest.RouteDest, dest.RouteDest));
  return [...chosen.filter((one) => !isStandIn(one)), ...cleared];
};

/** All entries of a destination. */
const entriesOf = ({ from, to, others }: Destination): readonly Route[] => [
  ...(from ? [from] : []),
  ...(to ? [to] : []),
  ...others,
];

/** Entries over the first tunnel that stay there, and have no other path. */
export const leftBehind = (all: readonly Destination[], chosen: readonly Chosen[]): readonly Destination[] =>
  all.filter(
    (dest) =>
      dest.from?.Weight === 100 &&
      !chosen.some((one) => one.dest === dest) &&
      dest.others.length === 0 &&
      !chosen.some((one) => one.way !== 'clear' && contains(one.dest.RouteDest, dest.RouteDest) && dest.to),
  );

/** Halves over the new tunnel that an attempt left which found no room for both: of what is switched by weights now. */
export const halvesLeft = (all: readonly Destination[], chosen: readonly Chosen[]): readonly Destination[] =>
  all.filter(
    (dest) =>
      dest.RouteType === 'dbr' &&
      dest.to?.Weight === 100 &&
      !dest.from &&
      chosen.some(
        (one) => (one.way === 'weights' || one.way === 'alone') && isHalfOf(dest.RouteDest, one.dest.RouteDest),
      ),
  );

/** Policy routes that take traffic of what is moved before any destination route does, to another tunnel than the new one. */
export const overriding = (all: readonly Destination[], chosen: readonly Chosen[], to: string): readonly Route[] =>
  all
    .filter((dest) => dest.RouteType === 'pbr' && !chosen.some((one) => one.dest === dest))
    .flatMap(entriesOf)
    .filter(
      (route) =>
        route.Weight === 100 &&
        route.NextHop !== to &&
        chosen.some((one) => one.dest.RouteType === 'dbr' && overlaps(one.dest.RouteDest, route.RouteDest)),
    );
