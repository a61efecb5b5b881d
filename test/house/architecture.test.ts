import { expect, test } from 'vitest';
import { filesUnder, read, sources } from './source-tree.ts';

// A map that names what is not there is worse than none.

const map = read('docs/architecture.md');
const folders = new Set(sources.map((path) => path.split('/').slice(0, -1).join('/')));
const files = new Set(filesUnder('.'));

/** Paths in code marks or in a drawing: `src/guard/`, `guard/write/approve-steps.ts`, `tools/diagnosis`. */
const NAMED =
  /(?<![\w/.-])((?:src|test|docs|catalogue|network|vendors|tools|guard|client|sandbox|server|transport|settings|prompts|resources|commands)\/[\w./-]*)/g;

const named = [...new Set([...map.matchAll(NAMED)].map(([, path = '']) => path.replace(/[./]+$/, '')))].filter(
  // Methods of the protocol look like paths.
  (path) => !/^tools\/(call|list)$/.test(path),
);

const exists = (path: string): boolean =>
  [path, `src/${path}`].some(
    (each) => files.has(each) || folders.has(each) || [...folders].some((one) => one.startsWith(`${each}/`)),
  );

test('every room and file that the map names is there', () => {
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !exists(path))).toEqual([]);
});

/** `judges/` in a row of the table belongs to the room at the row's beginning. */
const subRooms = [...map.matchAll(/^\| `src\/([\w-]+)\/`.*$/gm)].flatMap(([row, room = '']) =>
  [...row.matchAll(/`([\w-]+)\/`/g)].map(([, sub = '']) => `src/${room}/${sub}`),
);

test('every folder that a row of the map names is in its room', () => {
  expect(subRooms.length).toBeGreaterThan(20);
  expect(subRooms.filter((path) => !folders.has(path))).toEqual([]);
});

test('every room is on the map, with all its folders', () => {
  const missing = [...folders].filter((path) => {
    const [, room = '', sub] = path.split('/');
    if (room === '') return false;
    // One row speaks of all vendors.
    if (sub === undefined || room === 'vendors') return !map.includes(`src/${room}/`);
    return !subRooms.includes(path);
  });
  expect(missing).toEqual([]);
});
