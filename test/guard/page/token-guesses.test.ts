import { expect, test } from 'vitest';
import { createTokenGuesses } from '../../../src/guard/page/token-guesses.ts';
import { movableClock } from '../movable-clock.ts';

const start = () => {
  const clock = movableClock();
  return { clock, guesses: createTokenGuesses(clock) };
};

test('an address has ten wrong tokens a minute, on whatever pages', () => {
  const { clock, guesses } = start();
  const tooMany = Array.from({ length: 11 }, (_, n) => guesses.add('192.0.2.1', `page ${n}`));
  expect(tooMany).toEqual([...Array(10).fill(false), true]);
  expect(guesses.add('192.0.2.2', 'page 1')).toBe(false);
  clock.advance(60_000);
  expect(guesses.add('192.0.2.1', 'page 1')).toBe(false);
});

test('a page has thirty, from whatever addresses', () => {
  const { guesses } = start();
  const tooMany = Array.from({ length: 31 }, (_, n) => guesses.add(`192.0.2.${n}`, 'page'));
  expect(tooMany).toEqual([...Array(30).fill(false), true]);
  expect(guesses.add('192.0.2.200', 'another page')).toBe(false);
});

test('addresses that are made up push out only those that were quiet for longer', () => {
  const { guesses } = start();
  for (let n = 0; n < 10; n += 1) guesses.add('192.0.2.1', `page ${n}`);
  for (let n = 0; n < 4_000; n += 1) guesses.add(`address ${n}`, `other page ${n}`);
  expect(guesses.add('192.0.2.1', 'page')).toBe(true);
});
