// Writes the parts of the pages in docs/ that are made from the source, and docs/vendors.md. With --check nothing is written: exit 1 and the names
// of the parts that are no longer true, of sentences that have no Chinese, and of Chinese that nobody says any more.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { gatherFacts } from './docs/facts.mjs';
import { renewManifest, renewServer } from './docs/manifest.mjs';
import { parts } from './docs/parts.mjs';
import { vendorsPage } from './docs/vendors.mjs';

const checking = process.argv.includes('--check');
const chinese = JSON.parse(readFileSync(join(root, 'docs/zh-CN.json'), 'utf8'));
const said = new Set();
const complaints = [];

const inChinese = (text) => {
  said.add(text);
  return chinese[text] ?? text;
};

/** The pages of a language in which some part is made from the source; each part stands in one of them. */
const pagesIn = (folder) =>
  ['clients', 'tools', 'settings', 'ram-policy', 'troubleshooting'].map((page) => `${folder}/${page}.md`);

const EDITIONS = [
  { files: pagesIn('docs'), say: (text) => text },
  { files: pagesIn('docs/zh-CN'), say: inChinese },
];

/** What stands between `<!-- made: NAME -->` and `<!-- /made -->`. */
const MADE = /(<!-- made: ([\w-]+) -->)([\s\S]*?)(<!-- \/made -->)/g;

function renewParts(file, say, facts, seen) {
  const before = readFileSync(join(root, file), 'utf8');
  const after = before.replace(MADE, (_whole, open, name, body, close) => {
    if (!parts[name]) throw new Error(`${file}: there is no part "${name}"; known: ${Object.keys(parts).join(', ')}`);
    seen.add(name);
    const fresh = `\n\n${parts[name](facts, say)}\n\n`;
    if (body !== fresh) complaints.push(`${file}: the part "${name}" is out of date`);
    return `${open}${fresh}${close}`;
  });
  if (!checking && after !== before) writeFileSync(join(root, file), after);
}

function renewEdition({ files, say }, facts) {
  const seen = new Set();
  for (const file of files) renewParts(file, say, facts, seen);
  const missing = Object.keys(parts).filter((name) => !seen.has(name));
  for (const name of missing) complaints.push(`${files[0]} and its kin: the part "${name}" is missing`);
}

/** Rewrites a JSON file in the layout that the formatter gives it, where its content is no longer true. */
function renewJson(file, make, facts) {
  const path = join(root, file);
  const before = JSON.parse(readFileSync(path, 'utf8'));
  const after = make(before, facts);
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  complaints.push(`${file}: it is out of date`);
  if (checking) return;
  writeFileSync(path, `${JSON.stringify(after, null, 2)}\n`);
  execFileSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', path]);
}

/** Writes a page that is made as a whole. */
function renewPage(file, text) {
  const path = join(root, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  complaints.push(`${file}: it is out of date`);
  if (!checking) writeFileSync(path, text);
}

const facts = await gatherFacts();
for (const edition of EDITIONS) renewEdition(edition, facts);
renewPage('docs/vendors.md', vendorsPage(facts));
renewJson('manifest.json', renewManifest, facts);
renewJson('server.json', renewServer(JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'))), facts);
const untold = [...said].filter((text) => !(text in chinese));
const idle = Object.keys(chinese).filter((text) => !said.has(text));
const language = [
  ...untold.map((text) => `docs/zh-CN.json: no Chinese for ${JSON.stringify(text)}`),
  ...idle.map((text) => `docs/zh-CN.json: nobody says ${JSON.stringify(text)} any more`),
];
for (const line of [...(checking ? complaints : complaints.filter((each) => /missing/.test(each))), ...language])
  console.error(line);
if (checking && (complaints.length || language.length)) {
  console.error('Run "npm run docs"; Chinese sentences are written by hand.');
  process.exitCode = 1;
}
