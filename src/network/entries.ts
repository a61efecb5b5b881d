import { encloses, type Range, rangeOf } from './ranges.ts';
import type { Route } from './routes.ts';

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

/** The block of all addresses. */
export const ANY = '0.0.0.0/0';

/** An entry with its blocks parsed; what is no IPv4 block matches nothing. */
export interface Entry {
  readonly route: Route;
  readonly dest: Range;
  readonly source: Range;
}

export const entryOf = (route: Route): readonly Entry[] => {
  const dest = rangeOf(route.RouteDest);
  const source = rangeOf(route.RouteType === 'pbr' ? (route.RouteSource ?? '') : ANY);
  return dest && source ? [{ route, dest, source }] : [];
};

/** Entries that may carry a packet, and what other gateways publish. */
export interface Candidates {
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
export const candidatesOf = ({ routes, others }: RoutingTables, whole: Range): Candidates => {
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

export const candidatesAt = ({ entries, others }: Candidates, addresses: readonly number[]): readonly Candidates[] => {
  const [own, published] = [holdersAt(entries, addresses), holdersAt(others, addresses)];
  return addresses.map((_, at) => ({ entries: own[at] ?? [], others: published[at] ?? [] }));
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
