import { expect, test } from 'vitest';
import { createTokenGuesses } from '../../../src/guard/page/token-guesses.ts';
import { movableClock } from '../movable-clock.ts';

test('ten wrong ones in a minute are few, then the address is asked to wait, and a minute later there are few again', () => {
  const clock = movableClock();
  const { add } = createTokenGuesses(clock);
  const waits = Array.from({ length: 12 }, () => add('192.0.2.1'));
  expect(waits).toEqual([...Array(10).fill(0), 60, 60]);
  expect(add('192.0.2.2')).toBe(0);
  clock.advance(60_000);
  expect(add('192.0.2.1')).toBe(0);
});

test('of many addresses the oldest are forgotten, and not the newest', () => {
  const { add } = createTokenGuesses(movableClock());
  for (let tries = 0; tries < 10; tries += 1) for (const address of ['old', 'new']) add(address);
  for (let number = 0; number < 9_999; number += 1) add(`10.0.${number >> 8}.${number & 255}`);
  expect([add('new') > 0, add('old')]).toEqual([true, 0]);
});
