// Makes dist/: the loader that `bin` runs, the bundled server, and its bytecode for the Node.js that builds. The bytecode is
// for whoever works in the checkout: it is in no package, for it differs with every build and is of no use to a newer Node.js.
// usage: build.mjs [NODE...]: other Node.js programs, for whose V8 bytecode is made as well, such as before a release.
// Everything is made aside and moved over at the end, so that a build that fails or runs twice at once spoils nothing.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, cache, computeToolList, packagesIn, root } from './bundle.mjs';
import { noticesFor } from './notices.mjs';

const LOADER = 'vpn-gateway-mcp.cjs';
const SERVER = 'server.cjs';
const dist = join(root, 'dist');
const aside = join(cache, `dist.${process.pid}`);

/** What an agent's host says first; what V8 compiles to answer it goes into the bytecode. */
const HELLO = [
  {
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'build', version: '1.0.0' } },
  },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/list', params: {} },
];

function makeBytecode(id, node) {
  const machine = execFileSync(node, ['-p', "process.versions.v8 + '-' + process.arch"], { encoding: 'utf8' }).trim();
  const file = join(aside, `server.${id}.${machine}.bin`);
  const run = spawnSync(node, [join(root, 'scripts/code-cache.cjs'), join(aside, LOADER), file], {
    input: HELLO.map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`).join(''),
    env: { PATH: process.env.PATH, HOME: aside },
    encoding: 'utf8',
    timeout: 60_000,
  });
  const answers = run.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  if (run.status !== 0 || !answers.some(({ id, result }) => id === 2 && result?.tools.length))
    throw new Error(`the built server did not list its tools (exit ${run.status}, ${node})\n${run.stderr}`);
}

function moveIntoPlace() {
  mkdirSync(dist, { recursive: true });
  const made = readdirSync(aside);
  // The loader goes last: until then the old one looks for bytecode of the old text only.
  for (const file of made.sort((a, b) => Number(a === LOADER) - Number(b === LOADER)))
    renameSync(join(aside, file), join(dist, file));
  for (const file of readdirSync(dist)) if (!made.includes(file)) rmSync(join(dist, file), { recursive: true });
}

/** The text as the loader runs it, wrapped here so that no start has to copy it. */
const asFunction = (text) => `(function(exports,require,module,__filename,__dirname){${text}})\n`;

const kB = (bytes) => `${Math.round(bytes / 1000)} kB`;

async function main() {
  const started = performance.now();
  mkdirSync(aside, { recursive: true });
  const { files, metafile } = await bundle(await computeToolList());
  files.set(SERVER, asFunction(files.get(SERVER)));
  const id = createHash('sha256').update(files.get(SERVER)).digest('hex').slice(0, 12);
  files.set(LOADER, readFileSync(join(root, 'scripts/loader.cjs'), 'utf8').replace('BUILD_ID', id));
  for (const [file, text] of files) writeFileSync(join(aside, file), text);
  chmodSync(join(aside, LOADER), 0o755);
  for (const node of [process.execPath, ...process.argv.slice(2)]) makeBytecode(id, node);
  const packages = packagesIn(metafile);
  writeFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), noticesFor(packages));
  writeFileSync(join(cache, 'metafile.json'), JSON.stringify(metafile));
  moveIntoPlace();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const sizes = [...files].map(([file, text]) => `${file} ${kB(text.length)}`).join(', ');
  console.log(`dist/: ${sizes}; ${packages.length} packages inside; made in ${seconds} s`);
}

try {
  await main();
} catch (error) {
  console.error(error.errors ? error.message.split('\n')[0] : error);
  process.exitCode = 1;
} finally {
  rmSync(aside, { recursive: true, force: true });
}
