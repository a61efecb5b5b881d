import { expect, test } from 'vitest';
import { filesUnder, read } from './source-tree.ts';

/** Text that we write; golden files are what others said, and the lock file is npm's. */
const ours = filesUnder('.').filter(
  (path) => !/(^|\/)golden\//.test(path) && !/\.(png|ico|gz|tgz|mcpb)$/.test(path) && path !== 'package-lock.json',
);

const THIS_FILE = 'test/house/words.test.ts';

/** Words that would tie the project to a place or a passing moment, and why each is out. */
const TIES: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w.])\/(work|tmp|root|home)\/\w/, 'a path of one machine'],
  [/\.\.\/shared\b/, 'a folder outside the project'],
  [
    /registry\.npmjs|pypi\.org|pythonhosted|repo1?\.maven|proxy\.golang|sum\.golang|crates\.io|deb\.debian/,
    'a registry host',
  ],
  [/\bissue #?\d+|\bin this session\b|\bthe brief\b/i, 'a passing moment'],
  [/\b(TODO|FIXME|XXX)\b/, 'a promise instead of a deed'],
];

const lines = (path: string): (readonly [string, string])[] =>
  read(path)
    .split('\n')
    .map((line, index) => [`${path}:${index + 1}`, line] as const);

test.each(TIES)('no file of ours holds %s: %s', (tie) => {
  const held = ours
    .filter((path) => path !== THIS_FILE)
    .flatMap(lines)
    .filter(([, line]) => tie.test(line))
    .map(([place, line]) => `${place}: ${line.trim().slice(0, 120)}`);
  expect(held).toEqual([]);
});

/** Scripts other than Latin: the house speaks English, in code and in what it tells people. */
const FOREIGN = /[\p{Script=Han}\p{Script=Cyrillic}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** What people read comes in English and Chinese, and such a file names its Chinese half `zh`; peers have Chinese labels. */
const isBilingual = (path: string): boolean =>
  path === 'README.zh-CN.md' ||
  path.startsWith('src/vendors/') ||
  (path.startsWith('src/') && /\bzh\b/.test(read(path)));

test('code and docs are written in English, and sentences for people in Chinese too', () => {
  const english = ours.filter((path) => /^(src|scripts|README|manifest)/.test(path) && !isBilingual(path));
  const foreign = english.flatMap(lines).filter(([, line]) => FOREIGN.test(line) && !line.includes('README.zh-CN.md'));
  expect(foreign.map(([place]) => place)).toEqual([]);
});

test('the lock file names no host to fetch from', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/);
});
