import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { type Import, importsOf, sources } from './source-tree.ts';

/** What a room may look into. `types` are packages of which only types may be taken. */
interface Door {
  readonly src: readonly string[] | 'everything';
  readonly outside: readonly string[];
  readonly types?: readonly string[];
}

const SDK_SERVER = '@modelcontextprotocol/server';
const SDK_NODE = '@modelcontextprotocol/node';

/** The import rule: no room looks into another but the catalogue and the errors; the sandbox looks at nothing. */
const DOORS: Readonly<Record<string, Door>> = {
  errors: { src: [], outside: [] },
  catalogue: { src: [], outside: ['zod', 'cidr-tools'] },
  network: { src: ['catalogue'], outside: ['cidr-tools'] },
  guard: { src: ['catalogue', 'network', 'errors'], outside: ['zod', 'node:'] },
  client: {
    src: ['catalogue', 'errors'],
    outside: ['zod', 'undici', '@alicloud/credentials', 'fast-xml-parser', 'node:'],
  },
  tools: { src: ['catalogue', 'network', 'errors'], outside: ['zod'], types: [SDK_SERVER] },
  prompts: { src: ['catalogue', 'errors'], outside: [], types: [SDK_SERVER] },
  resources: { src: ['catalogue', 'errors'], outside: [], types: [SDK_SERVER] },
  sandbox: {
    src: [],
    outside: ['node:', 'zod', '@peculiar/asn1-schema', '@peculiar/asn1-x509', 'cidr-tools', 'fast-xml-parser'],
  },
  transport: { src: ['errors'], outside: [SDK_SERVER, SDK_NODE, 'jose', '@opentelemetry/api', 'node:'] },
  settings: { src: ['catalogue', 'errors'], outside: ['zod', 'node:'] },
  log: { src: [], outside: ['node:'] },
  version: { src: [], outside: [] },
  server: {
    src: ['catalogue', 'tools', 'guard', 'prompts', 'resources', 'errors'],
    outside: [SDK_SERVER],
  },
  commands: { src: 'everything', outside: ['node:'] },
  main: { src: 'everything', outside: ['node:'] },
};

/** The settings are one room in several files: what there is to set, and how it is read. */
const SETTINGS = ['arguments', 'credential-options', 'folders', 'gateway-options', 'option', 'options', 'profile'];

/** The server, too: questions, subscriptions, prompts and resources are wired apart. */
const SERVER = [
  'server-ask',
  'server-errors',
  'server-hold',
  'server-listeners',
  'server-notices',
  'server-prompts',
  'server-resources',
];

const roomOf = (path: string): string => {
  const [room = ''] = path
    .replace(/^src\//, '')
    .replace(/\.ts$/, '')
    .split('/');
  if (SERVER.includes(room)) return 'server';
  return SETTINGS.includes(room) ? 'settings' : room;
};

const isInside = (specifier: string): boolean => specifier.startsWith('.');

const covers = (allowed: string, specifier: string): boolean =>
  allowed === 'node:' ? specifier.startsWith('node:') : specifier === allowed || specifier.startsWith(`${allowed}/`);

const mayEnter = (door: Door, from: string, room: string): boolean =>
  door.src === 'everything' || room === from || door.src.includes(room);

const mayFetch = (door: Door, { specifier, typeOnly }: Import): boolean =>
  door.outside.some((allowed) => covers(allowed, specifier)) ||
  (typeOnly && (door.types ?? []).some((allowed) => covers(allowed, specifier)));

const broken = (path: string): string[] => {
  const room = roomOf(path);
  const door = DOORS[room];
  if (!door) return [`${path}: the room "${room}" has no row in the import rule`];
  return importsOf(path)
    .filter((each) =>
      isInside(each.specifier)
        ? !mayEnter(door, room, roomOf(posix.join(posix.dirname(path), each.specifier)))
        : !mayFetch(door, each),
    )
    .map(({ specifier, line }) => `${path}:${line}: ${room} may not import ${specifier}`);
};

test('no room looks into another', () => {
  expect(sources.flatMap(broken)).toEqual([]);
});

test('every import inside src names its file with .ts and stays inside src', () => {
  const wrong = sources.flatMap((path) =>
    importsOf(path)
      .filter(({ specifier }) => isInside(specifier))
      .filter(
        ({ specifier }) =>
          !/\.(ts|json)$/.test(specifier) || !posix.join(posix.dirname(path), specifier).startsWith('src/'),
      )
      .map(({ specifier, line }) => `${path}:${line}: ${specifier}`),
  );
  expect(wrong).toEqual([]);
});

/** Who needs whom when loaded; types and lazy imports do not count, for they cannot close a ring at load time. */
const needs = (path: string): string[] =>
  importsOf(path)
    .filter(({ specifier, typeOnly, lazy }) => isInside(specifier) && !typeOnly && !lazy)
    .map(({ specifier }) => posix.join(posix.dirname(path), specifier));

const ringFrom = (path: string, trail: readonly string[], done: Set<string>): string[] | undefined => {
  if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
  if (done.has(path)) return undefined;
  for (const next of sources.includes(path) ? needs(path) : []) {
    const ring = ringFrom(next, [...trail, path], done);
    if (ring) return ring;
  }
  done.add(path);
  return undefined;
};

test('no files need each other in a ring', () => {
  const done = new Set<string>();
  const rings = sources.map((path) => ringFrom(path, [], done)).filter((ring) => ring !== undefined);
  const told = new Map(rings.map((ring) => [[...new Set(ring)].sort().join(), ring.join(' -> ')]));
  expect([...told.values()]).toEqual([]);
});

test('every row of the import rule names rooms of the rule', () => {
  const named = Object.values(DOORS).flatMap(({ src }) => (src === 'everything' ? [] : src));
  expect(named.filter((room) => !(room in DOORS))).toEqual([]);
});
