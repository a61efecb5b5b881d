import type { Candidates, Entry } from './entries.ts';
import { containsAddress, encloses, type Range, sizeOf } from './ranges.ts';
import { type Health, isPaired, type Route, used } from './routes.ts';

// Two stages decide where a packet goes. The VPC sends it to the gateway that publishes the longest block around its
// destination. The gateway then takes a policy route before a destination route, where policy routes have a priority the least
// number, the longest prefix, and of a pair the active one; entries that are not published forward what arrives all the same.

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

/** What carries a packet behind the gateway. */
export type Hops = Pick<Flow, 'hops' | 'doubt'>;

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** The first stage: who publishes the longest block around an address. */
export const arrival = ({ entries, others }: Candidates, address: number): Pick<Flow, 'here' | 'elsewhere'> => {
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
export const hopsAt = ({ entries }: Candidates, address: number, source: number, isUp?: Health): Hops => {
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
