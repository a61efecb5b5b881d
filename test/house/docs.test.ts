import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { read, root } from './source-tree.ts';

let complaints: readonly string[] = [];

beforeAll(() => {
  const run = spawnSync(process.execPath, [join(root, 'scripts/docs.mjs'), '--check'], { encoding: 'utf8' });
  if (run.status !== 0 && run.status !== 1) throw new Error(run.stderr);
  complaints = run.stderr.split('\n').filter((line) => line !== '');
});

test('what the READMEs tell in tables is what the source says; "npm run docs" writes it', () => {
  expect(complaints.filter((line) => line.startsWith('README'))).toEqual([]);
});

test('every sentence in those tables has its Chinese, and no Chinese has lost its sentence', () => {
  expect(complaints.filter((line) => line.startsWith('docs/'))).toEqual([]);
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

test('the Chinese README has the sections and the snippets of the English one', () => {
  expect(headings('README.zh-CN.md')).toEqual(headings('README.md'));
  expect(snippets('README.zh-CN.md')).toEqual(snippets('README.md'));
});
