import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { VENDORS } from '../../src/vendors/index.ts';
import { filesUnder, read, root } from './source-tree.ts';

let complaints: readonly string[] = [];

beforeAll(() => {
  const run = spawnSync(process.execPath, [join(root, 'scripts/docs.mjs'), '--check'], { encoding: 'utf8' });
  if (run.status !== 0 && run.status !== 1) throw new Error(run.stderr);
  complaints = run.stderr.split('\n').filter((line) => line !== '');
});

test('what the pages tell in tables is what the source says; "npm run docs" writes it', () => {
  expect(complaints.filter((line) => /^docs\/(?:zh-CN\/)?[\w-]+\.md/.test(line))).toEqual([]);
});

test('every sentence in those tables has its Chinese, and no Chinese has lost its sentence', () => {
  expect(complaints.filter((line) => line.startsWith('docs/zh-CN.json'))).toEqual([]);
});

test('the page about makers says what their folders say, and each of them has a section', () => {
  expect(complaints.filter((line) => line.startsWith('docs/vendors.md'))).toEqual([]);
  const titles = [...read('docs/vendors.md').matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual(VENDORS.map(({ title }) => title));
});

test('both READMEs link the page about makers', () => {
  for (const path of ['README.md', 'README.zh-CN.md']) expect(read(path)).toContain('](docs/vendors.md)');
});

const headings = (path: string): number[] =>
  read(path)
    .replace(/```[\s\S]*?```/g, '')
    .split('\n')
    .flatMap((line) => /^(#+) /.exec(line)?.[1]?.length ?? []);

const snippets = (path: string): string[] =>
  [...read(path).matchAll(/```(\w+)\n([\s\S]*?)```/g)]
    .map(([, , text = '']) => text)
    .map((text) => text.replace(/\s+#.*$/gm, '').replace(/"description": ".*?"/g, '"description"'));

const inChinese = (page: string): string =>
  page === 'README.md' ? 'README.zh-CN.md' : page.replace('docs/', 'docs/zh-CN/');

/** Pages that come in both languages; the others are for those who read source. */
const translated = [
  'README.md',
  ...filesUnder('docs').filter(
    (page) => /^docs\/[\w-]+\.md$/.test(page) && filesUnder('docs/zh-CN').includes(inChinese(page)),
  ),
];

test('every Chinese page is one of an English page', () => {
  expect(translated).toHaveLength(1 + filesUnder('docs/zh-CN').length);
});

test.each(translated)('the Chinese edition of %s has its sections and its snippets', (page) => {
  expect(headings(inChinese(page))).toEqual(headings(page));
  expect(snippets(inChinese(page))).toEqual(snippets(page));
});
