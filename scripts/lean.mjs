// What is left out of the packages that are bundled, each because nothing here can reach it. Every plugin fails the build when what it
// leaves out is no longer asked for, so that a new version of a package is looked at again.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Puts other texts where files of packages are asked for: one pair of a pattern of paths and what gives the text. */
const instead = (name, rows) => ({
  name,
  setup(build) {
    const missed = new Set(rows.map(([filter]) => filter));
    for (const [filter, contents] of rows)
      build.onLoad({ filter }, ({ path }) => {
        missed.delete(filter);
        return { contents: contents(path), loader: 'js' };
      });
    build.onEnd(() => ({
      errors: [...missed].map(({ source }) => ({ text: `scripts/lean.mjs: nothing asks for ${source} any more` })),
    }));
  },
});

/** `import { z } from 'zod'` drags in forty languages of messages; ours are written by hand, in English. */
const oneLanguage = () =>
  instead('one-language', [
    [/zod[\\/]v4[\\/]locales[\\/]index\.js$/, () => "export { default as en } from './en.js';"],
  ]);

/** esbuild leaves out what nobody uses of `import * as z`, and nothing of `import { z }`, which is the same object. */
const namespaceOfZod = () => ({
  name: 'namespace-of-zod',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const contents = text.replace("import { z } from 'zod';", "import * as z from 'zod';");
      return contents === text ? undefined : { contents, loader: 'ts' };
    });
  },
});

/**
 * What our client takes from undici. The whole of it, with its own fetch and WebSocket, loads twice as long and holds
 * twice the memory. The build fails when the source uses more than this.
 */
const UNDICI = { Pool: 'pool', ProxyAgent: 'proxy-agent' };

const onlyWhatIsUsed = () => ({
  name: 'only-what-is-used',
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'slim' }));
    build.onLoad({ filter: /.*/, namespace: 'slim' }, () => {
      const lines = Object.entries(UNDICI).map(
        ([name, file]) => `export { default as ${name} } from 'undici/lib/dispatcher/${file}.js';`,
      );
      // undici's own index hangs `connect` on the dispatcher, and its proxy agent cannot open a tunnel without.
      const tunnel =
        "import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';import connect from 'undici/lib/api/api-connect.js';Dispatcher.prototype.connect=connect;";
      return { contents: [tunnel, ...lines].join('\n'), resolveDir: root };
    });
    build.onStart(() => {
      const text = textOf('src/client');
      const used = [...text.matchAll(/\bundici\.([A-Z]\w+)/g)].map(([, name]) => name);
      const missing = [...used.filter((name) => !(name in UNDICI)), ...(text.match(/allowH2|FormData/g) ?? [])];
      return missing.length ? { errors: [{ text: `scripts/lean.mjs leaves undici's ${missing[0]} out` }] } : {};
    });
  },
});

const textOf = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'))
    .join('\n');

const never = (what) => `throw new Error('${what} of undici is not part of this program');`;

/**
 * HTTP/2 is offered to a server only where `allowH2` asks for it; forms are what fetch sends. Of the two builds of the parser, the one
 * that every processor can run stays: replies of this API have few headers, where the other one would be quicker.
 */
const leanUndici = () =>
  instead('lean-undici', [
    [/undici[\\/]lib[\\/]dispatcher[\\/]client-h2\.js$/, () => `module.exports=()=>{${never('HTTP/2')}};`],
    [/undici[\\/]lib[\\/]web[\\/]fetch[\\/]body\.js$/, () => `exports.extractBody=()=>{${never('FormData')}};`],
    [/undici[\\/]lib[\\/]llhttp[\\/]llhttp_simd-wasm\.js$/, () => "module.exports=require('./llhttp-wasm.js');"],
  ]);

/**
 * The table of look-alikes as differences from row to row, a fifth of its size packed, and without the rows of letters that NFKD takes
 * apart: names are in that form before they are looked up (src/guard/names/look.ts).
 */
export function packLooks(table) {
  const steps = () => {
    let last = 0;
    return (letter) => {
      const step = letter.codePointAt(0) - last;
      last = letter.codePointAt(0);
      return step === 1 ? '' : step.toString(36);
    };
  };
  const [letterStep, likenessStep] = [steps(), steps()];
  return Object.keys(table)
    .filter((letter) => letter.normalize('NFKD') === letter)
    .sort((a, b) => a.codePointAt(0) - b.codePointAt(0))
    .map((letter) => [letterStep(letter), ...[...table[letter]].map(likenessStep)].join())
    .join(';');
}

/** Runs in the program: gives the table that was packed. */
export function unpackLooks(packed) {
  let letter = 0;
  let likeness = 0;
  const moved = (step) => (step === '' ? 1 : Number.parseInt(step, 36));
  return Object.fromEntries(
    packed.split(';').map((row) => {
      const [step, ...steps] = row.split(',');
      letter += moved(step);
      const like = steps.map((each) => {
        likeness += moved(each);
        return String.fromCodePoint(likeness);
      });
      return [String.fromCodePoint(letter), like.join('')];
    }),
  );
}

const packedLooks = () =>
  instead('packed-looks', [
    [
      /unhomoglyph[\\/]data\.json$/,
      (path) => {
        const packed = packLooks(JSON.parse(readFileSync(path, 'utf8')));
        return `module.exports=(${unpackLooks})(${JSON.stringify(packed)});`;
      },
    ],
  ]);

export const lean = () => [oneLanguage(), namespaceOfZod(), onlyWhatIsUsed(), leanUndici(), packedLooks()];
