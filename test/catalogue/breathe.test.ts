import { expect, test } from 'vitest';
import { createBreather } from '../../src/catalogue/breathe.ts';

test('long work lets others have their turn, short work does not wait', async () => {
  let nowMs = 0;
  const breathe = createBreather(() => nowMs);
  let turns = 0;
  const others = setInterval(() => {}, 1_000);
  const turn = (): void => {
    turns += 1;
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  for (let step = 0; step < 100; step += 1) {
    await breathe();
    nowMs += 1;
  }
  clearImmediate(next);
  clearInterval(others);
  // A hundred steps of one millisecond: three slices.
  expect(turns).toBe(3);
});
