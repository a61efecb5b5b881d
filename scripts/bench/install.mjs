// What a user downloads and gets.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../bundle.mjs';

const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

const isPackage = (path) => path === '' || /(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/.test(path);

/** Packs the project, installs the package into an empty folder without reaching for a registry, and counts. */
export function install() {
  const place = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-'));
  try {
    // The build is fresh already; packing with scripts would make it again.
    const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', place], root));
    writeFileSync(join(place, 'package.json'), '{"private":true}\n');
    npm(['install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`], place);
    const folders = readdirSync(join(place, 'node_modules'), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.name === 'package.json')
      .map((entry) => entry.parentPath.slice(place.length + 1))
      .filter((path) => isPackage(path));
    return { packedBytes: packed.size, unpackedBytes: packed.unpackedSize, packages: folders.length };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
