import { expect, test } from 'vitest';
import { createDeleteCounter } from '../../../src/guard/host/delete-counter.ts';
import { movableClock } from '../movable-clock.ts';

test('the sixth delete in ten minutes waits until the first is ten minutes old', () => {
  const clock = movableClock();
  const deleteCounter = createDeleteCounter({ deletes: 5, minutes: 10 }, clock);
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
  const deleteCounter = createDeleteCounter({ deletes: 2, minutes: 10 }, movableClock());
  for (let step = 0; step < 10; step += 1) deleteCounter.count('plan');
  expect(deleteCounter.closedUntil()).toBeUndefined();
  deleteCounter.count('other');
  expect(deleteCounter.closedUntil()).toBeDefined();
  expect(deleteCounter.closedUntil('plan')).toBeUndefined();
});
