// Which functions of src the tests enter, in the tests' own process and in the programs that they start.
// usage: npm run coverage [-- PATH...]: the tests below these paths; default: all. Runs in a copy of the tree.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildByFile } from './by-file.mjs';
import { copyTree } from './copy-tree.mjs';

/** A program that started writes a file of some megabytes when it ends: they are read as they come. */
const LOOK_MS = 500;

const copy = copyTree('coverage');
const notes = mkdtempSync(join(tmpdir(), 'coverage-notes-'));
process.once('exit', () => rmSync(notes, { recursive: true, force: true }));

/** By function, `room/file.ts#name@n` for the nth of that name: whether the tests, or a started program, entered it. */
const functions = new Map();

/** The same in both builds: names and their order stay, offsets do not. */
function countIn(url, found, where) {
  const path = url
    .replace(where.prefix, '')
    .replace(/\.mjs$/, '.ts')
    .replace(/\?.*$/, '');
  const seen = new Map();
  const named = found
    .map(({ functionName, ranges: [{ startOffset, count }] }) => ({ functionName, startOffset, count }))
    .filter(({ functionName, startOffset }) => functionName !== '' && startOffset > 0)
    .sort((a, b) => a.startOffset - b.startOffset);
  for (const { functionName, count } of named) {
    const nth = (seen.get(functionName) ?? 0) + 1;
    seen.set(functionName, nth);
    const key = `${path}#${functionName}@${nth}`;
    const entry = functions.get(key) ?? { tests: false, started: false };
    if (count > 0) entry[where.name] = true;
    functions.set(key, entry);
  }
}

function readNotes() {
  for (const file of readdirSync(notes)) {
    const path = join(notes, file);
    let read;
    try {
      read = JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      continue; // half written: the next look has it
    }
    for (const { url, functions: found } of read.result) {
      const where = PLACES.find(({ prefix }) => url.startsWith(prefix));
      if (where) countIn(url, found, where);
    }
    rmSync(path);
  }
}

mkdirSync(join(copy, 'dist'), { recursive: true });
const source = await buildByFile(join(copy, 'dist/by-file'));
const program = join(copy, 'dist/vpn-gateway-mcp.cjs');
writeFileSync(program, "#!/usr/bin/env node\nimport('./by-file/src/main.mjs');\n");
chmodSync(program, 0o755);

// Vitest ends its workers without asking them: each file of tests writes down what it entered.
writeFileSync(
  join(copy, 'test/support/take-coverage.ts'),
  "import { takeCoverage } from 'node:v8';\nimport { afterAll } from 'vitest';\n\nafterAll(() => takeCoverage());\n",
);
const config = join(copy, 'vitest.config.ts');
writeFileSync(
  config,
  readFileSync(config, 'utf8').replace('globalSetup:', "setupFiles: ['test/support/take-coverage.ts'], globalSetup:"),
);

const PLACES = [
  { name: 'started', prefix: pathToFileURL(`${source}/`).href },
  { name: 'tests', prefix: pathToFileURL(join(copy, 'src/')).href },
  // Vitest names what it runs by its path alone.
  { name: 'tests', prefix: join(copy, 'src/') },
];

const vitest = spawn(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'house', ...process.argv.slice(2)],
  { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_V8_COVERAGE: notes } },
);
const looking = setInterval(readNotes, LOOK_MS);
await new Promise((resolve) => vitest.once('exit', resolve));
clearInterval(looking);
readNotes();

const rooms = new Map();
for (const [key, entry] of functions) {
  const room = key.includes('/') ? key.slice(0, key.indexOf('/')) : '(top)';
  const sum = rooms.get(room) ?? { all: 0, tests: 0, started: 0, either: 0 };
  sum.all += 1;
  if (entry.tests) sum.tests += 1;
  if (entry.started) sum.started += 1;
  if (entry.tests || entry.started) sum.either += 1;
  rooms.set(room, sum);
}
const percent = (part, all) => `${Math.round((100 * part) / all)} %`.padStart(8);
console.log('room          functions   in tests  started   either');
for (const [room, { all, tests, started, either }] of [...rooms].sort())
  console.log(
    `${room.padEnd(14)}${String(all).padStart(9)}   ${percent(tests, all)} ${percent(started, all)} ${percent(either, all)}`,
  );
const never = [...functions].filter(([, entry]) => !entry.tests && !entry.started).map(([key]) => key);
console.log(`never entered: ${never.length}`);
for (const key of never.sort()) console.log(`  ${key}`);
