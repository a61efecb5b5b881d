import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { deadMembers } from './dead-members.ts';
import { root, sources } from './source-tree.ts';

/** Members that nothing in `src` reads, and why they stand all the same. */
const EXCUSED: Readonly<Record<string, string>> = {
  'src/vendors/vendor.ts Vendor.title': 'for docs/vendors.md, which a script makes of the folders',
  'src/vendors/vendor.ts Vendor.releases': 'for docs/vendors.md, which a script makes of the folders',
  'src/catalogue/invoke.ts Call.approve':
    'a contract for tools to come, which the guard keeps and its tests try: no tool asks for several writes at once yet',
  'src/guard/write/recover.ts Recovery.startOver': 'tells the two kinds of a recovery apart; the other one is read',
  'src/sandbox/sandbox.ts Sandbox.clock': 'for tests only: they move the time of a cloud in their own process',
  'src/sandbox/sandbox.ts Sandbox.world':
    'for tests only: they look at what a write left behind, past the API under test',
};

/** All of `src` is checked once, which takes as long as `npm run types`. */
const CHECKED_WITHIN_MS = 300_000;

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  root,
);

/** `file Type.member` for each dead member of a program's own files. */
const deadIn = (paths: readonly string[], host = ts.createCompilerHost(options)): readonly string[] =>
  deadMembers(ts.createProgram({ rootNames: paths, options, host }), ({ fileName }) =>
    fileName.startsWith(join(root, 'src/')),
  ).map(({ name, file }) => `${file.slice(root.length)} ${name}`);

/** Dead members of a file that stands nowhere. */
const deadInText = (text: string): readonly string[] => {
  const path = join(root, 'src/sample.ts');
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version) =>
    file === path ? ts.createSourceFile(file, text, version, true) : getSourceFile(file, version);
  return deadIn([path], host).map((name) => name.replace('src/sample.ts ', ''));
};

let found: readonly string[] | undefined;
const deadInSrc = (): readonly string[] => {
  found ??= deadIn(sources.map((path) => join(root, path)));
  return found;
};

test('every member of a type is read by somebody, or stands with its reason', { timeout: CHECKED_WITHIN_MS }, () => {
  expect(deadInSrc().filter((name) => !(name in EXCUSED))).toEqual([]);
});

test('an excuse speaks of a member that is there and dead', { timeout: CHECKED_WITHIN_MS }, () => {
  const dead = deadInSrc();
  expect(Object.keys(EXCUSED).filter((name) => !dead.includes(name))).toEqual([]);
});

const sample = `
interface Written { readonly dead: string; readonly Contract: string; readonly read: string; readonly taken: string }
export const written = (): Written => ({ dead: 'x', Contract: 'x', read: 'x', taken: 'x' });
export const reads = (one: Written): string => { const { taken } = one; return one.read + taken; };

interface Untouched { readonly neverWritten?: string; method(): void }
export const untouched = (one: Untouched): Untouched => one;

interface Inner { readonly spread: string; readonly passed: string; readonly left: string; readonly assigned: string }
interface Outer { readonly spread: string; readonly passed: string; readonly assigned?: string }
export const outer = (one: Inner): Outer => ({ ...one, passed: one.passed });
export const spread = (one: Outer): string => one.spread;
const named = (one: Pick<Outer, 'assigned'>): unknown => one.assigned;
export const handed = (one: Inner) => [one].map(named);

interface Line { readonly text: string; readonly part: { readonly inside: string } }
export const line = (one: Line): string => JSON.stringify(one);

interface Held { readonly kept: string }
export const held = (one: Held): boolean => Array.isArray(one);

interface Rest { readonly dropped: string; readonly rest: string }
export const rest = ({ dropped: _dropped, ...others }: Rest): string => others.rest;

type Kind = { readonly kind: 'a'; readonly a: string } | { readonly kind: 'b'; readonly b: string };
type A = Extract<Kind, { readonly kind: 'a' }>;
export const kind = (one: Kind, two: A): boolean => one.kind === 'b' && 'a' in two;

interface Changed { count: number; last: number }
export const change = (one: Changed): void => { one.last = 1; one.count += 1; };
`;

const UNREAD = 'written only, dropped, held or passed on unread is dead; read through another type is not';

test(UNREAD, { timeout: CHECKED_WITHIN_MS }, () => {
  expect(deadInText(sample)).toEqual([
    'Written.dead',
    'Untouched.neverWritten',
    'Untouched.method',
    'Inner.left',
    'Outer.passed',
    'Held.kept',
    'Rest.dropped',
    'Kind.b',
    'Changed.last',
  ]);
});
