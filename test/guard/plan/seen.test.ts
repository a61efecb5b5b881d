import { expect, test } from 'vitest';
import { first, listOf, unreadOf } from '../../../src/guard/plan/seen.ts';

const rows = [{ id: 'a' }, { id: 'b' }];
const isB = ({ id }: { id: string }) => id === 'b';

test('a row is found in what came, whether or not that is the whole list', () => {
  expect(first({ found: rows }, isB)).toEqual({ found: { id: 'b' } });
  expect(first({ unread: 'cut', some: rows }, isB)).toEqual({ found: { id: 'b' } });
});

test('a row that did not come is missing from a whole list, and not known of any other', () => {
  expect(first({ found: [] }, isB)).toEqual({ missing: true });
  expect(first({ unread: 'cut', some: [] }, isB)).toEqual({ unread: 'cut' });
});

test('a list gives what came, and says whether it was read', () => {
  expect([listOf({ found: rows }), listOf({ missing: true }), listOf({ unread: 'x' })]).toEqual([rows, [], []]);
  expect([unreadOf({ found: 1 }), unreadOf({ missing: true }), unreadOf({ unread: 'x' })]).toEqual([
    undefined,
    undefined,
    'x',
  ]);
});
