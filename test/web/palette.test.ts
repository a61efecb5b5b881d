import { expect, test } from 'vitest';
import { fonts, palette } from '../../src/web/palette.ts';

const namesIn = (block: string): readonly string[] =>
  [...block.matchAll(/--(\w+):#[0-9a-f]{3,6}/g)].map(([, name]) => name ?? '');

test('light and dark name the same colours, and only colours', () => {
  expect(namesIn(palette.light).length).toBeGreaterThan(10);
  expect(namesIn(palette.dark)).toEqual(namesIn(palette.light));
  expect(palette.dark.split(';')).toHaveLength(namesIn(palette.dark).length);
});

test('every face ends in one that each machine has', () => {
  expect([fonts.text, fonts.code].map((face) => face.split(',').at(-1))).toEqual(['sans-serif', 'monospace']);
});
