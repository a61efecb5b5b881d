// Run after a change of packages. npm leaves out of the lock file what the registry at hand does not carry, such as a
// compiler for another system, and `npm ci` then refuses the lock file everywhere. This writes those entries, which
// name a system and a version and are fetched only there.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = join(fileURLToPath(new URL('../', import.meta.url)), 'package-lock.json');
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openbsd', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** Which machine a package is for, read from its name, such as `@rollup/rollup-linux-arm-musleabihf`. */
function machineOf(name) {
  const words = name.slice(name.indexOf('/') + 1).split('-');
  const os = SYSTEMS.find((each) => words.includes(each));
  const cpu = PROCESSORS.find((each) => words.includes(each));
  if (!os || !cpu) throw new Error(`no machine can be read from the name ${name}`);
  const tail = words.at(-1);
  const libc =
    os !== 'linux' ? undefined : tail.startsWith('musl') ? 'musl' : tail.startsWith('gnu') ? 'glibc' : undefined;
  return { os: [os], cpu: [cpu], ...(libc && { libc: [libc] }) };
}

const lock = JSON.parse(readFileSync(file, 'utf8'));
const parents = Object.values(lock.packages).filter(({ optionalDependencies }) => optionalDependencies);
const wanted = parents.flatMap(({ optionalDependencies }) => Object.entries(optionalDependencies));
const missing = wanted.filter(([name]) => !lock.packages[`node_modules/${name}`]);

for (const [name, version] of missing)
  lock.packages[`node_modules/${name}`] = { version, ...machineOf(name), dev: true, optional: true };
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${missing.length} entries for other machines added`);
