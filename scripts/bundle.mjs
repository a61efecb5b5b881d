// How the server is bundled: what goes in, what is left out, what is put in from outside.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { link } from './chunks.mjs';
import { lean } from './lean.mjs';
import { makeViewPages } from './views.mjs';

export const root = fileURLToPath(new URL('../', import.meta.url));
/** Made things that are nobody's source; npm leaves it alone and git ignores it. */
export const cache = join(root, 'node_modules/.cache/vpn-gateway-mcp');

const facts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What the source asks for its version. */
export const version = { 'process.env.VPN_MCP_BUILD_VERSION': JSON.stringify(facts.version) };

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  // ES modules can be trimmed to what is used; the certificate library shrinks by a third.
  mainFields: ['module', 'main'],
  target: 'node20.19',
  logLevel: 'warning',
  legalComments: 'none',
  // Larger than all the rest, and loaded only where an operator has installed them beside it and asks for traces.
  external: ['@opentelemetry/*'],
  define: version,
};

let loaded = 0;

/** Bundles a piece of the source and runs it here: for what is made from the source. Entry as esbuild takes it. */
export async function loadSource(entry) {
  mkdirSync(cache, { recursive: true });
  const outfile = join(cache, `source.${process.pid}.${loaded++}.mjs`);
  await build({ ...common, ...entry, outfile, format: 'esm' });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}

/** What `tools/list` answers, computed once here, so that a start needs neither schemas nor catalogue for it. */
export async function computeToolList() {
  const { toolList } = await loadSource({ entryPoints: ['src/tools/list.ts'] });
  const { shownOn } = await loadSource({ entryPoints: ['src/tools/offer.ts'] });
  return toolList.map((tool) => ({
    ...tool,
    tokens: tokensOf(shownOn(tool, 'stack')),
    onPublic: { ...tool.onPublic, tokens: tokensOf(shownOn(tool, 'public')) },
  }));
}

/** What a model pays for a tool: hosts show it name, description and input schema. */
const tokensOf = ({ name, description, inputSchema }) =>
  encode(JSON.stringify({ name, description, inputSchema })).length;

/** Puts the computed list where the source computes it. */
const staticToolList = (list) => ({
  name: 'static-tool-list',
  setup(build) {
    build.onLoad({ filter: /src[\\/]tools[\\/]list\.ts$/ }, () => ({
      contents: `export const toolList = JSON.parse(${JSON.stringify(JSON.stringify(list))});`,
      loader: 'js',
    }));
  },
});

/** Puts the pages that the browser shows where the source has none. */
const viewPages = () => ({
  name: 'view-pages',
  setup(build) {
    build.onLoad({ filter: /src[\\/]resources[\\/]view-pages\.ts$/ }, async () => ({
      contents: `export const viewPages = ${JSON.stringify(await makeViewPages())};`,
      loader: 'js',
    }));
  },
});

/**
 * The SDK's default JSON Schema validator (ajv, 150 kB) judges only pushed answers of people, and each of these is
 * judged by our own code as well. The name is internal to the SDK: the build fails when it is no longer asked for.
 */
const NO_AJV = `import process from 'node:process';
class DefaultJsonSchemaValidator { getValidator() { return (data) => ({ valid: true, data, errorMessage: undefined }); } }
export { DefaultJsonSchemaValidator, process };`;

const withoutAjv = () => ({
  name: 'without-ajv',
  setup(build) {
    let asked = 0;
    build.onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => {
      asked += 1;
      return { path: 'no-ajv', namespace: 'no-ajv' };
    });
    build.onLoad({ filter: /.*/, namespace: 'no-ajv' }, () => ({ contents: NO_AJV, resolveDir: root }));
    build.onEnd(({ metafile }) => {
      const stray = Object.keys(metafile?.inputs ?? {}).filter((path) => /node_modules\/ajv\/|ajvProvider/.test(path));
      const text = `the alias of @modelcontextprotocol/server/_shims ${asked ? 'let ajv through' : 'no longer matches'}`;
      return asked && !stray.length ? {} : { errors: [{ text, notes: stray.map((path) => ({ text: path })) }] };
    });
  },
});

const split = (list) =>
  build({
    ...common,
    entryPoints: ['src/main.ts'],
    outdir: 'dist',
    write: false,
    metafile: true,
    splitting: true,
    format: 'esm',
    minify: true,
    plugins: [staticToolList(list), viewPages(), withoutAjv(), ...lean()],
  });

/** The server and its parts: file name -> text, and what they are made of. */
export async function bundle(list) {
  const result = await split(list);
  return { files: await link(result), metafile: result.metafile };
}

const OLD_NODE = `const [major,minor]=process.versions.node.split('.').map(Number);if(major<20||(major===20&&minor<19)){process.stderr.write('vpn-gateway-mcp needs Node.js 20.19 or newer; this is '+process.version+'.\\n');process.exit(2)}`;

/** All of it as one program text, for hosts that take a single file and for networks where files are carried. */
export async function bundleSingle(list) {
  const result = await split(list);
  const program = (await link(result, { single: true })).get('server.cjs');
  return { text: `#!/usr/bin/env node\n${OLD_NODE}\n${program}\n`, metafile: result.metafile };
}

/** The folders of the packages that have bytes in the bundle, as paths from the root. */
export function packagesIn(metafile) {
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  const folders = used.map(([path]) => packageFolder(path)).filter((folder) => folder !== undefined);
  return [...new Set(folders)].sort();
}

function packageFolder(path) {
  const parts = path.split('/');
  const last = parts.lastIndexOf('node_modules');
  if (last < 0) return undefined;
  return parts.slice(0, last + (parts[last + 1].startsWith('@') ? 3 : 2)).join('/');
}
