import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSharedPages } from '../../src/guard/shared-pages.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'pages-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const page = { url: 'http://127.0.0.1:1/approve/x', seal: 's', status: 'open' as const };

test('what one process notes another reads, until it is removed; the note is private', () => {
  const dir = folder();
  createSharedPages(dir).put('a'.repeat(64), page);
  expect(createSharedPages(dir).get('a'.repeat(64))).toEqual(page);
  expect(statSync(join(dir, `page-${'a'.repeat(64)}.json`)).mode & 0o777).toBe(0o600);
  createSharedPages(dir).remove('a'.repeat(64));
  expect(createSharedPages(dir).get('a'.repeat(64))).toBeUndefined();
});

test.each(['', 'not json', '{}', '{"url":"x","seal":1,"status":"open"}', '{"url":"x","seal":"y","status":"done"}'])(
  '%s is no note',
  (text) => {
    const dir = folder();
    writeFileSync(join(dir, 'page-k.json'), text);
    expect(createSharedPages(dir).get('k')).toBeUndefined();
  },
);

test('a folder that cannot be written is nobody’s fault', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  const pages = createSharedPages(join(file, 'sub'));
  pages.put('k', page);
  expect(pages.get('k')).toBeUndefined();
});
