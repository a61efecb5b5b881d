import { describe, expect, it } from 'vitest';
import { openTerminal, twoColumns, widthOf, wrap, wrapLines } from '../../src/commands/terminal.ts';

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

it('two columns become one where the second would be a word a line', () => {
  expect(twoColumns([['--bee LIST', 'this one has more words than fit']], 30)).toEqual([
    '  --bee LIST',
    '    this one has more words',
    '    than fit',
  ]);
});

it('lines keep their beginnings, and what goes on stands below it', () => {
  expect(wrapLines('Head\n- one two three\n  four five six', 11)).toBe('Head\n- one two\n  three\n  four five\n  six');
  expect(wrapLines('short', 80)).toBe('short');
});

it('a line is as wide as the terminal, and never wider than one reads', () => {
  expect([{ columns: 40 }, { columns: 300 }, {}, { columns: 0 }].map(widthOf)).toEqual([40, 110, 100, 100]);
});

it('without a terminal nothing is coloured', () => {
  const { bold, dim } = openTerminal();
  expect([bold('a'), dim('b')]).toEqual(['a', 'b']);
});
