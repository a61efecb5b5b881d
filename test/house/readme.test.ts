import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { filesUnder, read, root } from './source-tree.ts';

const readme = read('README.md');
const { scripts } = z
  .looseObject({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));

test('the two commands that do all stand in the README', () => {
  expect(readme).toContain('npm ci && npm run demo');
  expect(readme).toContain('npm ci && npm test');
});

test('every npm script that the README names is there', () => {
  const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? '');
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

/** Pages for people, each edition with the same ones. */
const pages = ['README.md', 'README.zh-CN.md', ...filesUnder('docs').filter((path) => path.endsWith('.md'))];

test('the README is one that is read to its end', () => {
  for (const path of ['README.md', 'README.zh-CN.md'])
    expect([path, Buffer.byteLength(read(path)) < 22_000]).toEqual([path, true]);
});

test.each(pages)('%s names only paths that are there', (page) => {
  const named = [...read(page).matchAll(/`((?:src|test|scripts|dist)\/[\w./-]*)`/g)].map(([, path]) => path ?? '');
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

/** The anchors that a page's headings have where it is shown. */
const anchorsOf = (page: string): readonly string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

test.each(pages)('%s links only to pages, pictures and headings that are there', (page) => {
  const linked = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)|src="([^"]+)"/g)].map(([, a, b]) => a ?? b ?? '');
  const dead = linked.filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
  expect(dead).toEqual([]);
});

test('every page is listed in the index of its language', () => {
  for (const folder of ['docs', 'docs/zh-CN']) {
    const index = read(`${folder}/README.md`);
    const own = pages.filter((page) => dirname(page) === folder && !page.endsWith('README.md'));
    expect(own.filter((page) => !index.includes(`](${basename(page)})`))).toEqual([]);
  }
});
