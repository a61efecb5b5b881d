import { expect, test } from 'vitest';
import { createWriteCounter } from '../../../src/guard/host/write-counter.ts';
import { movableClock } from '../movable-clock.ts';

test('the sixth delete in ten minutes waits until the first is ten minutes old', () => {
  const clock = movableClock();
  const deleteCounter = createWriteCounter({ writes: 5, minutes: 10 }, clock);
  for (const id of ['a', 'b', 'c', 'd', 'e']) {
    expect(deleteCounter.closedUntil()).toBeUndefined();
    deleteCounter.count(id);
    clock.advance(60_000);
  }
  expect(deleteCounter.closedUntil()).toBe(clock.now() + 5 * 60_000);
  clock.advance(5 * 60_000);
  expect(deleteCounter.closedUntil()).toBeUndefined();
});

test('an approved plan of several deletes counts once', () => {
  const deleteCounter = createWriteCounter({ writes: 2, minutes: 10 }, movableClock());
  for (let step = 0; step < 10; step += 1) deleteCounter.count('plan');
  expect(deleteCounter.closedUntil()).toBeUndefined();
  deleteCounter.count('other');
  expect(deleteCounter.closedUntil()).toBeDefined();
  expect(deleteCounter.closedUntil('plan')).toBeUndefined();
});

test('writes that are known from elsewhere count too, once each, as long as they are recent', () => {
  const clock = movableClock();
  const counter = createWriteCounter({ writes: 2, minutes: 10 }, clock);
  counter.count('ours');
  const start = clock.now();
  expect(counter.closedUntil(undefined, new Map([['ours', start]]))).toBeUndefined();
  const others = new Map([
    ['old', start - 10 * 60_000],
    ['theirs', start - 9 * 60_000],
  ]);
  expect(counter.closedUntil(undefined, others)).toBe(start + 60_000);
  clock.advance(60_000);
  expect(counter.closedUntil(undefined, others)).toBeUndefined();
});

test('when more were done than may be, all but the last few have to be old enough', () => {
  const clock = movableClock();
  const start = clock.now();
  const others = new Map([1, 2, 3, 4].map((minute) => [String(minute), start - minute * 60_000]));
  expect(createWriteCounter({ writes: 2, minutes: 10 }, clock).closedUntil(undefined, others)).toBe(start + 8 * 60_000);
});

test('what was counted and not sent is taken back, but not what another write counted', () => {
  const clock = movableClock();
  const counter = createWriteCounter({ writes: 1, minutes: 10 }, clock);
  const first = counter.count('plan');
  counter.count('plan')();
  expect(counter.closedUntil()).toBeDefined();
  first();
  expect(counter.closedUntil()).toBeUndefined();
});
