import { expect, test } from 'vitest';
import { confirmOf } from '../../../src/guard/approval/request.ts';
import { impactOf, targetOf } from '../../../src/guard/plan/impact.ts';
import type { PlannedWrite } from '../../../src/guard/plan/write-request.ts';
import { plannedWrite } from '../planned-write.ts';

const planned = (risk: PlannedWrite['risk'], id: string, name: string): PlannedWrite =>
  plannedWrite({ risk, impact: impactOf(targetOf(id, name)) });

test('nothing is typed where nothing is deleted', () => {
  expect(confirmOf([planned('disrupt', 'vco-1', 'plant')])).toBeUndefined();
});

test('the name or the ID of the first that is deleted is typed, in a branch too', () => {
  const branch = { ...planned('disrupt', 'vco-1', 'plant'), fallback: [planned('destroy', 'vco-2', 'backup')] };
  expect(confirmOf([branch, planned('destroy', 'vco-3', 'third')])).toEqual({
    text: 'backup',
    accepted: ['backup', 'vco-2'],
  });
});

test.each([
  ['Plant Main', ['vco-1', 'Plant Main']],
  ['Plant/Main (old)', ['vco-1', 'Plant/Main (old)']],
  ['Plant  Main\u200b', ['vco-1', 'Plant Main']],
  ['plant-main', ['plant-main', 'vco-1']],
  ['vco-17', ['vco-1']],
  ['vco-17 (old)', ['vco-1']],
  ['yes', ['vco-1']],
  ['yes please', ['vco-1']],
  ['(OK)', ['vco-1']],
  ['Y', ['vco-1']],
  ['', ['vco-1']],
])('a delete of what is called %j is confirmed by any of %j', (name, accepted) => {
  expect(confirmOf([planned('destroy', 'vco-1', name)])?.accepted).toEqual(accepted);
});
