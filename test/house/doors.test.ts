import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { LAW, type Row } from './import-law.ts';
import { type Import, importsOf, sources } from './source-tree.ts';

/** One import of the tree: from where, to what, and whether anything of it is left when it runs. */
interface Arrow extends Import {
  readonly from: string;
  /** A path below `src` without its ending, or a package. */
  readonly to: string;
  readonly isInside: boolean;
}

const arrowsOf = (path: string): Arrow[] =>
  importsOf(path).map((each) => {
    const isInside = each.specifier.startsWith('.');
    const to = isInside ? posix.join(posix.dirname(path), each.specifier) : each.specifier;
    return { ...each, from: path, to, isInside };
  });

const ARROWS = sources.flatMap(arrowsOf);

/** The row that a path belongs to: its own, its folder's, or that of all folders beside it (`vendors/*`). */
const placeOf = (path: string, law: Readonly<Record<string, Row>>): string | undefined => {
  const name = path.replace(/^src\//, '').replace(/\.(ts|json)$/, '');
  const folder = posix.dirname(name);
  return [name, folder, posix.join(posix.dirname(folder), '*')].find((each) => each in law);
};

/** A pattern of a row covers a place: itself, or everything that lies in the folder before the star. */
const covers = (pattern: string, place: string): boolean =>
  pattern === place || (pattern.endsWith('/*') && place.startsWith(pattern.slice(0, -1)));

const isOf = (name: string, specifier: string): boolean =>
  name === 'node:' ? specifier.startsWith('node:') : specifier === name || specifier.startsWith(`${name}/`);

/** What the law has against an arrow, as one line; undefined when it runs downwards. */
const against = (arrow: Arrow, law: Readonly<Record<string, Row>>): string | undefined => {
  const here = placeOf(arrow.from, law);
  const row = here === undefined ? undefined : law[here];
  if (!here || !row) return `${arrow.from}: no row of the law speaks of it`;
  const summary = `${arrow.from}:${arrow.line}: ${here} may not see ${arrow.to}`;
  if (!arrow.isInside) {
    const allowed = [...(row.packages ?? []), ...(arrow.typeOnly ? (row.types ?? []) : [])];
    return allowed.some((name) => isOf(name, arrow.specifier)) ? undefined : summary;
  }
  const there = placeOf(arrow.to, law);
  // One vendor's folder is not another's, though one row speaks of all.
  const isSame = there === here && (!here.endsWith('*') || posix.dirname(arrow.from) === posix.dirname(arrow.to));
  return isSame || (there && row.sees.some((pattern) => covers(pattern, there))) ? undefined : summary;
};

const broken = (arrows: readonly Arrow[], law = LAW): string[] =>
  arrows.map((arrow) => against(arrow, law)).filter((line) => line !== undefined);

/** Every ring among nodes, each told once: the nodes that reach themselves through others. */
const ringsOf = (edges: readonly (readonly [string, string])[]): string[] => {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of edges) if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const rings = new Map<string, string>();
  const visit = (node: string, trail: readonly string[]): void => {
    const at = trail.indexOf(node);
    if (at >= 0) {
      const ring = trail.slice(at);
      rings.set([...ring].sort().join(), [...ring, node].join(' -> '));
      return;
    }
    if (done.has(node)) return;
    for (const each of next.get(node) ?? []) visit(each, [...trail, node]);
    done.add(node);
  };
  for (const node of next.keys()) visit(node, []);
  return [...rings.values()];
};

const inside = ARROWS.filter(({ isInside }) => isInside);
const fileEdges = (arrows: readonly Arrow[]) => arrows.map(({ from, to }) => [from, to] as const);
const placeEdges = (arrows: readonly Arrow[]) =>
  arrows.map(({ from, to }) => [placeOf(from, LAW) ?? from, placeOf(to, LAW) ?? to] as const);

test('every import runs downwards', () => {
  expect(broken(ARROWS)).toEqual([]);
});

test('no files need each other in a ring, types included', () => {
  expect(ringsOf(fileEdges(inside))).toEqual([]);
});

test('no places need each other in a ring, types included', () => {
  expect(ringsOf(placeEdges(inside))).toEqual([]);
});

test('the law itself allows no ring', () => {
  const places = Object.keys(LAW);
  const allowed = places.flatMap((from) =>
    (LAW[from]?.sees ?? []).flatMap((pattern) =>
      places.filter((to) => covers(pattern, to)).map((to) => [from, to] as const),
    ),
  );
  expect(ringsOf(allowed)).toEqual([]);
});

test('every row of the law speaks of files that are there, and sees places of the law', () => {
  const places = Object.keys(LAW);
  const used = new Set(sources.map((path) => placeOf(path, LAW)));
  const seen = Object.values(LAW).flatMap(({ sees }) => sees);
  expect(places.filter((place) => !used.has(place))).toEqual([]);
  expect(seen.filter((pattern) => !places.some((place) => covers(pattern, place)))).toEqual([]);
});

test('every import inside src names its file with .ts and stays inside src', () => {
  const wrong = inside.filter(({ specifier, to }) => !/\.(ts|json)$/.test(specifier) || !to.startsWith('src/'));
  expect(wrong.map(({ from, line, specifier }) => `${from}:${line}: ${specifier}`)).toEqual([]);
});

// The law is worth nothing if it would not notice: each arrow of the tree, turned round, has to break something.
test('an arrow that is turned round breaks the law or closes a ring', () => {
  const turned = inside
    .filter(({ from, to }) => placeOf(from, LAW) !== placeOf(to, LAW) && /\.ts$/.test(to))
    .map((arrow): Arrow => ({ ...arrow, from: arrow.to, to: arrow.from }));
  expect(turned.filter((arrow) => broken([arrow]).length === 0).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test('a type counts as an import, and a ring of two is found', () => {
  const type: Arrow = {
    from: 'src/guard/plan/plan.ts',
    to: 'src/guard/write/write.ts',
    specifier: '../write/write.ts',
    isInside: true,
    typeOnly: true,
    lazy: false,
    line: 1,
  };
  expect(broken([type])).toHaveLength(1);
  expect(ringsOf([...fileEdges(inside), ['src/errors.ts', 'src/main.ts']])).not.toEqual([]);
});
