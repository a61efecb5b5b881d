import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf } from './source-tree.ts';

// What a start evaluates is what a host waits for, each time it starts the server. Schemas and the rooms of a call are
// imported lazily, how a reply is written is not; `tools/list` is finished text that the build puts in the place of tools/list.ts.

const START = ['src/main.ts', 'src/commands/serve.ts'];
const FINISHED_BY_THE_BUILD = 'src/tools/list.ts';

// Of the catalogue a start needs a few lines without schemas: an error, names of kinds and their ID fields, what an object is,
// characters that nobody sees, the nearest word, the permission that a risk needs. guard/approval/digest.ts is one small pure function: by it the server recognises a repeat of a pending call.
const MAY_NOT_RUN =
  /^src\/(?:catalogue\/(?!(?:action|invisible|invoke|nearest|resource|risk)\.ts$)|client\/|guard\/|network\/|sandbox\/|tools\/(?!reply\/)[\w-]+\/)|^zod$|^undici/;

interface Reached {
  readonly path: string;
  readonly trail: string;
}

const next = ({ path, trail }: Reached): Reached[] =>
  path === FINISHED_BY_THE_BUILD || !path.startsWith('src/')
    ? []
    : importsOf(path)
        .filter(({ typeOnly, lazy }) => !typeOnly && !lazy)
        .map(({ specifier }) => (specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier))
        .map((reached) => ({ path: reached, trail: `${trail} -> ${reached}` }));

/** Everything that runs by the time a server listens, with one way by which it is reached. */
const reached = (): Reached[] => {
  const known = new Map<string, Reached>();
  const open: Reached[] = START.map((path) => ({ path, trail: path }));
  for (let now = open.shift(); now; now = open.shift()) {
    if (known.has(now.path)) continue;
    known.set(now.path, now);
    open.push(...next(now));
  }
  return [...known.values()];
};

test('a start runs no schema, no client, no guard and no sandbox', () => {
  expect(
    reached()
      .filter(({ path }) => MAY_NOT_RUN.test(path) && path !== 'src/guard/approval/digest.ts')
      .map(({ trail }) => trail),
  ).toEqual([]);
});

test('a start runs the settings and the transport', () => {
  const paths = reached().map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(['src/settings/settings.ts', 'src/server/server.ts', 'src/transport/stdio.ts']),
  );
});
