import { expect, test } from 'vitest';
import { createBreaker } from '../../../src/guard/host/delete-counter.ts';
import { movableClock } from '../movable-clock.ts';

test('the sixth delete in ten minutes waits until the first is ten minutes old', () => {
  const clock = movableClock();
  const breaker = createBreaker({ deletes: 5, minutes: 10 }, clock);
  for (const id of ['a', 'b', 'c', 'd', 'e']) {
    expect(breaker.closedUntil()).toBeUndefined();
    breaker.count(id);
    clock.advance(60_000);
  }
  expect(breaker.closedUntil()).toBe(clock.now() + 5 * 60_000);
  clock.advance(5 * 60_000);
  expect(breaker.closedUntil()).toBeUndefined();
});

test('an approved plan of several deletes counts once', () => {
  const breaker = createBreaker({ deletes: 2, minutes: 10 }, movableClock());
  for (let step = 0; step < 10; step += 1) breaker.count('plan');
  expect(breaker.closedUntil()).toBeUndefined();
  breaker.count('other');
  expect(breaker.closedUntil()).toBeDefined();
  expect(breaker.closedUntil('plan')).toBeUndefined();
});
