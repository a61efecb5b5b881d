import { expect, test, vi } from 'vitest';
import { createTiming } from '../../../src/client/retry/backoff.ts';
import { holdWaits } from '../../support/held-waits.ts';

test('the cloud’s clock is taken over when it differs by more than a minute', () => {
  const timing = createTiming({ now: () => 1_000_000 });
  expect(timing.correct(1_030_000)).toBe(false);
  expect(timing.cloudNow()).toBe(1_000_000);
  expect(timing.correct(5_000_000)).toBe(true);
  expect(timing.cloudNow()).toBe(5_000_000);
  expect(timing.now()).toBe(1_000_000);
});

test('the same difference is not corrected twice', () => {
  const timing = createTiming({ now: () => 0 });
  expect(timing.correct(1_000_000)).toBe(true);
  expect(timing.correct(1_000_000)).toBe(false);
});

test('a wait ends with the caller’s reason when the caller goes away', async () => {
  const aborter = new AbortController();
  const work = createTiming({}).sleep(60_000, aborter.signal);
  aborter.abort(new Error('gone'));
  await expect(work).rejects.toThrow('gone');
});

test('a sleep that resolves early on abort is not taken for slept', async () => {
  const aborter = new AbortController();
  const timing = createTiming({ sleep: async () => aborter.abort(new Error('gone')) });
  await expect(timing.sleep(5, aborter.signal)).rejects.toThrow('gone');
});

test('a wait that nobody ends is slept', async () => {
  const waits = holdWaits();
  const slept = vi.fn();
  const sleeping = createTiming({}).sleep(7000, new AbortController().signal).then(slept);
  await vi.waitUntil(() => waits.asked.length === 1, 10_000);
  expect([waits.asked, slept.mock.calls]).toEqual([[7000], []]);
  waits.end();
  await sleeping;
});
