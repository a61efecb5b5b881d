import { expect, test } from 'vitest';
import { gaveWayWords, lockedWords } from '../../../src/guard/approval/page-refusals.ts';

test.each([
  ['a page that gave way', gaveWayWords],
  ['pages that are locked', lockedWords(Date.UTC(2026, 10, 23, 9, 5))],
])('%s: nothing was sent, and what to do is said', (_, [code, message, remedy]) => {
  expect(code).toBe('refused');
  expect(message).toContain('Nothing was sent');
  expect(remedy).toContain('epeat the call');
});

test('until when no PIN is taken is told', () => {
  expect(lockedWords(Date.UTC(2026, 10, 23, 9, 5))[1]).toContain('until 09:05 UTC');
});
