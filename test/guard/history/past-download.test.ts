import { expect, test } from 'vitest';
import { downloadsIn } from '../../../src/guard/history/past-download.ts';

const Time = '2026-11-23T09:00:00.000Z';
const entry = (Id: string, State: string, more = {}) => ({
  Kind: 'download',
  Id,
  State,
  Name: `${Id}.txt`,
  Time,
  ...more,
});
const states = (entries: readonly object[], isGoingOn = false) =>
  downloadsIn(
    entries.map((each) => ({ ...each })),
    isGoingOn,
  ).map(({ name, state, by }) => [name, state, by]);

test('the last entry of each file counts', () => {
  const entries = [
    entry('a', 'waits'),
    entry('b', 'waits'),
    entry('a', 'taken', { By: 'boss' }),
    entry('c', 'expired'),
  ];
  expect(states(entries, true)).toEqual([
    ['a.txt', 'taken', 'boss'],
    ['b.txt', 'waits', undefined],
    ['c.txt', 'gone', undefined],
  ]);
});

test('what waited in a process that has ended is lost, and whoever was cut may have it', () => {
  expect(states([entry('a', 'waits'), entry('b', 'cut', { By: 'boss' }), entry('c', 'erased')])).toEqual([
    ['a.txt', 'lost', undefined],
    ['b.txt', 'taken', 'boss'],
    ['c.txt', 'gone', undefined],
  ]);
});

test('other entries, and ones that nobody of ours wrote, say nothing', () => {
  const strange = [
    { Kind: 'intent', Id: 'a' },
    entry('b', 'waits', { Name: 7 }),
    entry('c', 'stolen'),
    { Kind: 'download' },
  ];
  expect(states(strange)).toEqual([]);
});
