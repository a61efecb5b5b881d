import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache/vpn-gateway-mcp/interop/', import.meta.url));

/** One of the vendor's SDKs: what must be on the machine for it, how it is fetched, how its program is started. */
export interface Sdk {
  readonly name: 'python' | 'java' | 'go' | 'python-current' | 'typescript';
  /** Commands that succeed where the toolchain is there. */
  readonly needs: readonly (readonly [string, ...string[]])[];
  /** Text that, when changed, asks for fetching again. */
  readonly pins: string;
  readonly fetch: (place: string) => Promise<void>;
  readonly program: (place: string) => readonly [string, ...string[]];
}

const sourceOf = (...path: string[]): string => join(here, ...path);

/** The SDK that the guide is written for, and that of today: two packages that have nothing in common. */
const pythonOf = (name: 'python' | 'python-current'): Sdk => ({
  name,
  needs: [['python3', '-c', 'import venv, ensurepip']],
  pins: 'requirements.txt',
  fetch: async (place) => {
    await run('python3', ['-m', 'venv', join(place, 'venv')]);
    const quiet = ['--quiet', '--disable-pip-version-check'];
    await run(join(place, 'venv/bin/pip'), ['install', ...quiet, '-r', sourceOf(name, 'requirements.txt')]);
  },
  program: (place) => [join(place, 'venv/bin/python'), sourceOf(name, 'interop.py')],
});

const java: Sdk = {
  name: 'java',
  needs: [
    ['javac', '-version'],
    ['mvn', '-v'],
  ],
  pins: 'pom.xml',
  fetch: async (place) => {
    cpSync(sourceOf('java/pom.xml'), join(place, 'pom.xml'));
    const copy = ['dependency:copy-dependencies', `-DoutputDirectory=${join(place, 'lib')}`];
    await run('mvn', ['-q', '-B', '-f', join(place, 'pom.xml'), ...copy]);
  },
  program: (place) => ['java', '-cp', join(place, 'lib/*'), sourceOf('java/Interop.java')],
};

const go: Sdk = {
  name: 'go',
  needs: [['go', 'version']],
  pins: 'go.sum',
  fetch: async (place) => {
    await run('go', ['build', '-o', join(place, 'interop'), '.'], { cwd: sourceOf('go') });
  },
  program: (place) => [join(place, 'interop')],
};

const typescript: Sdk = {
  name: 'typescript',
  needs: [['npm', '--version']],
  pins: 'package.json',
  fetch: async (place) => {
    cpSync(sourceOf('typescript/package.json'), join(place, 'package.json'));
    await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], { cwd: place });
  },
  program: (place) => [process.execPath, sourceOf('typescript/interop.mjs'), place],
};

/** The SDKs of the time of the guide, which Apsara Stack is used with. */
export const sdks: readonly Sdk[] = [pythonOf('python'), java, go];

/** The SDKs of today, for the public cloud. */
export const currentSdks: readonly Sdk[] = [typescript, pythonOf('python-current')];

const works = ([command, ...words]: readonly [string, ...string[]]): boolean =>
  spawnSync(command, words, { stdio: 'ignore' }).status === 0;

/** Whether the machine can build and run this SDK's program at all. */
export const isThere = (sdk: Sdk): boolean => sdk.needs.every(works);

/** Fetches and compiles what the SDK needs, once for each set of pins; returns the folder. A failure is an error. */
export const prepare = async (sdk: Sdk): Promise<string> => {
  const place = join(cache, sdk.name);
  const stamp = join(place, 'pins');
  const pins = readFileSync(sourceOf(sdk.name, sdk.pins), 'utf8');
  mkdirSync(place, { recursive: true });
  // Go compiles our own program too, and knows by itself what is fresh.
  const isFresh = sdk.name !== 'go' && existsSync(stamp) && readFileSync(stamp, 'utf8') === pins;
  if (!isFresh) await sdk.fetch(place);
  writeFileSync(stamp, pins);
  return place;
};
