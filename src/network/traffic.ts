import { type Breathe, createBreather } from '../catalogue/breathe.ts';
import type { Blocks } from './cidr.ts';
import { blocksOf, containsAddress, encloses, joined, pieces, type Range, rangeOf, sizeOf } from './ranges.ts';
import { type Health, isPaired, type Route, used } from './routes.ts';

// Two stages decide where a packet goes. The VPC sends it to the gateway that publishes the longest block around its
// destination. The gateway then takes a policy route before a destination route, where policy routes have a priority the least
// number, the longest prefix, and of a pair the active one; entries that are not published forward what arrives all the same.

/** A block that another gateway of the VPC publishes. */
export interface Published {
  readonly gateway: string;
  readonly RouteDest: string;
}

/** A gateway's tables, and what the other gateways of its VPC publish. */
export interface RoutingTables {
  readonly routes: readonly Route[];
  readonly others: readonly Published[];
}

/** The path of packets with one source and destination. */
export interface Flow {
  /** Whether this gateway publishes the longest block, alone or together with `elsewhere`. */
  readonly here: boolean;
  /** Other gateways that publish the longest block. */
  readonly elsewhere: readonly string[];
  /** Next hops behind this gateway: several when it is unclear which one is used, none without a route. */
  readonly hops: readonly string[];
  /** Why the next hop is unknown: no entry has weight 100, or policy routes overlap. */
  readonly doubt?: 'none active' | 'order unknown';
}

/** Blocks of `whole`. With `rest` they are too many to list, and are all that the other parts leave. */
export interface Part {
  readonly whole: string;
  readonly blocks: Blocks;
  readonly rest: boolean;
}

/** A part of what an entry matches, and where it goes before and after a change. */
export interface Shift {
  readonly dest: Part;
  /** Absent where the source does not matter. */
  readonly source?: Part;
  readonly before: Flow;
  readonly after: Flow;
}

const ANY = '0.0.0.0/0';

/** An entry with its blocks parsed; what is no IPv4 block matches nothing. */
interface Entry {
  readonly route: Route;
  readonly dest: Range;
  readonly source: Range;
}

const entryOf = (route: Route): readonly Entry[] => {
  const dest = rangeOf(route.RouteDest);
  const source = rangeOf(route.RouteType === 'pbr' ? (route.RouteSource ?? '') : ANY);
  return dest && source ? [{ route, dest, source }] : [];
};

/** Entries that may carry a packet, and what other gateways publish. */
interface Candidates {
  readonly entries: readonly Entry[];
  readonly others: readonly { readonly gateway: string; readonly dest: Range }[];
}

/** Computes once for each list; a deletion asks about the same tables for each of its routes. */
const once = <K extends object, V>(compute: (list: K) => V): ((list: K) => V) => {
  const known = new WeakMap<K, V>();
  return (list) => {
    const value = known.get(list) ?? compute(list);
    known.set(list, value);
    return value;
  };
};

const entriesOf = once((routes: readonly Route[]) => routes.flatMap(entryOf));

const publicationsOf = once((others: readonly Published[]) =>
  others.flatMap(({ gateway, RouteDest }) => {
    const dest = rangeOf(RouteDest);
    return dest ? [{ gateway, dest }] : [];
  }),
);

/** Entries and publications that touch a range of destinations. */
const candidatesOf = ({ routes, others }: RoutingTables, whole: Range): Candidates => {
  const touches = ({ dest }: { readonly dest: Range }): boolean => dest.start < whole.end && whole.start < dest.end;
  return { entries: entriesOf(routes).filter(touches), others: publicationsOf(others).filter(touches) };
};

interface ToDestinations {
  readonly dest: Range;
}

/** For addresses in ascending order: what contains each of them, in the order of the list. One pass over list and addresses. */
const holdersAt = <T extends ToDestinations>(list: readonly T[], addresses: readonly number[]): readonly T[][] => {
  const waiting = list.map((one, at) => ({ one, at })).sort((a, b) => a.one.dest.start - b.one.dest.start);
  let next = 0;
  let active: { one: T; at: number }[] = [];
  return addresses.map((address) => {
    active = active.filter(({ one }) => address < one.dest.end);
    const before = next;
    for (; (waiting[next]?.one.dest.start ?? Infinity) <= address; next += 1) {
      const begun = waiting[next];
      if (begun && address < begun.one.dest.end) active.push(begun);
    }
    if (next > before) active.sort((a, b) => a.at - b.at);
    return active.map(({ one }) => one);
  });
};

const candidatesAt = ({ entries, others }: Candidates, addresses: readonly number[]): readonly Candidates[] => {
  const [own, published] = [holdersAt(entries, addresses), holdersAt(others, addresses)];
  return addresses.map((_, at) => ({ entries: own[at] ?? [], others: published[at] ?? [] }));
};

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** The first stage: who publishes the longest block around an address. */
const arrival = ({ entries, others }: Candidates, address: number): Pick<Flow, 'here' | 'elsewhere'> => {
  const smallestSize = (of: readonly { readonly dest: Range }[]) =>
    Math.min(...of.filter(({ dest }) => containsAddress(dest, address)).map(({ dest }) => sizeOf(dest)));
  const own = smallestSize(entries.filter(({ route }) => route.State === 'published'));
  const other = smallestSize(others);
  const longest = others.filter(({ dest }) => containsAddress(dest, address) && sizeOf(dest) === other && other <= own);
  return {
    here: own <= other && own !== Number.POSITIVE_INFINITY,
    elsewhere: unique(longest.map(({ gateway }) => gateway)).toSorted(),
  };
};

/** Where each policy route has a priority, those with the least number. */
const leastNumbered = (policies: readonly Entry[]): readonly Entry[] => {
  const numbers = policies.map(({ route }) => route.Priority ?? Number.NaN);
  const least = Math.min(...numbers);
  return Number.isNaN(least) ? policies : policies.filter((_, at) => numbers[at] === least);
};

/** Entries with precedence: policy routes before destination routes, by priority, and the narrowest of nested ones. */
const firstMatching = (entries: readonly Entry[]): readonly Entry[] => {
  const policies = entries.filter(({ route }) => route.RouteType === 'pbr');
  const ranked = policies.length > 0 ? leastNumbered(policies) : entries;
  const isNarrower = (a: Entry, b: Entry): boolean =>
    encloses(b.dest, a.dest) &&
    encloses(b.source, a.source) &&
    sizeOf(a.dest) * sizeOf(a.source) < sizeOf(b.dest) * sizeOf(b.source);
  return ranked.filter((entry) => !ranked.some((other) => isNarrower(other, entry)));
};

/** The second stage: what carries a packet that has arrived. */
const hopsAt = (
  { entries }: Candidates,
  address: number,
  source: number,
  isUp?: Health,
): Pick<Flow, 'hops' | 'doubt'> => {
  const takes = ({ route, dest, source: of }: Entry): boolean =>
    containsAddress(dest, address) && (route.RouteType === 'dbr' || containsAddress(of, source));
  const first = firstMatching(entries.filter(takes));
  const routes = first.map(({ route }) => route);
  const groups = routes.filter((route, index) => routes.findIndex((other) => isPaired(route, other)) === index);
  const members = groups.map((route) => routes.filter((other) => isPaired(route, other)));
  const hopsOf = (of: readonly Route[]) => unique(of.map(({ NextHop }) => NextHop)).toSorted();
  const dormant = members.find((group) => group.every(({ Weight }) => Weight !== 100));
  if (members.length === 1 && dormant) return { hops: hopsOf(dormant), doubt: 'none active' };
  const hops = hopsOf(members.flatMap((group) => used(group, isUp) ?? []));
  return hops.length > 1 ? { hops, doubt: 'order unknown' } : { hops };
};

/** Values by their key, in the order in which the keys came. */
const grouped = <T>(values: readonly T[], keyOf: (value: T) => string | number): readonly (readonly T[])[] => {
  const groups = new Map<string | number, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return [...groups.values()];
};

/** The largest part is described as the rest of the whole when it has more blocks than these. */
const MOST_NAMED = 2;

const total = (ranges: readonly Range[]): number => ranges.reduce((sum, range) => sum + sizeOf(range), 0);

const partsOf = (whole: string, parts: readonly (readonly Range[])[]): readonly Part[] => {
  const largest = Math.max(...parts.map(total));
  const rest = parts.findIndex((ranges) => total(ranges) === largest);
  return parts.map((ranges, index) => {
    const blocks = joined(ranges).flatMap(blocksOf);
    return { whole, blocks, rest: index === rest && blocks.length > MOST_NAMED };
  });
};

interface Piece {
  readonly range: Range;
  /** Equal for equal flows. */
  readonly flows: number;
  readonly before: Flow;
  readonly after: Flow;
}

/** A part of the destinations in which nothing begins or ends, and how packets of any source go there. */
interface DestPiece {
  /** Sources of the policy routes to here: between two of their ends all go the same way. */
  readonly sources: readonly Range[];
  readonly from: (source: number) => Piece;
}

/** A number for every value, equal for equal ones; short to compare and to join. */
const createNumbering = <T>(): ((value: T) => number) => {
  const known = new Map<T, number>();
  return (value) => {
    const number = known.get(value) ?? known.size;
    if (number === known.size) known.set(value, number);
    return number;
  };
};

type Hops = Pick<Flow, 'hops' | 'doubt'>;

/** What carries packets of a source before and after, for all destinations between the same entries. */
interface Carriers {
  readonly sources: readonly Range[];
  readonly from: (source: number) => { readonly before: Hops; readonly after: Hops; readonly key: number };
}

/** `address` is any of the destinations: between the same entries all go the same way. */
const carriersAt = (
  old: Candidates,
  now: Candidates,
  address: number,
  numberOf: (text: string) => number,
  isUp?: Health,
): Carriers => {
  const policies = [old, now].flatMap(({ entries }) => entries.filter(({ route }) => route.RouteType === 'pbr'));
  const known = new Map<number, ReturnType<Carriers['from']>>();
  return {
    sources: policies.map(({ source }) => source),
    from: (source) => {
      const found = known.get(source);
      if (found) return found;
      const before = hopsAt(old, address, source, isUp);
      const after = hopsAt(now, address, source, isUp);
      const carried = { before, after, key: numberOf(JSON.stringify([before, after])) };
      known.set(source, carried);
      return carried;
    },
  };
};

/** Destinations in ascending order, with what touches each before and after. */
interface Cut {
  readonly ranges: readonly Range[];
  readonly olds: readonly Candidates[];
  readonly nows: readonly Candidates[];
}

/**
 * The pieces of the destinations, in their order. What carries packets is found once for all pieces between the same entries:
 * where only other gateways publish, there are many of them.
 */
const destPieces = async (
  { ranges, olds, nows }: Cut,
  breathe: Breathe,
  isUp?: Health,
): Promise<readonly DestPiece[]> => {
  const [numberOfEntry, numberOf] = [createNumbering<Entry>(), createNumbering<string>()];
  const none: Candidates = { entries: [], others: [] };
  const known = new Map<string, Carriers>();
  const idsOf = ({ entries }: Candidates): string => entries.map(numberOfEntry).join();
  const made: DestPiece[] = [];
  for (const [at, range] of ranges.entries()) {
    await breathe();
    const [old, now] = [olds[at] ?? none, nows[at] ?? none];
    const key = `${idsOf(old)} ${idsOf(now)}`;
    const carriers = known.get(key) ?? carriersAt(old, now, range.start, numberOf, isUp);
    known.set(key, carriers);
    // Who publishes does not depend on the source.
    const [arrivedOld, arrivedNow] = [arrival(old, range.start), arrival(now, range.start)];
    const arrived = numberOf(JSON.stringify([arrivedOld, arrivedNow]));
    const byCarried = new Map<number, Piece>();
    made.push({
      sources: carriers.sources,
      from: (source) => {
        const { before, after, key: carried } = carriers.from(source);
        const found = byCarried.get(carried);
        if (found) return found;
        const flows = numberOf(`${arrived} ${carried}`);
        const piece = { range, flows, before: { ...arrivedOld, ...before }, after: { ...arrivedNow, ...after } };
        byCarried.set(carried, piece);
        return piece;
      },
    });
  }
  return made;
};

/** For sources in ascending order: the destination pieces with a policy route that takes the source. */
const takenPieces = (dests: readonly DestPiece[], sources: readonly Range[]): readonly ReadonlySet<number>[] => {
  const taken = sources.map(() => new Set<number>());
  const starts = sources.map(({ start }) => start);
  const firstFrom = (address: number): number => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < address) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (const [at, dest] of dests.entries())
    for (const { start, end } of dest.sources)
      for (let index = firstFrom(start); (starts[index] ?? Infinity) < end; index += 1) taken[index]?.add(at);
  return taken;
};

/**
 * What an entry matches, part by part: where it goes before and after the tables change. A thousand policy routes make
 * millions of pairs of source and destination, so that other work has its turn in between.
 */
export const shifts = async (
  before: RoutingTables,
  after: RoutingTables,
  of: Route,
  isUp?: Health,
): Promise<readonly Shift[]> => {
  const [entry] = entryOf(of);
  if (!entry) return [];
  const [old, now] = [candidatesOf(before, entry.dest), candidatesOf(after, entry.dest)];
  const near = [old, now].flatMap(({ entries, others }) => [...entries, ...others]);
  const sources = pieces(
    entry.source,
    near.flatMap((one) => ('source' in one ? [one.source] : [])),
  );
  const ranges = pieces(
    entry.dest,
    near.map(({ dest }) => dest),
  );
  const starts = ranges.map(({ start }) => start);
  const [olds, nows] = [candidatesAt(old, starts), candidatesAt(now, starts)];
  const breathe = createBreather();
  return shiftsOf(of, await destPieces({ ranges, olds, nows }, breathe, isUp), sources, breathe);
};

/** An address that no block holds. */
const NO_SOURCE = -1;

/** Sources with equal flows in one part, and for each the destinations with equal flows. */
const shiftsOf = async (
  of: Route,
  dests: readonly DestPiece[],
  sources: readonly Range[],
  breathe: Breathe,
): Promise<readonly Shift[]> => {
  const taken = takenPieces(dests, sources);
  // What no policy route takes goes as packets of no source at all: only the other pieces tell sources apart.
  const plain = dests.map((dest) => dest.from(NO_SOURCE));
  const keyed: { source: Range; at: number; key: string }[] = [];
  for (const [at, source] of sources.entries()) {
    await breathe();
    const own = [...(taken[at] ?? [])].flatMap((index) => {
      const flows = dests[index]?.from(source.start).flows;
      return flows === undefined || flows === plain[index]?.flows ? [] : [`${index} ${flows}`];
    });
    keyed.push({ source, at, key: own.join() });
  }
  const alike = grouped(keyed, ({ key }) => key);
  const wholes = partsOf(
    of.RouteSource ?? ANY,
    alike.map((group) => group.map(({ source }) => source)),
  );
  const found: Shift[] = [];
  for (const [index, group] of alike.entries()) {
    await breathe();
    const [first] = group;
    const own = first && taken[first.at];
    const row = dests.flatMap((dest, at) => (own?.has(at) ? dest.from(first?.source.start ?? 0) : (plain[at] ?? [])));
    const source = alike.length > 1 || of.RouteType === 'pbr' ? wholes[index] : undefined;
    for (const shift of destinationsOf(of, row, source)) found.push(shift);
  }
  return found;
};

const destinationsOf = (of: Route, row: readonly Piece[], source: Part | undefined): readonly Shift[] => {
  const parts = grouped(row, ({ flows }) => flows);
  const dests = partsOf(
    of.RouteDest,
    parts.map((pieces) => pieces.map(({ range }) => range)),
  );
  return parts.flatMap(([first], at) => {
    const dest = dests[at];
    if (!first || !dest) return [];
    return [{ dest, ...(source && { source }), before: first.before, after: first.after }];
  });
};

/** Entries that no single other entry covers completely, each once, ordered by address. */
export const outermost = (routes: readonly Route[]): readonly Route[] => {
  // Wide destinations come first, so that whatever could cover an entry stands before it.
  const ordered = routes
    .flatMap(entryOf)
    .map((entry, at) => ({ entry, at }))
    .sort(
      (a, b) =>
        a.entry.dest.start - b.entry.dest.start ||
        b.entry.dest.end - a.entry.dest.end ||
        a.entry.source.start - b.entry.source.start ||
        b.entry.source.end - a.entry.source.end ||
        a.at - b.at,
    );
  // Blocks nest or lie apart: those open at an address are the ones around it.
  let open: Entry[] = [];
  const kept: Entry[] = [];
  for (const { entry } of ordered) {
    open = open.filter(({ dest }) => entry.dest.start < dest.end);
    if (open.some((other) => encloses(other.dest, entry.dest) && encloses(other.source, entry.source))) continue;
    open.push(entry);
    kept.push(entry);
  }
  return kept
    .toSorted((a, b) => a.dest.start - b.dest.start || a.source.start - b.source.start)
    .map(({ route }) => route);
};
