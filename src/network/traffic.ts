import type { Blocks } from './cidr.ts';
import { blocksOf, containsAddress, encloses, joined, pieces, type Range, rangeOf, sizeOf } from './ranges.ts';
import { type Health, isPaired, type Route, used } from './routes.ts';

// Two stages decide where a packet goes. The VPC sends it to the gateway that publishes the longest block around its
// destination. The gateway then takes a policy route before a destination route, the longest prefix, and of a pair the
// active one; entries that are not published forward what arrives all the same.

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

/** Entries and publications that touch a range of destinations. */
const candidatesOf = ({ routes, others }: RoutingTables, whole: Range): Candidates => {
  const touches = ({ dest }: { readonly dest: Range }): boolean => dest.start < whole.end && whole.start < dest.end;
  return {
    entries: routes.flatMap(entryOf).filter(touches),
    others: others
      .flatMap(({ gateway, RouteDest }) => {
        const dest = rangeOf(RouteDest);
        return dest ? [{ gateway, dest }] : [];
      })
      .filter(touches),
  };
};

const candidatesAt = ({ entries, others }: Candidates, address: number): Candidates => ({
  entries: entries.filter(({ dest }) => containsAddress(dest, address)),
  others: others.filter(({ dest }) => containsAddress(dest, address)),
});

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

/** Entries with precedence: policy routes before destination routes, and the narrowest of nested ones. */
const firstMatching = (entries: readonly Entry[]): readonly Entry[] => {
  const policies = entries.filter(({ route }) => route.RouteType === 'pbr');
  const ranked = policies.length > 0 ? policies : entries;
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
  const first = firstMatching(
    entries.filter((entry) => containsAddress(entry.dest, address) && containsAddress(entry.source, source)),
  );
  const routes = first.map(({ route }) => route);
  const groups = routes.filter((route, index) => routes.findIndex((other) => isPaired(route, other)) === index);
  const members = groups.map((route) => routes.filter((other) => isPaired(route, other)));
  const hopsOf = (of: readonly Route[]) => unique(of.map(({ NextHop }) => NextHop)).toSorted();
  const dormant = members.find((group) => group.every(({ Weight }) => Weight !== 100));
  if (members.length === 1 && dormant) return { hops: hopsOf(dormant), doubt: 'none active' };
  const hops = hopsOf(members.flatMap((group) => used(group, isUp) ?? []));
  return hops.length > 1 ? { hops, doubt: 'order unknown' } : { hops };
};

const flow = (candidates: Candidates, address: number, source: number, isUp?: Health): Flow => ({
  ...arrival(candidates, address),
  ...hopsAt(candidates, address, source, isUp),
});

/** Values by their key, in the order in which the keys came. */
const grouped = <T>(values: readonly T[], keyOf: (value: T) => string): readonly (readonly T[])[] => {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
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
  readonly before: Flow;
  readonly after: Flow;
}

const flowKey = ({ before, after }: Piece): string => JSON.stringify([before, after]);

/** What an entry matches, part by part: where it goes before and after the tables change. */
export const shifts = (before: RoutingTables, after: RoutingTables, of: Route, isUp?: Health): readonly Shift[] => {
  const [entry] = entryOf(of);
  if (!entry) return [];
  const [old, now] = [candidatesOf(before, entry.dest), candidatesOf(after, entry.dest)];
  const near = [old, now].flatMap(({ entries, others }) => [...entries, ...others]);
  const sources = pieces(
    entry.source,
    near.flatMap((one) => ('source' in one ? [one.source] : [])),
  );
  const dests = pieces(
    entry.dest,
    near.map(({ dest }) => dest),
  );
  // Few entries match one piece: tables of hundreds are searched once for each piece, not for each pair of pieces.
  const destPieces = dests.map((range) => ({
    range,
    old: candidatesAt(old, range.start),
    now: candidatesAt(now, range.start),
  }));
  const rows = sources.map((source) => ({
    source,
    row: destPieces.map((piece) => ({
      range: piece.range,
      before: flow(piece.old, piece.range.start, source.start, isUp),
      after: flow(piece.now, piece.range.start, source.start, isUp),
    })),
  }));
  return shiftsOf(of, rows);
};

/** Sources with equal flows in one part, and for each the destinations with equal flows. */
const shiftsOf = (
  of: Route,
  rows: readonly { readonly source: Range; readonly row: readonly Piece[] }[],
): readonly Shift[] => {
  const alike = grouped(rows, ({ row }) => row.map(flowKey).join());
  const sources = partsOf(
    of.RouteSource ?? ANY,
    alike.map((group) => group.map(({ source }) => source)),
  );
  return alike.flatMap((group, index) => {
    const parts = grouped(group[0]?.row ?? [], flowKey);
    const dests = partsOf(
      of.RouteDest,
      parts.map((pieces) => pieces.map(({ range }) => range)),
    );
    const source = alike.length > 1 || of.RouteType === 'pbr' ? sources[index] : undefined;
    return parts.flatMap(([first], at) => {
      const dest = dests[at];
      if (!first || !dest) return [];
      return [{ dest, ...(source && { source }), before: first.before, after: first.after }];
    });
  });
};

/** Entries that no single other entry covers completely, each once, ordered by address. */
export const outermost = (routes: readonly Route[]): readonly Route[] => {
  const entries = routes.flatMap(entryOf);
  const isInside = (a: Entry, b: Entry): boolean => encloses(b.dest, a.dest) && encloses(b.source, a.source);
  return entries
    .filter((one, index) =>
      entries.every((other, at) => at === index || !isInside(one, other) || (isInside(other, one) && index < at)),
    )
    .toSorted((a, b) => a.dest.start - b.dest.start || a.source.start - b.source.start)
    .map(({ route }) => route);
};
