import { expect, test } from 'vitest';
import { createClock } from '../../../src/sandbox/state/clock.ts';

const near = (value: number, expected: number): void => expect(Math.abs(value - expected)).toBeLessThan(1000);

test('a clock starts at real time', () => {
  const clock = createClock();
  near(clock.now(), Date.now());
  near(clock.gatewayTime(), Date.now());
});

test('advancing moves the world, not what signatures are judged by', () => {
  const clock = createClock();
  const before = clock.elapsed();
  clock.advance(86_400_000);
  near(clock.now(), Date.now() + 86_400_000);
  near(clock.elapsed() - before, 86_400_000);
  near(clock.gatewayTime(), Date.now());
});

test('setting it back moves the date but no wait becomes longer', () => {
  const clock = createClock();
  const before = clock.elapsed();
  clock.set(Date.parse('2020-01-01T00:00:00Z'));
  near(clock.now(), Date.parse('2020-01-01T00:00:00Z'));
  near(clock.elapsed(), before);
});

test('the skew moves only what signatures are judged by, and a reset ends both', () => {
  const clock = createClock();
  clock.setSkew(-3_600_000);
  clock.advance(5_000_000);
  near(clock.gatewayTime(), Date.now() - 3_600_000);
  clock.reset();
  near(clock.gatewayTime(), Date.now());
  near(clock.now(), Date.now());
});
