import { expect, test } from 'vitest';
import { createTiming } from '../../../src/client/retry/backoff.ts';

test('the cloud’s clock is taken over when it differs by more than a minute', () => {
  const pace = createTiming({ now: () => 1_000_000 });
  expect(pace.correct(1_030_000)).toBe(false);
  expect(pace.cloudNow()).toBe(1_000_000);
  expect(pace.correct(5_000_000)).toBe(true);
  expect(pace.cloudNow()).toBe(5_000_000);
  expect(pace.now()).toBe(1_000_000);
});

test('the same difference is not corrected twice', () => {
  const pace = createTiming({ now: () => 0 });
  expect(pace.correct(1_000_000)).toBe(true);
  expect(pace.correct(1_000_000)).toBe(false);
});

test('a wait ends with the caller’s reason when the caller goes away', async () => {
  const aborter = new AbortController();
  const work = createTiming({}).sleep(60_000, aborter.signal);
  aborter.abort(new Error('gone'));
  await expect(work).rejects.toThrow('gone');
});

test('a sleep that resolves early on abort is not taken for slept', async () => {
  const aborter = new AbortController();
  const pace = createTiming({ sleep: async () => aborter.abort(new Error('gone')) });
  await expect(pace.sleep(5, aborter.signal)).rejects.toThrow('gone');
});

test('a wait that nobody ends is slept', async () => {
  await createTiming({}).sleep(1, new AbortController().signal);
});
