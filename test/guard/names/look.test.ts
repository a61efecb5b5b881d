import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadLooks, mixesScripts, spellingOf } from '../../../src/guard/names/look.ts';

test.each([
  ['plant-main', 'Plant-MAIN'],
  ['plant-main', 'plant-\u200bmain'],
  ['plant-main', 'ｐｌａｎｔ-main'],
  ['Straße', 'STRASSE'],
  ['caf\u00e9', 'cafe\u0301'],
  ['plant  main', ' plant main'],
])('%j and %j are the same name', (one, other) => {
  expect(spellingOf(one)).toBe(spellingOf(other));
});

test.each([
  ['plant-main', 'pl\u0430nt-main'],
  ['hq-1', 'hq-l'],
  ['hq-I', 'hq-1'],
  ['OFFICE', '0FFICE'],
  ['corner', 'comer'],
  ['\u0441\u043e\u0440\u0430', 'copa'],
  ['alpha', '\u03b1lpha'],
  ['PLANT', 'plant'],
])('%j looks like %j', async (one, other) => {
  const lookOf = await loadLooks();
  expect(lookOf(one)).toBe(lookOf(other));
});

test.each([
  ['plant-main', 'plant-backup'],
  ['site-1', 'site-2'],
  ['branch-10', 'branch-11'],
  ['\u5317\u4eac', '\u5357\u4eac'],
])('%j does not look like %j', async (one, other) => {
  const lookOf = await loadLooks();
  expect([lookOf(one) === lookOf(other), spellingOf(one) === spellingOf(other)]).toEqual([false, false]);
});

test('a letter with its stroke apart is the same letter', async () => {
  const lookOf = await loadLooks();
  expect(lookOf('a<\u0338b')).toBe(lookOf('a\u226eb'));
  expect(spellingOf('a<\u0338b')).toBe(spellingOf('a\u226eb'));
});

test('what is the same name looks the same', async () => {
  const lookOf = await loadLooks();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(lookOf(name.normalize('NFD'))).toBe(lookOf(name));
      expect(spellingOf(name.normalize('NFD'))).toBe(spellingOf(name));
    }),
  );
});

test.each([
  ['plant-main', false],
  ['pl\u0430nt', true],
  ['\u043f\u043b\u0430\u043d', false],
  ['plant-\u043f\u043b\u0430\u043d', false],
  ['\u5317\u4eacVPN', false],
  ['\u6771\u4eac\u30bf\u30ef\u30fcA', false],
  ['\uc11c\uc6b8\u672c\u793eHQ', false],
  ['\u5317\u4eac\u0430', true],
  ['\u03b1lpha', true],
  ['\u05d0\u0430', true],
  ['\u13a0\u0430', true],
  ['hq1_2', false],
  ['\uff41bc', false],
  ['', false],
])('whether a word of %j mixes scripts: %s', (name, mixed) => {
  expect(mixesScripts(name)).toBe(mixed);
});
