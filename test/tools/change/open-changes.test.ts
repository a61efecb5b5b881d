import { expect, test } from 'vitest';
import type { PastChange } from '../../../src/catalogue/invoke.ts';
import { openIn, openNotes } from '../../../src/tools/change/open-changes.ts';

const past = (['unknown', 'running', 'ok', 'failed'] as const).map(
  (result): PastChange => ({ action: 'DeleteVpnRouteEntry', atMs: 0, changed: [], input: {}, keys: [], result }),
);

test('changes without a known end are found, and no others', () => {
  expect(openIn(past).map(({ result }) => result)).toEqual(['unknown', 'running']);
});

test('each is a sentence with what it was and when', () => {
  expect(openNotes('vco-1', past)).toHaveLength(2);
  expect(openNotes('vco-1', past)[0]?.values).toEqual({
    ...{ id: 'vco-1', action: 'DeleteVpnRouteEntry', time: '1970-01-01T00:00:00.000Z' },
  });
});
