// Tests the tests: changes one place of the source at a time, in a copy of the tree, and tells which changes no test notices.
// usage: npm run mutants -- [--seed N] [--count 40] [--in src/guard,src/client] [--tests test/guard] [--least 95] [--minutes 60]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { copyTree } from './copy-tree.mjs';
import { filesUnder, leadingTo } from './mutants/imports.mjs';
import { changed, pointsOf, probed } from './mutants/points.mjs';
import { runTests } from './mutants/run.mjs';
import { createTypes } from './mutants/types.mjs';

const here = fileURLToPath(new URL('../', import.meta.url));

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string', default: '40' },
    in: { type: 'string', default: 'src/guard' },
    tests: { type: 'string' },
    least: { type: 'string', default: '0' },
    minutes: { type: 'string', default: '60' },
  },
});
/** Folders, files, or single lines of files: `src/guard/guard.ts:59`. */
const places = values.in.split(',').map((place) => {
  const [path, line] = place.split(':');
  return { path, line: line && Number(line) };
});
/** By default the tests that mirror the places; `--tests test` asks all, which takes long. */
const testPlaces =
  values.tests?.split(',') ?? places.map(({ path }) => path.replace(/^src/, 'test').replace(/\/[^/]+\.ts$/, ''));
const endMs = performance.now() + Number(values.minutes) * 60_000;

/** Files that run a change when they are loaded: nearest to it so many. */
const AT_LOAD = 25;
const FIRST_LIMIT_MS = 1_200_000;

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function draw(points, count, random) {
  const left = [...points];
  const drawn = [];
  while (drawn.length < count && left.length) drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  return drawn.map((point, number) => ({ ...point, number }));
}

const sources = [...new Set(places.flatMap(({ path }) => (path.endsWith('.ts') ? [path] : filesUnder(here, path))))];
const textOf = new Map(sources.map((path) => [path, readFileSync(here + path, 'utf8')]));
const isAsked = (point) =>
  places.some(({ path, line }) => point.path.startsWith(path) && (line === undefined || line === point.line));
const all = sources.flatMap((path) => pointsOf(path, textOf.get(path))).filter(isAsked);
const mutants = draw(all, Number(values.count), randomOf(Number(values.seed)));
const equivalents = JSON.parse(readFileSync(new URL('mutants/equivalents.json', import.meta.url), 'utf8'));

const lineWith = (text, at) =>
  text.slice(text.lastIndexOf('\n', at - 1) + 1, (text.indexOf('\n', at) + 1 || text.length + 1) - 1).trim();
const described = (mutant) => {
  const text = textOf.get(mutant.path);
  return { was: lineWith(text, mutant.start), is: lineWith(changed(text, mutant), mutant.start) };
};
const reasonOf = (mutant) => {
  const { was, is } = described(mutant);
  return equivalents.find((each) => each.path === mutant.path && each.was === was && each.is === is)?.why;
};

/** One run of everything with probes: which tests pass at all, how long they take, and what each reaches. */
async function survey(root, tests) {
  for (const [path, text] of textOf) {
    const own = mutants.filter((mutant) => mutant.path === path);
    if (own.length) writeFileSync(root + path, probed(text, own));
  }
  const { files: first, ended, output } = await runTests(root, tests, { limitMs: FIRST_LIMIT_MS, bail: false });
  const again = first.filter(({ ok }) => !ok).map(({ test }) => test);
  // What fails on a busy machine only may still judge.
  const second = again.length ? (await runTests(root, again, { limitMs: FIRST_LIMIT_MS, bail: false })).files : [];
  const files = [...first.filter(({ ok }) => ok), ...second];
  for (const [path, text] of textOf) writeFileSync(root + path, text);
  if (!files.length) throw new Error(`the tests did not run without a change (${ended})\n${output.slice(-2000)}`);
  const good = new Map(files.filter(({ ok }) => ok).map(({ test, ms }) => [test, ms]));
  const reached = readFileSync(join(root, '.reached.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const aside = files.filter(({ ok }) => !ok);
  for (const { test, why } of aside)
    console.log(`set aside, fails without a change: ${test}: ${String(why).slice(0, 200)}`);
  return { good, reached: reached.map(({ test, seen }) => ({ test: test.slice(root.length), seen: new Set(seen) })) };
}

function testsFor(mutant, { good, reached }, leading) {
  const near = leading.get(mutant.path) ?? [];
  const hit = new Set(reached.filter(({ seen }) => seen.has(mutant.number)).map(({ test }) => test));
  const chosen = mutant.atLoad ? near.slice(0, AT_LOAD).map(({ test }) => test) : [...hit];
  const mirror = mutant.path.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
  const rank = (test) => (test === mirror ? 0 : (good.get(test) ?? 0));
  return chosen.filter((test) => good.has(test)).sort((a, b) => rank(a) - rank(b));
}

async function judge(root, mutant, tests, good) {
  if (!tests.length) return { fate: 'survived', by: 'no test reaches it' };
  const text = textOf.get(mutant.path);
  writeFileSync(root + mutant.path, changed(text, mutant));
  const limitMs = 30_000 + 5 * tests.reduce((sum, test) => sum + good.get(test), 0);
  const { ended, files } = await runTests(root, tests, { limitMs, bail: true });
  writeFileSync(root + mutant.path, text);
  if (ended === 'passed') return { fate: 'survived', by: `${tests.length} tests` };
  if (ended === 'late') return { fate: 'killed', by: `no end within ${Math.round(limitMs / 1000)} s` };
  const first = files.find(({ ok }) => !ok);
  return { fate: 'killed', by: first ? `${first.test}: ${first.why}`.slice(0, 160) : 'the run broke off' };
}

function print(mutant, { fate, by }) {
  const { was, is } = described(mutant);
  console.log(`${fate.toUpperCase()} ${mutant.path}:${mutant.line} (${by})`);
  if (fate !== 'killed') console.log(`  - ${was}\n  + ${is}`);
}

async function main() {
  console.log(`seed ${values.seed}: ${mutants.length} of ${all.length} places in ${sources.length} files`);
  const root = copyTree('mutants');
  const isTest = (path) => path.endsWith('.test.ts');
  const tests = [
    ...new Set(testPlaces.flatMap((place) => (isTest(place) ? [place] : filesUnder(here, place).filter(isTest)))),
  ];
  const leading = leadingTo(root, tests);
  const wanted = new Set(mutants.flatMap(({ path }) => (leading.get(path) ?? []).map(({ test }) => test)));
  const known = await survey(root, [...wanted]);
  console.log(`${known.good.size} of ${tests.length} tests reach these files`);
  const types = createTypes(here);
  const count = { killed: 0, types: 0, equivalent: 0, survived: 0 };
  for (const mutant of mutants) {
    if (performance.now() > endMs) {
      console.log('the time is over: the rest was not tried');
      break;
    }
    const why = reasonOf(mutant);
    let verdict = why
      ? { fate: 'equivalent', by: why }
      : await judge(root, mutant, testsFor(mutant, known, leading), known.good);
    const refused = verdict.fate === 'survived' && types(mutant.path, changed(textOf.get(mutant.path), mutant));
    if (refused) verdict = { fate: 'types', by: refused.slice(0, 160) };
    count[verdict.fate] += 1;
    print(mutant, verdict);
  }
  const { killed, types: byTypes, equivalent, survived } = count;
  const share = (100 * (killed + byTypes)) / Math.max(1, killed + byTypes + survived);
  console.log(
    `seed ${values.seed}: ${killed} killed by tests, ${byTypes} by types alone, ${survived} survived, ${equivalent} equivalent: ` +
      `${share.toFixed(1)} % of those that change anything`,
  );
  if (share < Number(values.least)) process.exitCode = 1;
}

await main();
