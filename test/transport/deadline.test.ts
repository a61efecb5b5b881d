import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDeadline } from '../../src/transport/deadline.ts';

const DAY_MS = 86_400_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const start = () => {
  const onOver = vi.fn();
  return { onOver, ...createDeadline(onOver) };
};

it('is over once, at its time', () => {
  const { until, isOver, onOver } = start();
  until(Date.now() + 1_000);
  vi.advanceTimersByTime(999);
  expect([isOver(), onOver.mock.calls.length]).toEqual([false, 0]);
  vi.advanceTimersByTime(DAY_MS);
  expect([isOver(), onOver.mock.calls.length]).toEqual([true, 1]);
});

it('is put off, and never comes earlier', () => {
  const { until, onOver } = start();
  until(Date.now() + 1_000);
  until(Date.now() + 3_000);
  until(Date.now() + 2_000);
  vi.advanceTimersByTime(2_999);
  expect(onOver).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onOver).toHaveBeenCalledOnce();
});

it('may be longer away than a timer can tell', () => {
  const { until, onOver } = start();
  until(Date.now() + 60 * DAY_MS);
  vi.advanceTimersByTime(59 * DAY_MS);
  expect(onOver).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2 * DAY_MS);
  expect(onOver).toHaveBeenCalledOnce();
});

it('never comes without a time, nor when it was called off', () => {
  const [unset, endless, off] = [start(), start(), start()];
  endless.until(Date.now() + 1_000);
  endless.until(undefined);
  off.until(Date.now() + 1_000);
  off.cancel();
  vi.advanceTimersByTime(90 * DAY_MS);
  expect([unset, endless, off].map(({ onOver }) => onOver.mock.calls.length)).toEqual([0, 0, 0]);
  expect([unset.isOver(), endless.isOver()]).toEqual([false, false]);
});
