import { expect, test } from 'vitest';
import { untilAborted } from '../../../src/catalogue/abort.ts';
import { createInFlight } from '../../../src/guard/unfinished/in-flight.ts';
import { movableClock } from '../movable-clock.ts';

const never = new Promise<never>(() => {});

/** Work that ends when it is cut, and has something to record then. */
const endless = (signal: AbortSignal, recorded: string[]) => async (): Promise<void> => {
  try {
    await untilAborted(never, signal);
  } finally {
    await Promise.resolve();
    recorded.push('unknown');
  }
};

test('work that ends in time is waited for and not cut', async () => {
  const inFlight = createInFlight(movableClock());
  let finish: (value: string) => void = () => {};
  const work = inFlight.run(
    () =>
      new Promise<string>((resolve) => {
        finish = resolve;
      }),
  );
  const ended = inFlight.end(1_000);
  expect(inFlight.signal.aborted).toBe(false);
  finish('done');
  await ended;
  expect(await work).toBe('done');
});

test('work that goes on is cut when its time is over, and its record waited for', async () => {
  const clock = movableClock();
  const inFlight = createInFlight(clock);
  const recorded: string[] = [];
  const work = expect(inFlight.run(endless(inFlight.signal, recorded))).rejects.toThrow('has ended');
  const ended = inFlight.end(1_000);
  expect(recorded).toEqual([]);
  clock.advance(1_000);
  await ended;
  expect(recorded).toEqual(['unknown']);
  await work;
});

test('an end that comes once more waits no longer', async () => {
  const inFlight = createInFlight(movableClock());
  const recorded: string[] = [];
  const work = expect(inFlight.run(endless(inFlight.signal, recorded))).rejects.toThrow('has ended');
  const first = inFlight.end(1_000);
  await inFlight.end(0);
  await first;
  await work;
  expect(recorded).toEqual(['unknown']);
});

test('with nothing under way the end is immediate', async () => {
  const inFlight = createInFlight(movableClock());
  await inFlight.end(1_000);
  expect(inFlight.signal.aborted).toBe(true);
});
