import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainWord, nearest } from '../../src/catalogue/nearest.ts';

describe('the nearest word', () => {
  const known = ['read-only', 'region', 'resource-group', 'role-arn', 'protect'];

  it.each([
    ['raed-only', 'read-only'],
    ['readonly', 'read-only'],
    ['READ_ONLY', 'read-only'],
    ['regoin', 'region'],
    ['protct', 'protect'],
    ['resourcegroups', 'resource-group'],
  ])('to %s is %s', (given, meant) => expect(nearest(given, known)).toBe(meant));

  it.each(['launch', 'x', '', 'completely-different'])('to %j is none', (given) => {
    expect(nearest(given, known)).toBeUndefined();
  });

  it('is the word itself where it is known, and never one that is not', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.string(), (word, noise) => {
        expect(nearest(word, known)).toBe(word);
        expect([undefined, ...known]).toContain(nearest(noise, known));
      }),
    );
  });

  it('is the first of those with the fewest edits, counted without a bound', () => {
    const edits = (a: string, b: string): number => {
      const rows: number[][] = [];
      for (let i = 0; i <= a.length; i++) {
        const row: number[] = [];
        rows.push(row);
        for (let j = 0; j <= b.length; j++) {
          if (i === 0 || j === 0) {
            row.push(i + j);
            continue;
          }
          const cell = (x: number, y: number): number => rows[x]?.[y] ?? Infinity;
          const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
          const swap = isSwap ? cell(i - 2, j - 2) + 1 : Infinity;
          row.push(
            Math.min(
              cell(i - 1, j) + 1,
              cell(i, j - 1) + 1,
              cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
              swap,
            ),
          );
        }
      }
      return rows[a.length]?.[b.length] ?? Infinity;
    };
    const word = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 8 }), (given, names) => {
        const far = names.map((name) => edits(given, name));
        const least = Math.min(...far);
        const expected = least <= Math.max(1, Math.floor(given.length / 3)) ? names[far.indexOf(least)] : undefined;
        expect(nearest(given, names)).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('of nothing is none', () => expect(nearest('a', [])).toBeUndefined());
});

it.each([
  ['DescribeVpnGateways', true],
  ['fail-over', true],
  ['health_check', true],
  ['a', true],
  ['x'.repeat(48), true],
  ['', false],
  ['x'.repeat(49), false],
  ['FAKE-key-4fT9', false],
  ['two words', false],
  ['-x', false],
  ['x-', false],
  ['x.y', false],
  ['say\nthis', false],
])('%j may be repeated: %s', (word, expected) => {
  expect(isPlainWord(word)).toBe(expected);
});
