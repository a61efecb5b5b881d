// Makes the pages of src/views/: one self-contained HTML text each, which loads nothing and runs nothing but its own script.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));

const TITLES = { map: 'Map', tunnel: 'Tunnel', plan: 'Plan' };

/** The text that a browser runs for an entry. */
async function bundleFor(entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outputFiles[0].text.trim();
}

/** The style sheet that a module exports as `style`. */
async function sheetOf(entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'warning',
  });
  const { style } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
  return style.trim();
}

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The policy lets exactly this script and this sheet in, by their hashes, and no address at all. */
const policyFor = (script, sheet) =>
  `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(sheet)}; base-uri 'none'; form-action 'none'`;

/** One whole document. */
async function pageFor(name) {
  const [script, sheet] = [await bundleFor(`src/views/${name}/main.ts`), await sheetOf(`src/views/${name}/style.ts`)];
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(sheet))
    throw new Error(`the page ${name} would end before its end: write "</script" and "<!--" otherwise`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policyFor(script, sheet)}"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${TITLES[name]}</title><style>${sheet}</style></head><body><main id="view"></main><script>${script}</script></body></html>`;
}

/** Name -> HTML. */
export async function makeViewPages() {
  const names = Object.keys(TITLES);
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await pageFor(name)])));
}
