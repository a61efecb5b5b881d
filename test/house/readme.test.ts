import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { read, root } from './source-tree.ts';

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

test('every path that the README names is there', () => {
  const named = [...readme.matchAll(/`((?:src|test|scripts|dist)\/[\w./-]*)`/g)].map(([, path]) => path ?? '');
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every picture and every file that the READMEs link to is there', () => {
  for (const document of ['README.md', 'README.zh-CN.md']) {
    const text = read(document);
    const linked = [...text.matchAll(/\]\((?!#|https?:)([^)\s]+)\)|src="([^"]+)"/g)].map(([, a, b]) => a ?? b ?? '');
    expect(linked.length).toBeGreaterThan(3);
    expect(linked.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  }
});

test('every chapter that the READMEs list is there', () => {
  for (const document of ['README.md', 'README.zh-CN.md']) {
    const text = read(document);
    const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    );
    const wanted = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(wanted.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  }
});
