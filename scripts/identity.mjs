// Fills in whose the project is, everywhere: usage: identity.mjs ORG [AUTHOR], where the repository is github.com/ORG/vpn-gateway-mcp.
// package.json is the one place; manifest, registry entry and pages follow it. Until then all of them say YOUR-ORG.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';

const [org, author] = process.argv.slice(2);
if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/.test(org ?? '')) {
  console.error('usage: npm run identity -- ORG [AUTHOR]; ORG is the owner of the repository on GitHub');
  process.exit(2);
}

const path = join(root, 'package.json');
const text = readFileSync(path, 'utf8');
const [, before] = /github\.com\/([\w-]+)\/vpn-gateway-mcp\.git/.exec(text) ?? [];
if (before === undefined) throw new Error('package.json names no repository on GitHub');

/** The owner in links and in the name of the registry entry. */
const owned = (page) =>
  page
    .replaceAll(`github.com/${before}/vpn-gateway-mcp`, `github.com/${org}/vpn-gateway-mcp`)
    .replaceAll(`io.github.${before}/vpn-gateway-mcp`, `io.github.${org}/vpn-gateway-mcp`);

const facts = JSON.parse(owned(text));
writeFileSync(path, `${JSON.stringify({ ...facts, author: author ?? facts.author }, null, 2)}\n`);
const pages = ['docs', 'docs/zh-CN'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`),
);
for (const page of ['README.md', 'README.zh-CN.md', 'SECURITY.md', 'CONTRIBUTING.md', ...pages]) {
  const was = readFileSync(join(root, page), 'utf8');
  if (owned(was) !== was) writeFileSync(join(root, page), owned(was));
}
execFileSync(process.execPath, [join(root, 'scripts/docs.mjs')], { stdio: 'inherit' });
console.log(`The repository is github.com/${org}/vpn-gateway-mcp, the author ${author ?? facts.author}.`);
