import { HEALTHS, type Health, healthOf } from '../frame/health-names.ts';
import { anyIn, type Json, rowsIn, textIn, textsIn } from '../frame/json.ts';

/** A thing of the graph: a gateway, a peer, a network. `lines` is its label: name, ID, address. */
export interface Thing {
  readonly id: string;
  readonly kind: string;
  readonly lines: readonly string[];
  readonly region: string;
  readonly health?: Health;
}

/** What hangs on a gateway: a tunnel to a peer, a group of tunnels, or an SSL server. */
export interface Row {
  readonly key: string;
  readonly kind: 'tunnel' | 'group' | 'ssl';
  readonly lines: readonly string[];
  readonly health?: Health;
  readonly hub: Thing;
  readonly end: Thing;
  /** The ID of its connection, where the graph gives it. */
  readonly connection: string;
  readonly routes: readonly string[];
}

/** A gateway, or what stands in its place, with the networks behind it and all that hangs on it. */
export interface Hub {
  readonly thing: Thing;
  readonly networks: readonly Thing[];
  readonly rows: readonly Row[];
  /** Place in HEALTHS of the worst of it. */
  readonly worst: number;
}

export interface Region {
  readonly thing: Thing;
  readonly hubs: readonly Hub[];
}

export interface MapModel {
  readonly verdict: string;
  /** What could not be read; everything that is drawn may be incomplete then. */
  readonly unread: readonly string[];
  /** How many tunnels stand in groups instead of one by one, and how to see them. */
  readonly grouped: number;
  readonly more: string;
  readonly regions: readonly Region[];
  /** Tunnels by health; with groups, groups and tunnels: a group counts as one, by its worst. */
  readonly counts: Readonly<Record<Health, number>>;
  /** Every health that a tunnel, a group or a gateway has. */
  readonly present: ReadonlySet<Health>;
}

const HUBS: ReadonlySet<string> = new Set(['gateway', 'transit-router', 'unattached', 'gateways']);

/** Of these a missing health is one that is not known. */
const HAVE_HEALTH: ReadonlySet<string> = new Set(['gateway', 'gateways', 'tunnels']);

/** A line of blanks alone names nothing. */
const linesOf = (row: Json): readonly string[] =>
  textIn(row, 'Label')
    .split('\n')
    .filter((line) => line.trim() !== '');

const thingOf = (row: Json): Thing => ({
  id: textIn(row, 'Id'),
  kind: textIn(row, 'Kind'),
  lines: linesOf(row),
  region: textIn(row, 'In'),
  ...((textIn(row, 'Health') || HAVE_HEALTH.has(textIn(row, 'Kind'))) && { health: healthOf(textIn(row, 'Health')) }),
});

const missing = (id: string, region: string): Thing => ({ id, kind: '', lines: [id || '?'], region });

interface OpenRow extends Row {
  readonly routes: string[];
}

/** Routes follow the tunnel that they go through, so each belongs to the last tunnel of the same ends. */
const readEdges = (edges: readonly Json[], things: ReadonlyMap<string, Thing>) => {
  const rows = new Map<string, OpenRow[]>();
  const networks = new Map<string, Thing[]>();
  const lastOf = new Map<string, OpenRow>();
  edges.forEach((edge, at) => {
    const [from, to, kind] = [textIn(edge, 'From'), textIn(edge, 'To'), textIn(edge, 'Kind')];
    if (kind === 'attached') {
      const network = things.get(from);
      if (network) networks.set(to, [...(networks.get(to) ?? []), network]);
      return;
    }
    const hub = things.get(from) ?? missing(from, things.get(to)?.region ?? '');
    const end = things.get(to) ?? missing(to, hub.region);
    const connection = textIn(edge, 'Connection');
    const ends = `${from} ${to} ${connection}`;
    if (kind === 'route') {
      lastOf.get(ends)?.routes.push(textIn(edge, 'Label'));
      return;
    }
    const row: OpenRow = {
      key: `row ${at}`,
      kind: kind === 'ssl' ? 'ssl' : end.kind === 'tunnels' ? 'group' : 'tunnel',
      lines: linesOf(edge),
      hub,
      end,
      connection,
      routes: [],
      ...(kind !== 'ssl' && { health: healthOf(textIn(edge, 'Health')) }),
    };
    if (row.kind === 'tunnel') lastOf.set(ends, row);
    const known = rows.get(from);
    if (known) known.push(row);
    else rows.set(from, [row]);
  });
  return { rows, networks };
};

const rank = ({ health }: { readonly health?: Health }): number =>
  health === undefined ? HEALTHS.length : HEALTHS.indexOf(health);

/** Tunnels to one peer stay together; the worst come first, SSL servers and groups last. */
const sorted = (rows: readonly Row[]): readonly Row[] => {
  const place = new Map<string, number>();
  for (const row of rows) {
    const own = row.kind === 'tunnel' ? rank(row) : HEALTHS.length + 1;
    place.set(row.end.id, Math.min(place.get(row.end.id) ?? own, own));
  }
  return [...rows].sort(
    (a, b) =>
      (place.get(a.end.id) ?? 0) - (place.get(b.end.id) ?? 0) ||
      (a.end.id < b.end.id ? -1 : a.end.id > b.end.id ? 1 : rank(a) - rank(b)),
  );
};

const hubOf = (thing: Thing, networks: readonly Thing[] = [], rows: readonly Row[] = []): Hub => ({
  thing,
  networks,
  rows: sorted(rows),
  worst: rows.reduce((worst, row) => Math.min(worst, rank(row)), rank(thing)),
});

/** A group of tunnels that hangs on nothing stands for itself. */
const isAlone = (thing: Thing, ends: ReadonlySet<string>): boolean => thing.kind === 'tunnels' && !ends.has(thing.id);

/** Reads a result of MapTopology; undefined where it is none. */
export const readMap = (data: Json): MapModel | undefined => {
  if (!Array.isArray(data['Nodes']) || !Array.isArray(data['Edges'])) return undefined;
  const byId = new Map(rowsIn(data, 'Nodes').map((row) => [textIn(row, 'Id'), thingOf(row)]));
  const { rows, networks } = readEdges(rowsIn(data, 'Edges'), byId);
  // A tunnel is not lost because what it hangs on is not among the nodes.
  const strangers = [...rows].flatMap(([id, [first]]) => (first && !byId.has(id) ? [first.hub] : []));
  const things = [...byId.values(), ...strangers];
  const ends = new Set([...rows.values()].flat().map(({ end }) => end.id));
  const hubs = things
    .filter((thing) => HUBS.has(thing.kind) || rows.has(thing.id) || isAlone(thing, ends))
    .map((thing) => hubOf(thing, networks.get(thing.id), rows.get(thing.id)))
    .sort((a, b) => a.worst - b.worst);
  const frames = things.filter(({ kind }) => kind === 'region');
  const named = new Set(frames.map(({ id }) => id));
  const strays = [...new Set(hubs.map(({ thing }) => thing.region))].filter((id) => !named.has(id));
  const counts: Record<Health, number> = { up: 0, down: 0, degraded: 0, changing: 0, unknown: 0 };
  for (const row of [...rows.values()].flat()) if (row.health) counts[row.health] += 1;
  return {
    verdict: textIn(data, 'Verdict'),
    unread: anyIn(data, 'NotSeen'),
    grouped: Number(textIn(data, 'Collapsed')) || 0,
    more: textsIn(data, 'More').join(' '),
    regions: [...frames, ...strays.map((id) => missing(id, id))]
      .map((thing) => ({ thing, hubs: hubs.filter((hub) => hub.thing.region === thing.id) }))
      .filter((region) => region.hubs.length > 0)
      .sort((a, b) => (a.hubs[0]?.worst ?? 0) - (b.hubs[0]?.worst ?? 0)),
    counts,
    present: new Set(hubs.flatMap(({ thing, rows: own }) => [thing, ...own].flatMap(({ health }) => health ?? []))),
  };
};
