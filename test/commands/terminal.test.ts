import { expect, it } from 'vitest';
import { openTerminal, widthOf } from '../../src/commands/terminal.ts';

it('a line is as wide as the terminal, and never wider than one reads', () => {
  expect([40, 300, 0, undefined].map((columns) => widthOf({ columns }))).toEqual([40, 110, 100, 100]);
});

it('without a terminal nothing is coloured', () => {
  const { bold, dim } = openTerminal();
  expect([bold('a'), dim('b')]).toEqual(['a', 'b']);
});
