import { expect, test } from 'vitest';
import { pageMovedOn, pinLocked } from '../../../src/guard/approval/page-refusals.ts';

test.each([
  ['a page that gave way', pageMovedOn],
  ['pages that are locked', pinLocked(Date.UTC(2026, 10, 23, 9, 5))],
])('%s: nothing was sent, and what to do is said', (_, [code, message, remedy]) => {
  expect(code).toBe('refused');
  expect(message).toContain('Nothing was sent');
  expect(remedy).toContain('epeat the call');
});

test('until when no PIN is taken is told', () => {
  expect(pinLocked(Date.UTC(2026, 10, 23, 9, 5))[1]).toContain('until 09:05 UTC');
});
