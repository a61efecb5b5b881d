// esbuild splits the server into chunks by what is loaded when, but as ES modules, which start slower and cannot be run
// from bytecode. Here each chunk becomes a function in the manner of CommonJS, and the functions are dealt out to files:
// what every start runs stands in server.cjs, the rest in parts that are read at their first use. A chunk exists once,
// wherever it is asked from, so that a class is the same class everywhere.
import { basename } from 'node:path';
import { transform } from 'esbuild';

/** What a start runs, besides what these import. */
const START = ['src/main.ts', 'src/commands/serve.ts'];

/** The parts in the order in which chunks are dealt: a chunk goes to the first part that needs it. */
const PARTS = [
  { part: 'undici', needs: ({ entryPoint }) => entryPoint?.endsWith(':undici') },
  { part: 'xml', needs: ({ inputs }) => Object.keys(inputs).some((path) => path.includes('/fast-xml-parser/')) },
  { part: 'call', needs: ({ entryPoint }) => /^src\/(server\/pipeline|client\/client)\.ts$/.test(entryPoint) },
  { part: 'http', needs: ({ entryPoint }) => entryPoint === 'src/commands/serve-http.ts' },
  { part: 'sandbox', needs: ({ entryPoint }) => entryPoint === 'src/sandbox/sandbox.ts' },
  // Pages that few clients ask for.
  { part: 'views', needs: ({ entryPoint }) => entryPoint === 'src/resources/view-pages.ts' },
  { part: 'rest', needs: () => true },
];

/** The chunks that these import, directly or not, and they themselves; what is imported lazily is not among them. */
function closure(chunks, names, seen = new Set()) {
  for (const name of names) {
    if (seen.has(name) || !chunks.has(name)) continue;
    seen.add(name);
    const eager = chunks.get(name).imports.filter(({ kind }) => kind === 'import-statement');
    closure(
      chunks,
      eager.map(({ path }) => basename(path)),
      seen,
    );
  }
  return seen;
}

const namesWhere = (chunks, isSo) => [...chunks].filter(([, chunk]) => isSo(chunk)).map(([name]) => name);

/** Chunk name -> part name; `start` for what server.cjs holds. */
function deal(chunks) {
  const start = closure(
    chunks,
    namesWhere(chunks, ({ entryPoint }) => START.includes(entryPoint)),
  );
  const partOf = new Map([...start].map((name) => [name, 'start']));
  for (const { part, needs } of PARTS)
    for (const name of closure(chunks, namesWhere(chunks, needs))) if (!partOf.has(name)) partOf.set(name, part);
  return partOf;
}

async function asFunction(text, isEager) {
  const { code } = await transform(text, {
    format: 'cjs',
    minify: true,
    platform: 'node',
    target: 'node20.19',
    charset: 'ascii', // one byte a character: half the memory, and quicker to read than UTF-8
    supported: { 'dynamic-import': false }, // text run by node:vm has no import()
  });
  const body = `function(exports,require,module){${toAscii(code)}}`;
  return isEager ? `(${body})` : body; // the brackets tell V8 to compile it at once, not twice
}

/**
 * esbuild escapes strings, but neither patterns nor tagged templates; the loader reads one byte a character, so that
 * anything else in them would turn into other characters. An escape means the same in all of them.
 */
const toAscii = (text) =>
  text.replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Finds a chunk by the name under which another imports it; whatever is no chunk is a module of Node.js. */
const runtime = (chunks, partOf) => `var made={},partOf=${JSON.stringify(partOf)},chunks={${chunks}};
function own(name){if(!Object.hasOwn(made,name)){if(!Object.hasOwn(chunks,name)){if(!Object.hasOwn(partOf,name))return require(name);
Object.assign(chunks,require(partOf[name]))}var it=made[name]={exports:{}};chunks[name](it.exports,own,it)}return made[name].exports}
own("./main.js");`;

/**
 * The texts of an esbuild result that was split, by file: `server.cjs`, a program to be wrapped in a function with
 * CommonJS's arguments, and its parts. With `single`, server.cjs holds everything.
 */
export async function link({ outputFiles, metafile }, { single = false } = {}) {
  const chunks = new Map(Object.entries(metafile.outputs).map(([path, chunk]) => [basename(path), chunk]));
  const partOf = deal(chunks);
  const held = new Map();
  for (const { path, text } of outputFiles) {
    const name = basename(path);
    const part = partOf.get(name);
    const entry = `${JSON.stringify(`./${name}`)}:${await asFunction(text, part === 'start')}`;
    const file = single || part === 'start' ? 'server' : part;
    held.set(file, [...(held.get(file) ?? []), entry]);
  }
  const apart = [...partOf]
    .filter(([, part]) => part !== 'start')
    .map(([name, part]) => [`./${name}`, `./${part}.cjs`]);
  const program = runtime(held.get('server').join(), Object.fromEntries(single ? [] : apart));
  const parts = [...held].filter(([file]) => file !== 'server');
  return new Map([
    ['server.cjs', program],
    ...parts.map(([file, entries]) => [`${file}.cjs`, `module.exports={${entries.join()}};`]),
  ]);
}
