import { describe, expect, it } from 'vitest';
import { openTerminal, twoColumns, wrap } from '../../src/commands/terminal.ts';

it('text is broken at blanks, and a long word stays whole', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('a /very/long/path/indeed b', 5)).toEqual(['a', '/very/long/path/indeed', 'b']);
});

describe('two columns', () => {
  it('are aligned, and the second is wrapped below itself', () => {
    expect(
      twoColumns(
        [
          ['-a', 'first thing'],
          ['--bee', 'this one has more words than fit'],
        ],
        40,
      ),
    ).toEqual(['  -a     first thing', '  --bee  this one has more words than', '         fit']);
  });

  it('give a name that is too long a line of its own', () => {
    expect(twoColumns([['x'.repeat(12), 'about']], 60, 0, 10)).toEqual(['x'.repeat(12), `${' '.repeat(12)}about`]);
  });
});

it('without a terminal nothing is coloured', () => {
  const { bold, dim } = openTerminal();
  expect([bold('a'), dim('b')]).toEqual(['a', 'b']);
});
