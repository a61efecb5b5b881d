import { expect, test } from 'vitest';
import { filesUnder, read } from './source-tree.ts';

const facts = JSON.parse(read('package.json'));
const org = /github\.com\/([\w-]+)\//.exec(facts.repository.url)?.[1];
const papers = [
  ...['README.md', 'README.zh-CN.md', 'SECURITY.md', 'CONTRIBUTING.md', 'package.json', 'manifest.json', 'server.json'],
  ...filesUnder('docs').filter((path) => path.endsWith('.md')),
];

test('whose the project is stands in one way everywhere; "npm run identity -- ORG" fills it in', () => {
  expect(org).toMatch(/^[\w-]+$/);
  const named = papers.flatMap((path) =>
    [...read(path).matchAll(/(?:github\.com\/|io\.github\.)([\w-]+)\/vpn-gateway-mcp/g)].map(([, name]) => [
      path,
      name,
    ]),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(([, name]) => name !== org)).toEqual([]);
});

test('package, bundle and registry entry name the same repository and author', () => {
  const [manifest, server] = [JSON.parse(read('manifest.json')), JSON.parse(read('server.json'))];
  expect(manifest).toMatchObject({
    author: { name: facts.author },
    repository: facts.repository,
    homepage: facts.homepage,
    support: facts.bugs,
  });
  expect(`git+${server.repository.url}.git`).toBe(facts.repository.url);
});
