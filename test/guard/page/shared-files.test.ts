import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSharedPages } from '../../../src/guard/page/shared-files.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'pages-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const page = { url: 'http://127.0.0.1:1/approve/x', seal: 's', status: 'open' as const, channel: 'page' as const };
const key = () => Buffer.alloc(32, 7);

test('what one process notes another reads, until it is removed; the note is private', () => {
  const dir = folder();
  createSharedPages(dir, key).put('a'.repeat(64), page);
  expect(createSharedPages(dir, key).get('a'.repeat(64))).toEqual(page);
  expect(statSync(join(dir, `page-${'a'.repeat(64)}.json`)).mode & 0o777).toBe(0o600);
  createSharedPages(dir, key).remove('a'.repeat(64));
  expect(createSharedPages(dir, key).get('a'.repeat(64))).toBeUndefined();
});

test.each(['', 'not json', 'null', '{}', JSON.stringify(page), '{"body":"{}","mac":""}', '{"body":1,"mac":2}'])(
  '%s is no note of ours',
  (text) => {
    const dir = folder();
    writeFileSync(join(dir, 'page-k.json'), text);
    expect(createSharedPages(dir, key).get('k')).toBe('forged');
  },
);

test('a folder that cannot be written is nobody’s fault', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  const pages = createSharedPages(join(file, 'sub'), key);
  pages.put('k', page);
  expect(pages.get('k')).toBeUndefined();
});

test.each([
  ['the decision', '\\"open\\"', '\\"approved\\"'],
  ['the door', '\\"page\\"', '\\"page with PIN\\"'],
  ['the address', '127.0.0.1:1', '127.0.0.1:2'],
])('who changes %s in a note makes it worthless', (_, from, to) => {
  const dir = folder();
  createSharedPages(dir, key).put('k', page);
  const file = join(dir, 'page-k.json');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
  expect(createSharedPages(dir, key).get('k')).toBe('forged');
});

test('a note of another key is none of ours', () => {
  const dir = folder();
  createSharedPages(dir, () => Buffer.alloc(32, 8)).put('k', page);
  expect(createSharedPages(dir, key).get('k')).toBe('forged');
});
