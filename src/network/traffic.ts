import { type Breathe, createBreather } from '../catalogue/breathe.ts';
import {
  ANY,
  type Candidates,
  candidatesAt,
  candidatesOf,
  type Entry,
  entryOf,
  type RoutingTables,
} from './entries.ts';
import { arrival, type Flow, type Hops, hopsAt } from './flow.ts';
import { type Part, partsOf } from './parts.ts';
import { pieces, type Range } from './ranges.ts';
import type { Health, Route } from './routes.ts';

/** A part of what an entry matches, and where it goes before and after a change. */
export interface Shift {
  readonly dest: Part;
  /** Absent where the source does not matter. */
  readonly source?: Part;
  readonly before: Flow;
  readonly after: Flow;
}

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
