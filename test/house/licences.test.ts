import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { read } from './source-tree.ts';

const scripts = new URL('../../scripts/', import.meta.url);
const { isWelcome, noticesFor } = await import(new URL('notices.mjs', scripts).href);
const { sbomFor } = await import(new URL('sbom.mjs', scripts).href);
const { cache, packagesIn } = await import(new URL('bundle.mjs', scripts).href);

const licence = z.union([
  z.object({ expression: z.string() }).transform(({ expression }) => expression),
  z.object({ license: z.object({ id: z.string() }) }).transform(({ license }) => license.id),
]);
const bill = z.object({ components: z.array(z.object({ name: z.string(), licenses: z.tuple([licence]) })) });

/** The folders of the packages that the last build bundled. */
const bundled = (): readonly string[] => packagesIn(JSON.parse(readFileSync(join(cache, 'metafile.json'), 'utf8')));

test('every package in the bundle has a licence under which it may be there, and its text or its name in the notices', () => {
  const { components } = bill.parse(sbomFor(bundled()));
  expect(components.length).toBeGreaterThan(10);
  expect(components.filter(({ licenses: [one] }) => !isWelcome(one))).toEqual([]);
  const notices = read('THIRD-PARTY-NOTICES.txt');
  expect(components.filter(({ name }) => !notices.includes(`\n${name} `))).toEqual([]);
});

test.each(['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0', 'MIT OR Apache-2.0', 'BSD-3-Clause'])('%s is welcome', (one) =>
  expect(isWelcome(one)).toBe(true),
);

test.each([
  'GPL-3.0-only',
  'AGPL-3.0-only',
  'MIT AND GPL-2.0-only',
  'UNLICENSED',
  'SEE LICENSE IN LICENSE',
  '',
  undefined,
])('%s is refused', (one) => expect(isWelcome(one)).toBe(false));

test('a package whose licence is not on the list stops the build, with its name', () => {
  expect(() => noticesFor(['node_modules/axe-core'])).toThrow(/axe-core@\S+ has the licence MPL-2\.0/);
});

test('a licence text stands once, and each further package of it names where', () => {
  const notices = noticesFor(bundled());
  const titles: readonly string[] = notices.match(/^ +Apache License$/gm) ?? [];
  expect(titles).toHaveLength(1);
  const pointers = [...notices.matchAll(/\(The text is that of (\S+), above\.\)/g)].map(([, name]) => name);
  expect(pointers.length).toBeGreaterThan(1);
  expect(pointers.filter((name) => !notices.includes(`\n${name} `))).toEqual([]);
});
