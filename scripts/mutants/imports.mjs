// Which tests can notice a change of a file: those whose imports lead to it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const IMPORT =
  /(?:^|[\n;])\s*(?:import|export)\s(?!type\s)[^;'"]*?from\s*['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]/g;

export const filesUnder = (root, folder) =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile() && each.name.endsWith('.ts'))
    .map((each) => join(each.parentPath, each.name).slice(root.length))
    .sort();

/**
 * The tests that lead to each file of `src`.
 * @param root path of the tree, ending in a slash
 * @param tests paths of the tests, relative to the root
 * @returns path of a source file -> `{ test, steps }[]`, nearest first
 */
export function leadingTo(root, tests) {
  const known = new Map();
  const importsOf = (path) => {
    if (!known.has(path)) {
      const text = existsSync(root + path) ? readFileSync(root + path, 'utf8') : '';
      const named = [...text.matchAll(IMPORT)].map(([, ...found]) => found.find(Boolean));
      known.set(
        path,
        named.map((to) => normalize(join(dirname(path), to))),
      );
    }
    return known.get(path);
  };
  const leading = new Map();
  for (const test of tests) {
    const steps = new Map([[test, 0]]);
    for (const [path, count] of steps)
      for (const next of importsOf(path)) if (!steps.has(next)) steps.set(next, count + 1);
    for (const [path, count] of steps) {
      if (!leading.has(path)) leading.set(path, []);
      leading.get(path).push({ test, steps: count });
    }
  }
  for (const list of leading.values()) list.sort((a, b) => a.steps - b.steps);
  return leading;
}
