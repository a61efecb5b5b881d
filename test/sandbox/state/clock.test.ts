import { beforeEach, expect, test } from 'vitest';
import { createClock } from '../../../src/sandbox/state/clock.ts';
import { stillDate } from '../../support/still-date.ts';

beforeEach(stillDate);

const same = (value: number, expected: number): void => expect(value).toBe(expected);

test('a clock starts at real time', () => {
  const clock = createClock();
  same(clock.now(), Date.now());
  same(clock.gatewayTime(), Date.now());
});

test('advancing moves the world, not what signatures are judged by', () => {
  const clock = createClock();
  const before = clock.elapsed();
  clock.advance(86_400_000);
  same(clock.now(), Date.now() + 86_400_000);
  same(clock.elapsed() - before, 86_400_000);
  same(clock.gatewayTime(), Date.now());
});

test('setting it back moves the date but no wait becomes longer', () => {
  const clock = createClock();
  const before = clock.elapsed();
  clock.set(Date.parse('2020-01-01T00:00:00Z'));
  same(clock.now(), Date.parse('2020-01-01T00:00:00Z'));
  same(clock.elapsed(), before);
});

test('the skew moves only what signatures are judged by, and a reset ends both', () => {
  const clock = createClock();
  clock.setSkew(-3_600_000);
  clock.advance(5_000_000);
  same(clock.gatewayTime(), Date.now() - 3_600_000);
  clock.reset();
  same(clock.gatewayTime(), Date.now());
  same(clock.now(), Date.now());
});
