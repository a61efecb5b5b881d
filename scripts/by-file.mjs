// The program as built, but each file of src in one of its own, so that V8 tells which of them were entered.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { root, version } from './bundle.mjs';

/** Makes it in a folder, anew. Returns the folder that stands for src. */
export async function buildByFile(outdir) {
  rmSync(outdir, { recursive: true, force: true });
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/**/*.ts'],
    outbase: root,
    outdir,
    outExtension: { '.js': '.mjs' },
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    define: version,
    logLevel: 'warning',
  });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replace(/((?:from |import\(|import )")(\.[^"]+)\.ts"/g, '$1$2.mjs"'));
  }
  return join(outdir, 'src');
}
