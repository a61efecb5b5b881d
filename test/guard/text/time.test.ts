import { expect, test } from 'vitest';
import { againFrom, clockTime, dayTime } from '../../../src/guard/text/time.ts';

const at = Date.UTC(2026, 10, 23, 22, 5);

test.each([
  [0, '22:05 UTC', '2026-11-23 22:05 UTC'],
  [480, '22:05 UTC (06:05 UTC+8)', '2026-11-23 22:05 UTC (2026-11-24 06:05 UTC+8)'],
  [-210, '22:05 UTC (18:35 UTC-3:30)', '2026-11-23 22:05 UTC (2026-11-23 18:35 UTC-3:30)'],
])('%i minutes ahead of UTC, both clocks are told', (offset, clock, day) => {
  expect([clockTime(at, offset), dayTime(at, offset)]).toEqual([clock, day]);
});

test('whoever comes when it is told does not come too early', () => {
  expect(againFrom(at + 1, 0)).toBe('2026-11-23 22:06 UTC');
  expect(againFrom(at, 0)).toBe('2026-11-23 22:05 UTC');
});

test('the clock of this machine is the one beside UTC', () => {
  expect(clockTime(at)).toBe(clockTime(at, -new Date(at).getTimezoneOffset()));
});
