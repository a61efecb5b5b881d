import { describe, expect, it } from 'vitest';
import { columnsOf, padColumns, twoColumns, wrap, wrapLines } from '../../../src/commands/lines/lines.ts';

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

describe('Chinese', () => {
  it('takes two columns a letter', () => {
    expect(['a', '\u96a7\u9053', '\u96a7\u9053 up\u3002', ''].map(columnsOf)).toEqual([1, 4, 9, 0]);
    expect(padColumns('\u96a7\u9053', 6)).toBe('\u96a7\u9053  ');
  });

  it('is broken between letters, and no line begins with the sign that closes one', () => {
    expect(wrap('\u96a7\u9053\u7acb\u5373\u65ad\u5f00\u3002', 8)).toEqual([
      '\u96a7\u9053\u7acb\u5373',
      '\u65ad\u5f00\u3002',
    ]);
    expect(wrap('\u96a7\u9053\u7acb\u5373\u65ad\u3002', 10)).toEqual(['\u96a7\u9053\u7acb\u5373', '\u65ad\u3002']);
    expect(wrap('\u5230 172.20.0.0/16 \u7684', 6)).toEqual(['\u5230', '172.20.0.0/16', '\u7684']);
  });

  it('fits the width whatever stands in it, but for a word that is longer', () => {
    const text =
      '\u73b0\u5728\u300cplant-main\u300d\uff08vco-1\uff09\u4e2d\u65ad\uff1a\u539f\u56e0\u672a\u77e5\u3002'.repeat(9);
    for (const width of [14, 20, 40]) expect(Math.max(...wrap(text, width).map(columnsOf))).toBeLessThanOrEqual(width);
    expect(wrap(text, 20).join('')).toBe(text);
  });
});
