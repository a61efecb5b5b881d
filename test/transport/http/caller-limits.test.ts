import { expect, it } from 'vitest';
import { createCallerLimits } from '../../../src/transport/http/caller-limits.ts';

const start = () => {
  const clock = { ms: 0 };
  return { clock, limits: createCallerLimits(() => clock.ms) };
};

const few = { perMinute: 60, atOnce: 2 };

it('a caller with too many calls under way waits, and others do not', () => {
  const { limits } = start();
  const first = limits.admit('a', 'calls', few);
  limits.admit('a', 'calls', few);
  expect(limits.admit('a', 'calls', few)).toEqual({ retryAfterSeconds: 1 });
  expect(limits.admit('b', 'calls', few)).toHaveProperty('end');
  expect(limits.admit('a', 'streams', few)).toHaveProperty('end');
  if ('end' in first) {
    first.end();
    first.end();
  }
  expect(limits.admit('a', 'calls', few)).toHaveProperty('end');
  expect(limits.admit('a', 'calls', few)).toEqual({ retryAfterSeconds: 1 });
});

it('a minute has so many requests, and they grow back', () => {
  const { clock, limits } = start();
  const many = { perMinute: 60, atOnce: 1000 };
  const admitted = (): number =>
    Array.from({ length: 100 }, () => limits.admit('a', 'calls', many)).filter((each) => 'end' in each).length;
  expect(admitted()).toBe(60);
  expect(limits.admit('a', 'calls', many)).toEqual({ retryAfterSeconds: 1 });
  clock.ms += 10_000;
  expect(admitted()).toBe(10);
});

it('callers that were made up are forgotten', () => {
  const { limits } = start();
  const busy = limits.admit('busy', 'calls', { perMinute: 60, atOnce: 1 });
  for (let n = 0; n < 25_000; n += 1) {
    const each = limits.admit(`caller ${n}`, 'calls', few);
    if ('end' in each) each.end();
  }
  expect(busy).toHaveProperty('end');
  expect(limits.admit('busy', 'calls', { perMinute: 60, atOnce: 1 })).toEqual({ retryAfterSeconds: 1 });
});

it('a call that turns out to be a stream leaves its place to another call, and ends once', () => {
  const { limits } = start();
  const one = { perMinute: 60, atOnce: 1 };
  const first = limits.admit('a', 'calls', one);
  if (!('end' in first)) throw new Error('not let in');
  expect(first.becomeStream()).toBe(true);
  expect(first.becomeStream()).toBe(true);
  const second = limits.admit('a', 'calls', one);
  if (!('end' in second)) throw new Error('not let in');
  expect(second.becomeStream()).toBe(false);
  first.end();
  first.end();
  expect(second.becomeStream()).toBe(true);
  expect(limits.admit('a', 'streams', one)).toEqual({ retryAfterSeconds: 1 });
});
