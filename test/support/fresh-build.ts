import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = join(root, 'dist/vpn-gateway-mcp.cjs');

/** What dist/ is made from. */
const MADE_FROM = ['src', 'scripts', 'package.json', 'package-lock.json'];

const newest = (path: string): number => {
  const whole = join(root, path);
  const own = statSync(whole);
  if (!own.isDirectory()) return own.mtimeMs;
  const inside = readdirSync(whole, { withFileTypes: true, recursive: true });
  return Math.max(own.mtimeMs, ...inside.map((each) => statSync(join(each.parentPath, each.name)).mtimeMs));
};

/** Tests of the process run the real, built server; before the first of them it is made anew if the source is newer. */
export const setup = (): void => {
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...MADE_FROM.map(newest))) return;
  if (!existsSync(join(root, 'src/main.ts'))) return;
  const run = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { encoding: 'utf8' });
  if (run.status === 0) return;
  if (process.env['CI']) throw new Error(`the build failed, so no test may run an old one\n${run.stderr}`);
  process.stderr.write(`\nTHE BUILD FAILED: tests of the process run an old server\n${run.stderr.slice(0, 600)}\n`);
};
