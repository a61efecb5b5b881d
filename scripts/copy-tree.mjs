// A copy of the tree to spoil: for scripts that change the source, or put another program in the place of the built one.
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './bundle.mjs';

const LEFT_OUT = new Set(['node_modules', '.git', 'dist', 'coverage', 'release'].map((name) => join(root, name)));

/** Makes it in the folder for temporary files and shares node_modules with it; it goes when this process does. */
export function copyTree(name) {
  const copy = `${realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)))}/`;
  cpSync(root, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(path.replace(/\/$/, '')) });
  symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'));
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  return copy;
}
