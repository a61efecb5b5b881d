import { expect, test } from 'vitest';
import { filesUnder, read } from './source-tree.ts';

const workflows = filesUnder('.github/workflows').map((path) => ({ path, text: read(path) }));
const lines = workflows.flatMap(({ path, text }) => text.split('\n').map((line) => ({ path, line: line.trim() })));

test('every action is pinned by its commit, with the version that this was', () => {
  const uses = lines.filter(({ line }) => /^-? ?uses:/.test(line));
  expect(uses.length).toBeGreaterThan(10);
  expect(uses.filter(({ line }) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

test('an action is the same one wherever it is used', () => {
  const pins = new Set(lines.flatMap(({ line }) => line.match(/[\w-]+\/[\w-]+@[0-9a-f]{40}/)?.[0] ?? []));
  expect(new Set([...pins].map((pin) => pin.split('@')[0])).size).toBe(pins.size);
});

test('a workflow has no right that it does not name, and keeps no token in the checkout', () => {
  for (const { path, text } of workflows) {
    expect([path, /^permissions:( \{\}|\n {2}contents: read\n)/m.test(text)]).toEqual([path, true]);
    const checkouts = text.match(/uses: actions\/checkout@/g) ?? [];
    expect([path, text.match(/persist-credentials: false/g)?.length]).toEqual([path, checkouts.length]);
  }
});

test('whoever may publish runs nothing of the tree', () => {
  const release = read('.github/workflows/release.yml');
  const jobs = release.slice(release.indexOf('\njobs:\n')).split(/^ {2}(?=\w+:$)/m);
  const mighty = jobs.filter((job) => /: write$/m.test(job));
  expect(mighty.length).toBeGreaterThan(3);
  expect(mighty.filter((job) => /npm (?:ci|install|test|run|pack)\b|npx /.test(job))).toEqual([]);
});
