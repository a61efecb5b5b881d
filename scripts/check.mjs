// The gates that need no build, side by side: types, lint and the house tests that only read the tree. For use after each
// change; `.ci/run` decides.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Keeps what the last run knew, so that types alone of what changed are checked. */
const typesOf = (project, name) => [
  ...['typescript/bin/tsc', '--noEmit', '-p', project, '--incremental'],
  ...['--tsBuildInfoFile', `node_modules/.cache/${name}.tsbuildinfo`],
];

const GATES = {
  types: typesOf('.', 'check'),
  // Pages for the browser, which has other globals.
  'types of views': typesOf('src/views', 'views'),
  lint: ['@biomejs/biome/bin/biome', 'check', '.'],
  tree: ['vitest/vitest.mjs', 'run', '--project', 'tree', '--reporter=dot'],
};

/** Runs a program of node_modules, and keeps its output. */
function pass([program, ...args]) {
  const startMs = performance.now();
  return new Promise((resolve) => {
    const options = { cwd: root, env: { ...process.env, NO_COLOR: '1' } };
    const child = spawn(process.execPath, [`node_modules/${program}`, ...args], options);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', (code) => resolve({ code, output, seconds: (performance.now() - startMs) / 1000 }));
  });
}

const failed = await Promise.all(
  Object.entries(GATES).map(async ([name, command]) => {
    const { code, output, seconds } = await pass(command);
    console.log(`${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds.toFixed(1)} s`);
    if (code !== 0) console.log(output);
    return code !== 0;
  }),
);
process.exitCode = failed.includes(true) ? 1 : 0;
