import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { read, root } from './source-tree.ts';

const lean = await import(new URL('../../scripts/lean.mjs', import.meta.url).href);

const tableSchema = z.record(z.string(), z.string());
const whole = tableSchema.parse(JSON.parse(read('node_modules/unhomoglyph/data.json')));
const kept = tableSchema.parse(lean.unpackLooks(lean.packLooks(whole)));

/** What the package makes of a text with a table. */
const likeness = (table: Readonly<Record<string, string>>, text: string): string =>
  [...text].map((letter) => table[letter] ?? letter).join('');

test('the table of look-alikes that is bundled gives what the whole one gives, for every letter in the form of names', () => {
  const unlike: string[] = [];
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const form = String.fromCodePoint(code).normalize('NFKD');
    if (likeness(kept, form) !== likeness(whole, form)) unlike.push(code.toString(16));
  }
  expect(unlike).toEqual([]);
  expect(Object.keys(kept).length).toBeGreaterThan(2000);
  expect(Object.keys(kept).length).toBeLessThan(Object.keys(whole).length / 2);
});

test('what is left out of undici is left out, and what a tunnel through a proxy needs is not', () => {
  const text = readFileSync(join(root, 'dist/undici.cjs'), 'latin1');
  const counted = (part: string): number => text.split(part).length - 1;
  // One parser as WebAssembly in base64: the beginning of one stands in it once.
  const inside = {
    'HTTP/2 of undici is not part of this program': 1,
    'node:http2': 0,
    AGFzbQEAAAA: 1,
    'HTTP Tunneling': 1,
  };
  expect(Object.fromEntries(Object.keys(inside).map((part) => [part, counted(part)]))).toEqual(inside);
});
