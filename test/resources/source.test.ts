import { expect, it } from 'vitest';
import { rowsOf, textOf } from '../../src/resources/source.ts';

it.each([
  [{ Rows: [{ a: 1 }, null, 'x'] }, [{ a: 1 }]],
  [{ Rows: 'none' }, []],
  [{}, []],
])('the rows of %j are its objects', (output, rows) => {
  expect(rowsOf(output, 'Rows')).toEqual(rows);
});

it.each([
  [{ Name: 'a' }, 'a'],
  [{ Name: '' }, undefined],
  [{ Name: 7 }, undefined],
  [{}, undefined],
])('the text of %j is %j', (row, text) => {
  expect(textOf(row, 'Name')).toBe(text);
});
